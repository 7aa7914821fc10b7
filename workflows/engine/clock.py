"""The steps that are the clock's own: what a day brings by itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, tuple_

from models.base import table_of
from models.database import Database
from models.faults import LockTimeout
from models.lagen import Slag
from models.tables import Sak
from workflows.avtal.due import due_agreements
from workflows.county.actors import KLOCKAN
from workflows.county.mandate import R
from workflows.county.world import World
from workflows.engine.door import Ask, open_steps, take_step
from workflows.ground.apart import TOGETHER, Together
from workflows.ground.errors import Refusal
from workflows.nouns import LIFECYCLES

_SAK = table_of(Sak)

_CLOCK_STEPS = {
    (slag, lage.value): tuple(
        step.name for step in lifecycle.from_state(lage) if R.KLOCKAN in step.by
    )
    for slag, lifecycle in LIFECYCLES.items()
    for lage in lifecycle.waits
}

_CLOCK_STATES = [state for state, steps in _CLOCK_STEPS.items() if steps]


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that the clock has taken."""

    sak_id: int
    slag: Slag
    steg: str


def take_clock_steps(
    database: Database, world: World, *, apart: Together = TOGETHER
) -> list[Taken]:
    """Take every step that is the clock's and whose guards say yes; one transaction for each
    matter.

    The newest first: a remiss closes before the ärende that waits for it. What somebody else is
    moving just now is left to the next round.
    """
    waits = tuple_(_SAK.c.slag, _SAK.c.lage).in_(_CLOCK_STATES)
    # A register of agreements is long, and rests for years.
    due = (_SAK.c.slag != Slag.AVTAL) | due_agreements(world)
    with database.read() as session:
        waiting = session.execute(
            select(_SAK.c.id, _SAK.c.slag).where(waits, due).order_by(_SAK.c.id.desc())
        ).all()
    taken = []
    for row in waiting:
        with apart.each(sak=row.id):
            if step := _take(database, row.id, world):
                taken.append(Taken(row.id, row.slag, step))
    return taken


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
