"""What the clock's rounds cost in the largest county: with nothing to do, with two thousand frister
due, the nightly check of what is new and of everything.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import text

from api.demo.story import story_of
from benchmarks.county.build import PROFIL
from benchmarks.result import Result, figure, in_turns, milliseconds, within
from benchmarks.stage import Stage
from flows.rounds import Runda, Utfall, run
from models.database import Database
from notifications.channels import Mailbox
from workflows.county.profile import load_profile
from workflows.engine.world import World
from workflows.nouns import NOUNS

DUE = 2_000
IDLE, UNCHANGED = 100, 500  # milliseconds
MANY, NIGHT, WHOLE = 3, 3, 60  # seconds
_RESTING = ("bevaka_frister", "samla_post", "folj_efterlevnad", "forbered_moten")
# The highest rung of the ladder that comes before the day is late: a letter to each who holds one.
_SOON = timedelta(days=1)
_FALL_DUE = text("""
    WITH due AS (
        SELECT f.id FROM frist f JOIN sak s ON s.id = f.sak_id
        WHERE s.slag = 'atagande' AND f.stangd IS NULL AND f.pamin ORDER BY f.id LIMIT :antal
    ), forgotten AS (DELETE FROM paminnad p USING due WHERE p.frist_id = due.id)
    UPDATE frist f SET senast = :dag FROM due WHERE due.id = f.id
""")
_SENT = text("SELECT coalesce(max(id), 0) FROM avisering")
_TOLD = text("SELECT count(DISTINCT frist_id) FROM paminnad WHERE avisering_id > :sist")
_MOST = 0.5  # the others fall to somebody who is away, or were given after the day of the rung
_UNSEND = (
    text("DELETE FROM paminnad WHERE avisering_id > :sist"),
    text("DELETE FROM avisering WHERE id > :sist"),
)


class Failed(Exception):
    """A sweep that failed has no time worth telling."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The county's clock, which takes one sweep at a time."""

    database: Database
    world: World

    def sweep(self, name: str, *, days: int = 0, thorough: bool = False) -> float:
        """Run a sweep; return how many seconds it took. Raises Failed."""
        world = replace(self.world, now=self.world.now + timedelta(days=days))
        runda = Runda(self.database, world, Mailbox(), grundlig=thorough)
        start = time.perf_counter()
        done = run(runda, (name,))[0]
        took = time.perf_counter() - start
        if not done.ok and not _only_unowned(done):
            raise Failed(f"{name}: {done.mening}")
        return took

    def remind(self, due: int) -> Callable[[], float]:
        """Return an act that reminds of what is due and then forgets it, to be done again."""

        def act() -> float:
            with self.database.session() as session:
                first = int(session.execute(_SENT).scalar_one())
            took = self.sweep("bevaka_frister")
            with self.database.session() as session:
                told = int(session.execute(_TOLD, {"sist": first}).scalar_one())
                for statement in _UNSEND:
                    session.execute(statement, {"sist": first})
            if told < _MOST * due:
                raise Failed(f"of {due} frister that were due {told} were reminded of")
            return took

        return act


def _only_unowned(done: Utfall) -> bool:
    """Tell whether all that is wrong is what the told county leaves without an owner."""
    return done.svep == "kontrollera_historik" and "Allt stämmer." in done.mening


def measure(stage: Stage) -> Iterator[Result]:
    """Measure the sweeps on a copy of the largest county, which first has its first morning."""
    rounds = stage.scale.rounds
    with stage.copy(stage.scale.sizes[-1]) as database:
        world = World(load_profile(PROFIL), story_of(PROFIL).now, NOUNS)
        clock = Clock(database, world)
        for name in _RESTING:
            first = clock.sweep(name)
            yield figure(f"svep: {name}, länets första morgon", "s", [first])
        for name in _RESTING:
            times = milliseconds(in_turns(_again(clock, name), rounds=rounds)[0])
            limit = UNCHANGED if name == "folj_efterlevnad" else IDLE
            yield within(f"svep: {name}, inget att göra", "ms", times, limit)
        yield from _due(clock, rounds)
        yield from _checked(clock, rounds)


def _again(clock: Clock, name: str) -> Callable[[], float]:
    return lambda: clock.sweep(name)


def _due(clock: Clock, rounds: int) -> Iterator[Result]:
    day = clock.world.today + _SOON
    with clock.database.session() as session:
        found = session.execute(_FALL_DUE, {"antal": DUE, "dag": day})
        due = int(found.rowcount)  # type: ignore[attr-defined] # an UPDATE has one
    (times,) = in_turns(clock.remind(due), rounds=rounds)
    yield within(f"svep: bevaka_frister, frister att påminna om: {due}", "s", times, MANY)


def _checked(clock: Clock, rounds: int) -> Iterator[Result]:
    """Check everything, and then each following night what is new."""
    name = "kontrollera_historik"
    whole = [clock.sweep(name, thorough=True) for _ in range(rounds)]
    yield within("svep: kontrollera_historik, hela", "s", whole, WHOLE)
    nights = [clock.sweep(name, days=night) for night in range(1, rounds + 1)]
    yield within("svep: kontrollera_historik, inget nytt", "s", nights, NIGHT)
