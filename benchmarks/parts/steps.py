"""Steps per second through the one door, on one connection, beside the same seven writes in SQL by
hand, and at length beside others' engines that make them, in an environment of their own.

A step here is all of it: lock, visibility, facts, role, guards, event, payload, state, frist closed
and opened, message, commit to disk. The hand knows every value beforehand and asks no question. The
rivals run in processes of their own, one at a time, in turns with ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count

import psycopg

from benchmarks.ground import Ground, ground
from benchmarks.result import Result, beside, in_turns
from benchmarks.rivals.running import RIVALS, rival
from benchmarks.stage import Stage
from benchmarks.writes import FIRST, WRITES, values

HAND = 0.6  # of the hand's steps


def per_second(act: Callable[[], None], seconds: float) -> float:
    """Return how many times a second the act was done, over so many seconds."""
    done, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds or not done:
        act()
        done += 1
    return done / passed


def through_the_door(place: Ground) -> Callable[[], None]:
    """Return an act that asks for a completion, and the next time sends it."""
    turns = count()

    def act() -> None:
        if next(turns) % 2:
            place.step(place.sender, "komplettera", komplettering="Socialchefen i varje kommun.")
        else:
            place.step(place.au, "begar_komplettering", saknas="Vem ansvarar?")

    return act


@contextmanager
def by_hand(place: Ground) -> Iterator[Callable[[], None]]:
    """Lend an act that makes the same writes with psycopg, prepared, in one transaction."""
    turns = count(FIRST)

    def act() -> None:
        said = values(place.other, place.person, next(turns))
        for statement in WRITES:
            connection.execute(statement, said, prepare=True)
        connection.commit()

    with psycopg.connect(place.plain_url, autocommit=False) as connection:
        yield act


def measure(stage: Stage) -> Iterator[Result]:
    """Measure the door, the hand and every rival in turns."""
    scale = stage.scale
    rivals = () if scale.small else RIVALS
    with ExitStack() as stack:
        place = stack.enter_context(ground(stage))
        hand, door = stack.enter_context(by_hand(place)), through_the_door(place)
        sides = [
            lambda: per_second(door, scale.seconds),
            lambda: per_second(hand, scale.seconds),
            *(
                stack.enter_context(
                    rival(one, place.plain_url, place.new_arende(), place.person, scale.seconds)
                )
                for one in rivals
            ),
        ]
        own, by, *others = in_turns(*sides, rounds=scale.rounds)
    yield beside("steg: genom dörren mot SQL för hand", "steg/s", own, by, mal=HAND)
    for one, theirs in zip(rivals, others, strict=True):
        yield beside(f"steg: genom dörren mot {one.namn}", "steg/s", own, theirs, mal=one.mal)
