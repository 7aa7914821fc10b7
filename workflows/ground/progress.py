"""How far long work has come: who does it says so now and then, who waits for it listens."""

from __future__ import annotations

from collections.abc import Callable

# Told how many of how many are done. It may be told often: the listener chooses what to show.
Progress = Callable[[int, int], None]


def unseen(done: int, of: int) -> None:
    """Let nobody know."""


def spaced(listener: Progress, clock: Callable[[], float], seconds: float) -> Progress:
    """Return one that passes on what it is told no more often than that, and nothing of what is
    over sooner. The clock counts seconds.
    """
    last = clock()

    def told(done: int, of: int) -> None:
        nonlocal last
        if clock() - last >= seconds:
            last = clock()
            listener(done, of)

    return told


def together(*listeners: Progress) -> Progress:
    """Return one that tells them all."""

    def told(done: int, of: int) -> None:
        for listener in listeners:
            listener(done, of)

    return told
