"""A letter that never arrives goes to whoever stands in for its reader: the same letter, once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from sqlalchemy import Row, exists, select
from sqlmodel import Session

from models import limits
from models.base import table_of
from models.frist import Frist
from models.organisation import Franvaro, Person, Uppdrag
from workflows.county.in_force import away, in_force
from workflows.county.slots import Holder
from workflows.engine.letters.outbox import Message, put_as_written
from workflows.ground.deadlines import day_of

_PERSON, _UPPDRAG, _FRANVARO, _FRIST = (
    table_of(model) for model in (Person, Uppdrag, Franvaro, Frist)
)
INSTEAD_OF = "istallet_for"  # in the data of the substitute's letter: whose it was


def letter_instead(avisering_id: int | Literal[""]) -> str:
    """Return the key of the letter that is written when this one does not arrive; of no letter, how
    they begin.
    """
    return f"ersattare:{avisering_id}"


def write_instead(session: Session, brev: Row[tuple[object, ...]], now: datetime) -> None:
    """Write the letter anew to the reader's substitute, if there is one; what was a substitute's
    letter ends there.
    """
    if INSTEAD_OF in brev.data:
        return
    holder = stand_in(session, brev.person_id, brev.sak_id, day_of(now))
    if holder is None:
        return
    namn = str(brev.data.get("namn", ""))
    why = f"Du får det här eftersom brevet till {namn} inte gick fram. {brev.skal}"[
        : limits.KORT_TEXT
    ]
    data = {name: said for name, said in brev.data.items() if name != "namn"}
    message = Message(
        letter_instead(brev.id), brev.mall, holder, brev.sak_id, why, {**data, INSTEAD_OF: namn}
    )
    put_as_written(session, now, [message])


def stand_in(session: Session, person_id: int, sak_id: int | None, today: date) -> Holder | None:
    """Return the standing substitute of an uppdrag, the one the matter waits for first; else the
    absence's.
    """
    waits = exists().where(
        _FRIST.c.sak_id == sak_id,
        _FRIST.c.stangd.is_(None),
        _FRIST.c.organ_id == _UPPDRAG.c.organ_id,
    )
    standing = (
        select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.epost)
        .join(_UPPDRAG, _UPPDRAG.c.ersattare_id == _PERSON.c.id)
        .where(_UPPDRAG.c.person_id == person_id, in_force(_UPPDRAG, today))
        .order_by(waits.desc(), _UPPDRAG.c.id)
    )
    absent = (
        select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.epost)
        .join(_FRANVARO, _FRANVARO.c.ersattare_id == _PERSON.c.id)
        .where(_FRANVARO.c.person_id == person_id, away(_FRANVARO, today))
        .order_by(_FRANVARO.c.id)
    )
    someone_else = (_PERSON.c.aktiv, _PERSON.c.id != person_id)
    for query in (standing, absent):
        if row := session.execute(query.where(*someone_else).limit(1)).one_or_none():
            return Holder(row.id, row.namn, row.epost)
    return None
