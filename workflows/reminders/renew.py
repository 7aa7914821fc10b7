"""Those a matter waits for one by one change when an uppdrag does: their frister follow who is
asked today.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.base import table_of
from models.database import Database
from models.faults import LockTimeout
from models.frist import Frist
from models.rows import key
from models.sak import Sak, stands_in
from workflows.county.actors import KLOCKAN
from workflows.engine.case import AnyCase, Case
from workflows.engine.door import load
from workflows.engine.frister import (
    Dated,
    Skillnad,
    carry_difference,
    difference,
    keep_frist,
    own_frist,
)
from workflows.engine.lifecycle import Wait
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.ground.errors import Refusal

_SAK = table_of(Sak)


def _waiting(world: World) -> SelectOfScalar[int]:
    """Return the matters that stand where some are waited for one by one; of a kind that says where
    these may be others than before, those.
    """
    states = world.nouns.states(lambda cycle, lage: lage in cycle.waits and cycle.waits[lage].delar)
    kinds = [(_SAK.c.slag != noun.slag) | noun.asked(world) for noun in world.nouns if noun.asked]
    return select(key(Sak.id)).where(stands_in(states), *kinds).order_by(_SAK.c.id)


def renew(database: Database, world: World, *, batch: Batch = ALL_OR_NONE) -> int:
    """Give those who have come to be asked a frist, and close theirs who are not; return how many
    matters changed.

    What somebody is moving just now is left to the next round.
    """
    with database.read() as session:
        waiting = session.exec(_waiting(world)).all()
    changed = 0
    for sak_id in waiting:
        with batch.each(sak=sak_id):
            changed += _renew(database, sak_id, world)
    return changed


def _renew(database: Database, sak_id: int, world: World) -> bool:
    mine = (
        select(Sak.id).where(_SAK.c.id == sak_id).with_for_update(key_share=True, skip_locked=True)
    )
    try:
        with database.session() as session:
            if session.exec(mine).first() is None:
                return False
            case = load(session, sak_id, KLOCKAN, world)
            what = _skillnad(session, case)
            carry_difference(session, what, world.now)
            # Whether the matter itself waits for its own holder hangs on who of the others is left.
            keep_frist(session, Dated(case, _wait(case), anew=False))
            return bool(what.stang or what.oppna)
    except (Refusal, LockTimeout):
        return False


def asked_without_frist(session: Session, world: World) -> Iterator[int]:
    """Yield the matters that wait for somebody who has no frist of its own."""
    for sak_id in session.exec(_waiting(world)).all():
        if _skillnad(session, load(session, sak_id, KLOCKAN, world)).oppna:
            yield sak_id


def _wait(case: Case) -> Wait[AnyCase] | None:
    lifecycle = case.noun.lifecycle
    return lifecycle.waits.get(lifecycle.state(case.sak.lage))


def _skillnad(session: Session, case: Case) -> Skillnad:
    wait = _wait(case)
    delar = wait.delar if wait else None
    senast = session.exec(select(col(Frist.senast)).where(own_frist(case.sak.id)))
    return difference(session, delar.vilka(case) if delar else (), case, senast.one_or_none())
