"""What ours is held against: the least that FastAPI, Jinja2 and PostgreSQL can do.

A page of any size, whose bytes come through one loop from one query. A POST that makes a step's
seven writes. ``python -m benchmarks.bare DESCRIPTOR`` serves it as ours is served.
"""

from __future__ import annotations

import os
import socket
import sys
from itertools import count

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from pydantic import BaseModel
from sqlalchemy import create_engine, text

from api.serve import serve
from benchmarks.writes import FIRST, WRITES, values
from models.settings import Settings

ROWS = 50
_POOL = 4  # as many connections as a process of ours
_LOOP = "{% for rad in rader %}<p>{{ rad }}</p>{% endfor %}"
_ROWS = text("SELECT repeat('x', :bytes) FROM generate_series(1, :antal)")


class Said(BaseModel):
    """What is said in a step."""

    saknas: str


def app_of(url: str) -> FastAPI:
    """Return the application."""
    engine = create_engine(url, pool_size=_POOL, max_overflow=0)
    app = FastAPI(openapi_url=None)
    template = Environment(autoescape=True).from_string(_LOOP)
    numbers = count(FIRST * (1 + os.getpid() % 1000))  # other processes have others

    @app.get("/{size}", response_class=HTMLResponse)
    def page(size: int) -> str:
        asked = {"bytes": max(size // ROWS - len("<p></p>"), 1), "antal": ROWS}
        with engine.connect() as connection:
            return template.render(rader=connection.execute(_ROWS, asked).scalars().all())

    @app.post("/{sak}/{person}")
    def step(sak: int, person: int, said: Said) -> dict[str, str]:
        with engine.begin() as connection:
            cursor = connection.connection.cursor()
            for statement in WRITES:
                cursor.execute(statement, values(sak, person, next(numbers)))
        return {"sagt": said.saknas}

    return app


if __name__ == "__main__":
    serve(app_of(Settings().database_url or ""), socket.socket(fileno=int(sys.argv[1])))
