"""The steps that are the clock's own: what a day brings by itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, String, select, type_coerce

from models.base import table_of
from models.database import Database
from models.faults import LockTimeout
from models.lagen import Slag
from models.sak import Sak, stands_in
from workflows.county.actors import KLOCKAN
from workflows.county.mandate import R
from workflows.engine.door import Ask, open_steps, take_step
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.ground.errors import Refusal

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
    """Take every step that is the clock's and whose guards say yes; one transaction for each
    matter.

    The newest first: a remiss closes before the ärende that waits for it. What somebody else is
    moving just now is left to the next round.
    """
    with database.read() as session:
        waiting = session.execute(_waiting(world)).all()
    taken = []
    for row in waiting:
        with batch.each(sak=row.id):
            if step := _take(database, row.id, world):
                taken.append(Taken(row.id, world.nouns[row.slag].slag, step))
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


def _take(database: Database, sak_id: int, world: World) -> str | None:
    """Take the clock's step if its guards say yes; return its name."""
    try:
        with database.session() as session:
            step = next(
                (step.namn for step in open_steps(session, sak_id, KLOCKAN, world) if step.oppet),
                None,
            )
            if step is not None:
                take_step(session, sak_id, Ask(step), KLOCKAN, world)
            return step
    except (Refusal, LockTimeout):
        return None
