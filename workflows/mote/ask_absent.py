"""Carrying out the question to a party that had nobody at a meeting."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert
from sqlmodel import Session

from models.base import table_of
from models.delgivning import Delgivning
from models.lagen import Slag
from workflows.county.slots import Slot
from workflows.delgivning.consequences import fragan
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.noun import Reaches
from workflows.handling.slots import huvudmannens
from workflows.mote.effects import AskParty
from workflows.mote.facts import MoteCase


def _ask(effect: AskParty, doing: Doing) -> Iterable[TakeStep]:
    """Ask one party, give it its frist, and write to the one who answers for it."""
    case, session = doing.case, doing.session
    sak_id = be_born(
        session, Birth(Slag.DELGIVNING, case.actor, case.world, case.sak.id, doing.handelse_id)
    ).id
    session.execute(
        insert(table_of(Delgivning)),
        {
            "id": sak_id,
            "mote_id": case.sak.id,
            "huvudman_id": effect.huvudman_id,
            "invandning": "",
            "atgard": "",
        },
    )
    born, senast = first_frist(session, sak_id, case.actor, case.world)
    assert isinstance(born, DelgivningCase)  # noqa: S101 - of the kind it was just born as
    notify(session, [Told(fragan(born), born, doing.handelse_id, senast)])
    return ()


def _asked(_session: Session, case: MoteCase, effect: AskParty) -> Iterable[Slot]:
    return (huvudmannens(case, effect.huvudman_id, None),)


EFFECTS: Handlers = {
    AskParty: _ask,
}
REACHES: Reaches = {
    AskParty: _asked,
}
