"""``def`` against ``async def`` endpoints at sixteen clients, in one run on one server, each
request one step.

Both answer from the same process with the same code: ``def`` runs it in the thread pool, ``async
def`` in the event loop itself, where one short transaction follows another. Each client has an
ärende of its own: no lock is waited for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from api.doorway import open_doorway
from benchmarks.client import CROWD, Load, Question, crowd, question
from benchmarks.ground import Ground, ground
from benchmarks.result import Result, beside, in_turns
from benchmarks.stage import Stage

KINDS = ("def", "async")


def app_of(place: Ground, arenden: list[int]) -> FastAPI:
    """Return an app that takes a step in each of the two ways."""
    app = FastAPI(openapi_url=None)

    def act(client: int) -> dict[str, bool]:
        place.note(arenden[client])
        return {"klart": True}

    @app.post("/def/{client}")
    def threaded(client: int) -> dict[str, bool]:
        return act(client)

    @app.post("/async/{client}")
    async def looped(client: int) -> dict[str, bool]:
        return act(client)

    return app


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """Serve the app on a free port of this machine until the block ends."""
    with open_doorway("127.0.0.1", 0) as doorway:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [doorway]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield int(doorway.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


def measure(stage: Stage) -> Iterator[Result]:
    """Measure both in turns."""
    with ground(stage) as place:
        arenden = [place.new_arende() for _ in range(CROWD)]
        loads = [Load() for _ in KINDS]
        with serving(app_of(place, arenden)) as port:

            def turn(load: Load, kind: str) -> Callable[[], float]:
                def asked(number: int) -> list[Question]:
                    return [question(f"/{kind}/{number}", method="POST")]

                return lambda: load.add(*crowd(port, asked, CROWD, stage.scale.seconds))

            turns = [turn(load, kind) for load, kind in zip(loads, KINDS, strict=True)]
            in_turns(*turns, rounds=stage.scale.rounds)
    threaded, looped = (load.after_the_first() for load in loads)
    name = f"slutpunkter: def mot async def, {CROWD} klienter"
    yield beside(name, "steg/s", threaded.rates, looped.rates)
    yield beside(f"{name}, p50", "ms", threaded.medians, looped.medians, less=True)
    yield beside(f"{name}, p99", "ms", threaded.p99, looped.p99, less=True)
