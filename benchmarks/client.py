"""People who ask over HTTP: a connection each, the next question when the answer has come.

Written on the bare socket: what the asking costs is taken from the same processor as the answers.
"""

from __future__ import annotations

import socket
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self

CROWD = 16
_HERE = "127.0.0.1"
_PATIENCE = 60.0  # seconds
_GOOD = range(200, 400)


class NotWell(Exception):
    """An answer that is no answer to measure."""


class Busy(NotWell):
    """An answer that says: try again."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as it goes over the wire."""

    raw: bytes
    name: str


def question(
    path: str, *, method: str = "GET", body: bytes = b"", headers: Sequence[str] = ()
) -> Question:
    """Put a question together; it asks for no compression."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {_HERE}", *headers]
    if body or method == "POST":
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/json"]
    return Question("\r\n".join([*lines, "", ""]).encode() + body, f"{method} {path}")


def cookie(token: str) -> list[str]:
    """Return the header that says who asks."""
    return [f"Cookie: samflode={token}"]


class Client:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        """Open it."""
        self._socket = socket.create_connection((_HERE, port), timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, asked: Question) -> bytes:
        """Ask; return the answer's body. Raises Busy or NotWell."""
        self._socket.sendall(asked.raw)
        got = bytearray()
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more(asked)
        head = bytes(got[:end]).lower()
        length = _length(head)
        while len(got) < end + 4 + length:
            got += self._more(asked)
        body = bytes(got[end + 4 :])
        status = int(head.split(b" ", 2)[1])
        if status not in _GOOD:
            said = f"{asked.name}: {head.decode()}\n{body[:500].decode()}"
            raise (Busy if status == HTTPStatus.SERVICE_UNAVAILABLE else NotWell)(said)
        return body

    def _more(self, asked: Question) -> bytes:
        part = self._socket.recv(1 << 18)
        if not part:
            raise NotWell(f"{asked.name}: no answer")
        return part

    def timed(self, asked: Question) -> float:
        """Ask until there is an answer; return how many seconds it took. Raises NotWell."""
        start = time.perf_counter()
        while (took := time.perf_counter() - start) < _PATIENCE:
            try:
                self.ask(asked)
            except Busy:
                continue
            return time.perf_counter() - start
        raise NotWell(f"{asked.name}: busy for {took:.0f} s")

    def __enter__(self) -> Self:
        """Lend it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._socket.close()


def _length(head: bytes) -> int:
    """Return how long the body is; what we measure says so beforehand."""
    for said in head.split(b"\r\n")[1:]:
        name, _, value = said.partition(b":")
        if name == b"content-length":
            return int(value)
    return 0


@dataclass(slots=True)
class Load:
    """Answers a second, and how many milliseconds they took, of every turn so far."""

    rates: list[float] = field(default_factory=list)
    medians: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)

    def add(self, times: Sequence[float], seconds: float) -> float:
        """Add a turn; return its rate."""
        self.rates.append(len(times) / seconds)
        self.medians.append(statistics.median(times) * 1000)
        self.p99.append(sorted(times)[-1 - len(times) // 100] * 1000)
        return self.rates[-1]

    def after_the_first(self) -> Load:
        """Return the turns that count: in the first everything is met for the first time."""
        return Load(self.rates[1:], self.medians[1:], self.p99[1:])


def crowd(
    port: int, asked: Callable[[int], Sequence[Question]], clients: int, seconds: float
) -> tuple[list[float], float]:
    """Let every client ask its own questions over and over; return how long each answer took, and
    how many seconds it went on. Everybody is answered at least once.
    """
    start = time.perf_counter()
    end = start + seconds

    def one(number: int) -> list[float]:
        questions = asked(number)
        times: list[float] = []
        with Client(port) as client:
            while not times or time.perf_counter() < end:
                times += [client.timed(each) for each in questions]
        return times

    with ThreadPoolExecutor(clients) as pool:
        times = [took for each in pool.map(one, range(clients)) for took in each]
    return times, time.perf_counter() - start
