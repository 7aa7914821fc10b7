"""A rival's side of the turns: first it refuses, then it is ready, then it steps when it is told.

Runs in the rivals' environment: nothing of the product can be imported here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg

READY = "ready"


@dataclass(frozen=True)
class Given:
    """The database, the matter that is the rival's own, and who acts."""

    url: str
    sak: int
    person: int


def given() -> Given:
    """Return what the command line says."""
    url, sak, person = sys.argv[2:5]
    return Given(url, int(sak), int(person))


def events(on: Given) -> int:
    """Return how many events the matter has."""
    with psycopg.connect(on.url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM handelse WHERE sak_id = %s", [on.sak]
        ).fetchone()
    return int(row[0]) if row else 0


def take_turns(
    on: Given, step: Callable[[str], None], refusals: type[Exception] | tuple[type[Exception], ...]
) -> None:
    """Show that the wrong role is refused and the right one is not, then take turns.

    ``step`` takes one as somebody with a role. Raises AssertionError, before anything is timed,
    when the wrong role gets through or leaves a trace, or the right one leaves none.
    """
    before = events(on)
    try:
        step("ledamot")
    except refusals:
        pass
    else:
        raise AssertionError("the wrong role was let through")
    if events(on) != before:
        raise AssertionError("the refused step left a trace")
    step("au")
    if events(on) != before + 1:
        raise AssertionError("the step left no event")
    print(READY, flush=True)
    for line in sys.stdin:
        print(_per_second(lambda: step("au"), float(line)), flush=True)


def _per_second(act: Callable[[], None], seconds: float) -> float:
    done, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds or not done:
        act()
        done += 1
    return done / passed
