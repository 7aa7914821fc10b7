"""How long a page takes the server as the county grows, one client and one process for each size.

In each round every size is asked for the same page.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from benchmarks.client import Client, Question, cookie, question
from benchmarks.places import MORE, PLACES, Place
from benchmarks.result import Result, beside, figure, in_turns, milliseconds, within
from benchmarks.serving import OURS, served
from benchmarks.stage import Stage, ticket

LIMIT, MATRIX = 100, 150  # milliseconds
GROWTH = 1.5  # times its time in the county next to the largest
_SLOW = 0.5  # seconds: what is quicker is asked for again in its turn, and the shortest counts
_ASKED = 3


def measure(stage: Stage) -> Iterator[Result]:
    """Measure every page in every county."""
    sizes = stage.scale.sizes
    with ExitStack() as stack:
        counties = [stack.enter_context(stage.county(size)) for size in sizes]
        clients = [
            stack.enter_context(Client(stack.enter_context(served(OURS, county, processes=1))))
            for county in counties
        ]
        for place in (*PLACES, *MORE):
            turns = [
                _turn(
                    client,
                    question(place.in_county(county), headers=cookie(ticket(county, place.who))),
                )
                for client, county in zip(clients, counties, strict=True)
            ]
            yield from _results(place, sizes, in_turns(*turns, rounds=stage.scale.rounds))


def _turn(client: Client, asked: Question) -> Callable[[], float]:
    def act() -> float:
        shortest = client.timed(asked)
        again = 0 if shortest > _SLOW else _ASKED - 1
        return min([shortest, *(client.timed(asked) for _ in range(again))])

    return act


def _results(
    place: Place, sizes: tuple[float, ...], seconds: list[list[float]]
) -> Iterator[Result]:
    times = [milliseconds(one) for one in seconds]
    for size, taken in zip(sizes[:-1], times, strict=False):
        yield figure(f"kurva: {place.namn}, storlek {size:g}", "ms", taken)
    limit = MATRIX if place.path.startswith("/efterlevnad") else LIMIT
    largest = f"kurva: {place.namn}, storlek {sizes[-1]:g}"
    yield within(largest, "ms", times[-1], limit)
    before = [GROWTH * statistics.median(times[-2])] * len(times[-1])
    yield beside(f"{largest} mot {sizes[-2]:g}", "ms", times[-1], before, mal=1, less=True)
