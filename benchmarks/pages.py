"""How long the pages that people look at take in a county of two sizes, each beside a bare page.

The bare page is FastAPI and Jinja2: one query whose rows go through one loop, as many bytes as the
page has. Both are asked in turns by one client in the same process. A page as fast as the bare one
has quota 1.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from sqlalchemy import text
from starlette.testclient import TestClient

from api.app import create_app
from api.shared.installation import real_now
from api.shared.tokens import sign_in
from benchmarks.county.build import build_county
from benchmarks.ground import empty
from models.database import Database
from models.settings import LogLevel, Settings
from notifications.logs import configure_logs

SIZES, SMALL = (0.01, 0.1), (0.001,)
ROUNDS, FEW = 15, 1
SECRETARY, CHEF = "au-sekreterare@region.example", "socialchef@alvesta.example"
_COOKIE = "samflode"
_HERE = "http://127.0.0.1"
_BARE_ROWS = 50
_LOOP = "{% for rad in rader %}<p>{{ rad }}</p>{% endfor %}"
_ROWS = text("SELECT repeat('x', :bytes) FROM generate_series(1, :antal)")
_ONE = {
    "ett ärende": "SELECT '/arenden/' || nr FROM arende JOIN sak USING (id)"
    " WHERE lage = 'implementeras' ORDER BY id DESC LIMIT 1",
    "ett möte": "SELECT '/moten/' || id FROM mote JOIN sak USING (id)"
    " WHERE lage = 'justeras' ORDER BY id DESC LIMIT 1",
    "ett avtal": "SELECT '/avtal/' || slug FROM avtal ORDER BY id DESC LIMIT 1",
    "ett beslut": "SELECT '/beslut/' || nr FROM beslut ORDER BY id DESC LIMIT 1",
}
_LISTS = {
    "ärenden": "/arenden",
    "möten": "/moten",
    "remisser": "/remisser",
    "revisioner": "/revisioner",
    "avtal": "/avtal",
    "avtal, sökt": "/avtal?q=hemsjukv%C3%A5rd",
    "beslut": "/beslut",
    "åtaganden": "/ataganden",
    "efterlevnad": "/efterlevnad",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it is called, where it is, and who looks at it."""

    name: str
    path: str
    who: str = SECRETARY


@dataclass(frozen=True, slots=True)
class Measured:
    """A page's median and longest time and the bare one's median, in milliseconds."""

    median: float
    longest: float
    bare: float
    bytes: int


def pages(database: Database) -> list[Page]:
    """Return the pages, on things that are in the county."""
    with database.read() as session:
        one = [
            Page(name, str(session.execute(text(query)).scalar_one()))
            for name, query in _ONE.items()
        ]
    overview = [Page("översikt, sekreterare", "/"), Page("översikt, chef", "/", CHEF)]
    return [*overview, *(Page(name, path) for name, path in _LISTS.items()), *one]


def bare(database: Database) -> FastAPI:
    """Return an app with a page of any size."""
    app = FastAPI(openapi_url=None)
    template = Environment(autoescape=True).from_string(_LOOP)

    @app.get("/{size}", response_class=HTMLResponse)
    def page(size: int) -> str:
        asked = {"bytes": max(size // _BARE_ROWS - len("<p></p>"), 1), "antal": _BARE_ROWS}
        with database.read() as session:
            return template.render(rader=session.execute(_ROWS, asked).scalars().all())

    return app


def measure(client: TestClient, beside: TestClient, path: str, rounds: int) -> Measured:
    """Ask for a page and its bare one in turns."""
    size = len(client.get(path).raise_for_status().content)
    beside.get(f"/{size}").raise_for_status()
    times = [(_asked(client, path), _asked(beside, f"/{size}")) for _ in range(rounds)]
    own = [one for one, _ in times]
    return Measured(
        statistics.median(own), max(own), statistics.median(other for _, other in times), size
    )


def _asked(client: TestClient, path: str) -> float:
    start = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - start) * 1000


@contextmanager
def _signed_in(database: Database, folder: str) -> Iterator[dict[str, TestClient]]:
    """Lend a client for each who looks."""
    settings = Settings(
        database_url=database.url, data=Path(folder), demo=True, log_level=LogLevel.ERROR
    )
    configure_logs(settings.log_level)
    app = create_app(settings)
    clients = {}
    with database.session() as session:
        for who in (SECRETARY, CHEF):
            found = session.execute(text("SELECT id FROM person WHERE epost = :who"), {"who": who})
            token = sign_in(session, int(found.scalar_one()), real_now())
            clients[who] = TestClient(app, base_url=_HERE, cookies={_COOKIE: token})
    with clients[SECRETARY]:  # one life of the application: the other asks within it
        yield clients


def main(*, small: bool = False) -> None:
    """Measure at each size and print."""
    for size in SMALL if small else SIZES:
        with empty() as database, TemporaryDirectory() as folder:
            build_county(database, size)
            print(f"storlek {size}: {'':16} median   längst      bar   kvot      kB")
            with _signed_in(database, folder) as clients, TestClient(bare(database)) as beside:
                for page in pages(database):
                    took = measure(clients[page.who], beside, page.path, FEW if small else ROUNDS)
                    print(
                        f"{page.name:28} {took.median:6.0f} ms {took.longest:6.0f} ms"
                        f" {took.bare:5.1f} ms {took.bare / took.median:6.2f}"
                        f" {took.bytes / 1000:7.0f}"
                    )


if __name__ == "__main__":
    main()
