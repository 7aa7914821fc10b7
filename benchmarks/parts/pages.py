"""Pages beside a bare page: FastAPI and Jinja2, as many bytes, through one loop from one query.

Both are served by as many processes as ``samflode`` takes here, over HTTP, and asked in turns by
one client and by sixteen. A page as fast as the bare one has quota 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.client import CROWD, Client, Load, Question, cookie, crowd, question
from benchmarks.places import CHEF, PLACES, SECRETARY, Place
from benchmarks.result import Result, beside, figure, in_turns, within
from benchmarks.serving import BARE, OURS, served
from benchmarks.stage import Scale, Stage, ticket

SIZE = 1  # which of the sizes: a tenth of the largest
ALONE = 10  # milliseconds, at one client
_TAIL = 5  # p99 should be at most so many times p50


def measure(stage: Stage) -> Iterator[Result]:
    """Measure every page at one client and at many."""
    with stage.county(stage.scale.sizes[SIZE]) as database:
        cookies = {who: cookie(ticket(database, who)) for who in (SECRETARY, CHEF)}
        with served(OURS, database) as ours, served(BARE, database) as bare:
            for place in PLACES:
                asked = question(place.in_county(database), headers=cookies[place.who])
                yield from page(place, asked, (ours, bare), stage.scale)


def page(place: Place, asked: Question, ports: tuple[int, int], scale: Scale) -> Iterator[Result]:
    """Measure one page and its bare one in turns."""
    with Client(ports[0]) as client:
        size = len(client.ask(asked))
    yield figure(f"sidor: {place.namn}, storlek", "kB", [size / 1000])
    for clients in (1, CROWD):
        name = f"sidor: {place.namn}, {clients} {'klient' if clients == 1 else 'klienter'}"
        own, other = loads(asked, question(f"/{size}"), ports, clients, scale)
        mal = place.mal if clients == CROWD else None
        yield beside(name, "sidor/s", own.rates, other.rates, mal=mal)
        if clients == 1:
            yield within(f"{name}, p50", "ms", own.medians, ALONE)
        else:
            yield figure(f"{name}, p50", "ms", own.medians)
        limits = [_TAIL * one for one in own.medians]
        yield beside(f"{name}, p99", "ms", own.p99, limits, mal=1, less=True)


def loads(
    asked: Question, beside_it: Question, ports: tuple[int, int], clients: int, scale: Scale
) -> Sequence[Load]:
    """Let clients ask for both in turns; return what each did, the first turn left out."""
    sides = [Load(), Load()]

    def turn(load: Load, port: int, one: Question) -> Callable[[], float]:
        def act() -> float:
            return load.add(*crowd(port, lambda _: [one], clients, scale.seconds))

        return act

    in_turns(
        turn(sides[0], ports[0], asked), turn(sides[1], ports[1], beside_it), rounds=scale.rounds
    )
    return [load.after_the_first() for load in sides]
