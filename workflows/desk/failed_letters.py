"""Letters that did not arrive: somebody takes care of each."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import Session

from models.base import table_of
from models.tables import Avisering
from models.vocabulary import AviseringLage
from workflows.county.actors import Actor
from workflows.county.mandate import R, is_secretary
from workflows.engine.world import World
from workflows.ground.errors import NotFound, RoleMissing

_AVISERING = table_of(Avisering)


def ta_hand_om(session: Session, avisering_id: int, actor: Actor, world: World) -> bool:
    """Write that a letter has been taken care of; False when somebody had done that already.

    Raises RoleMissing for others than a sekreterare, NotFound for a letter that did not fail.
    """
    if not is_secretary(actor):
        raise RoleMissing("Markera brev som hanterade", [R.SEKRETERARE.ord])
    failed = (_AVISERING.c.id == avisering_id, _AVISERING.c.lage == AviseringLage.MISSLYCKAD)
    mine = (
        update(_AVISERING)
        .where(*failed, _AVISERING.c.hanterad.is_(None))
        .returning(_AVISERING.c.id)
    )
    if session.execute(mine.values(hanterad=world.now, hanterad_av=actor.person_id)).first():
        return True
    if session.execute(_AVISERING.select().where(*failed)).first() is None:
        raise NotFound
    return False
