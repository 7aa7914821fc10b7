"""The web process, alone and on a socket it is lent: one way to let people in.

What is small is sent at once. The kernel otherwise keeps the second half of an answer back until
the first has been acknowledged, which takes a reader's computer 40 milliseconds; that is what would
be seen here.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

import psutil
import pytest

from api.doorway import open_doorway
from support.installation import ENVIRONMENT, PATIENCE

HELD_BACK = 0.040  # seconds, of the kernel's own
ROUNDS = 30
AT_ONCE = 16
NO_DATABASE = {
    "SAMFLODE_DATABASE_URL": "postgresql://ingen@127.0.0.1:1/ingen",
    "SAMFLODE_PORT": "0",
}


@contextmanager
def web_process(lent: Sequence[socket.socket]) -> Iterator[int]:
    """Run the web process, which needs no database to say that a page is not there; yield
    its port.
    """
    numbers = [doorway.fileno() for doorway in lent]
    command = [sys.executable, "-m", "api.serve", *map(str, numbers)]
    environment = {**ENVIRONMENT, **NO_DATABASE}
    with subprocess.Popen(
        command, env=environment, pass_fds=numbers, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield lent[0].getsockname()[1] if lent else port_of(process)
        finally:
            process.terminate()


def port_of(process: subprocess.Popen[bytes]) -> int:
    """Wait until a process listens; return where."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        for connection in psutil.Process(process.pid).net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN:
                return int(connection.laddr.port)
        time.sleep(0.1)
    pytest.fail("the web process listens nowhere")


def waits(port: int) -> Iterator[float]:
    """Ask again and again on one connection; give how many seconds each answer took."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for _ in range(ROUNDS):
        start = time.perf_counter()
        connection.request("GET", "/finns-inte")
        connection.getresponse().read()
        yield time.perf_counter() - start
    connection.close()


@pytest.mark.parametrize("way", ["alone", "lent"])
def test_no_answer_is_held_back_by_the_kernel(way: str) -> None:
    with ExitStack() as stack:
        lent = [stack.enter_context(open_doorway("127.0.0.1", 0))] if way == "lent" else []
        took = list(waits(stack.enter_context(web_process(lent))))
    # One in ten was quick: a busy machine makes some answers late, the kernel would make nearly
    # all.
    assert statistics.quantiles(took, n=10)[0] < HELD_BACK


def test_who_come_at_once_are_shared_between_the_processes() -> None:
    with open_doorway("127.0.0.1", 0) as doorway, ExitStack() as stack:
        first = stack.enter_context(answering(doorway))
        first.suspend()
        second = stack.enter_context(answering(doorway))
        first.resume()
        port = doorway.getsockname()[1]
        connections = [HTTPConnection("127.0.0.1", port, timeout=PATIENCE) for _ in range(AT_ONCE)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(ask, connections))
        held = [len(process.net_connections("tcp")) - 1 for process in (first, second)]
        for connection in connections:
            connection.close()
    assert sum(held) == AT_ONCE
    assert min(held) >= AT_ONCE // 8, held  # a busy machine shares them less evenly


@contextmanager
def answering(doorway: socket.socket) -> Iterator[psutil.Process]:
    """Run a web process that has answered at the doorway; yield it."""
    before = set(psutil.Process().children())
    with web_process([doorway]) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        ask(connection)
        connection.close()
        (started,) = set(psutil.Process().children()) - before
        yield started


def ask(connection: HTTPConnection) -> None:
    """Ask a few times, as a page and what it loads do."""
    for _ in range(5):
        connection.request("GET", "/finns-inte")
        connection.getresponse().read()
