"""The steps that are the clock's own: what a day brings by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Select, String, select, type_coerce
from sqlmodel import Session

from models.base import table_of
from models.database import Database
from models.lagen import Slag
from models.sak import Sak, stands_in
from workflows.county.actors import KLOCKAN
from workflows.county.mandate import R
from workflows.engine.door import Ask, steps_of, take_steps
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch, left, together

_SAK = table_of(Sak)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that the clock has taken."""

    sak_id: int
    slag: Slag
    steg: str


def take_clock_steps(
    database: Database, world: World, *, batch: Batch = ALL_OR_NONE
) -> list[Taken]:
    """Take every step that is the clock's and whose guards say yes; many matters in each
    transaction.

    Kind by kind, children first, and of a kind the newest: a remiss closes before the ärende that
    waits for it is asked. What somebody else is moving just now is left to the next round.
    """
    with database.read() as session:
        waiting = session.execute(_waiting(world)).all()
    taken = []
    for noun in sorted(world.nouns, key=lambda one: one.lock_rank, reverse=True):
        due = {row.id: noun.slag for row in waiting if row.slag == noun.slag}
        taken += together(database, due, partial(_take, world), batch)
    return taken


def _waiting(world: World) -> Select[tuple[object, ...]]:
    """Return the matters that stand where the clock has a step; of a kind that says which it can be
    due for, those.
    """
    states = world.nouns.states(
        lambda cycle, lage: (
            lage in cycle.waits and any(R.KLOCKAN in step.by for step in cycle.from_state(lage))
        )
    )
    due = [
        (_SAK.c.slag != noun.slag) | noun.due(world) for noun in world.nouns if noun.due is not None
    ]
    slag = type_coerce(_SAK.c.slag, String).label("slag")
    return select(_SAK.c.id, slag).where(stands_in(states), *due).order_by(_SAK.c.id.desc())


def _take(world: World, session: Session, due: Mapping[int, Slag]) -> list[Taken]:
    """Take the clock's first step whose guards say yes on each of some matters."""
    cases = load_cases(session, read_all(session, [*due], world.nouns), KLOCKAN, world)
    asks = {
        sak_id: Ask(open_[0])
        for sak_id in due
        if (open_ := [step.namn for step in steps_of(cases[sak_id]) if step.oppet])
    }
    refused = take_steps(session, asks, KLOCKAN, world)
    for sak_id, why in refused.items():
        left(sak_id, why)
    return [
        Taken(sak_id, due[sak_id], ask.step)
        for sak_id, ask in asks.items()
        if sak_id not in refused
    ]
