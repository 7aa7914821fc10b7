"""``def`` against ``async def`` endpoints at sixteen clients, in one run on one server, each
request one step.

Both answer from the same process with the same code: ``def`` runs it in the thread pool, ``async
def`` in the event loop itself, where one short transaction follows another. Each client has an
ärende of its own: no lock is waited for.
"""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from api.doorway import open_doorway
from benchmarks.ground import Ground, ground

CLIENTS = 16
SECONDS, FEW = 5.0, 0.3
ROUNDS = 2


@dataclass
class Measured:
    """What one kind of endpoint did: requests a second, and how long they took in milliseconds."""

    per_second: float
    median: float
    p99: float


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
    doorway = open_doorway("127.0.0.1", 0)
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
        doorway.close()


def measure(port: int, kind: str, seconds: float) -> Measured:
    """Let every client ask as fast as it is answered, for some seconds."""
    end = time.perf_counter() + seconds

    def client(number: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        took = []
        while (start := time.perf_counter()) < end:
            connection.request("POST", f"/{kind}/{number}")
            connection.getresponse().read()
            took.append((time.perf_counter() - start) * 1000)
        connection.close()
        return took

    with ThreadPoolExecutor(CLIENTS) as pool:
        times = [one for took in pool.map(client, range(CLIENTS)) for one in took]
    return Measured(
        len(times) / seconds, statistics.median(times), statistics.quantiles(times, n=100)[98]
    )


def main(*, small: bool = False) -> None:
    """Measure both in turns and print them side by side."""
    seconds = FEW if small else SECONDS
    with ground() as place:
        arenden = [place.new_arende() for _ in range(CLIENTS)]
        with serving(app_of(place, arenden)) as port:
            found = {
                kind: [measure(port, kind, seconds) for _ in range(ROUNDS)]
                for kind in ("def", "async")
            }
    for kind, runs in found.items():
        speed = statistics.mean(run.per_second for run in runs)
        median, p99 = statistics.mean(run.median for run in runs), max(run.p99 for run in runs)
        name = "def" if kind == "def" else "async def"
        print(
            f"{name:<10} {speed:6.0f} anrop per sekund, median {median:6.0f} ms, p99 {p99:6.0f} ms"
        )
    threaded, looped = (
        statistics.mean(run.per_second for run in found[kind]) for kind in ("def", "async")
    )
    print(f"kvot def / async def {threaded / looped:.2f}")


if __name__ == "__main__":
    main()
