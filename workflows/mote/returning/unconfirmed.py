"""Minutes whose justerare has let the last day pass: the next meeting of the organ confirms
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.base import table_of
from models.frist import Frist
from models.lagen import MoteLage
from models.mote import Mote
from models.organisation import Person
from models.rows import reading, wide
from models.sak import Sak
from workflows.engine.frister import own_frist

_MOTE, _SAK, _FRIST, _PERSON = (table_of(model) for model in (Mote, Sak, Frist, Person))


@dataclass(frozen=True, slots=True)
class Obekraftat:
    """A meeting whose minutes wait. ``senast`` is the day the justerare, by name, had."""

    mote: int
    organ_id: int
    datum: date
    senast: date
    justerare: str


def unconfirmed(session: Session, today: date) -> list[Obekraftat]:
    """Return the meetings whose minutes nobody has confirmed in time, the oldest first."""
    return _WAITING.where(_FRIST.c.senast < today).all(session)


_WAITING = reading(
    Obekraftat,
    wide(
        _MOTE.c.id.label("mote"),
        _MOTE.c.organ_id,
        _MOTE.c.datum,
        _FRIST.c.senast,
        _PERSON.c.namn.label("justerare"),
    )
    .join(_SAK, _SAK.c.id == _MOTE.c.id)
    .join(_FRIST, own_frist(_MOTE.c.id))
    .join(_PERSON, _PERSON.c.id == _MOTE.c.justerare_id)
    .where(_SAK.c.lage == MoteLage.JUSTERAS.value)
    .order_by(_MOTE.c.datum, _MOTE.c.id),
)


@dataclass(frozen=True, slots=True)
class _Counted(Obekraftat):
    antal: int


_WITH_ALL = reading(_Counted, _WAITING.query.add_columns(func.count().over().label("antal")))


def to_confirm_at(
    session: Session, mote_id: int, today: date, *, most: int
) -> tuple[Sequence[Obekraftat], int]:
    """Return the earlier meetings of its organ whose minutes a meeting is to confirm, the oldest
    first and no more than so many; and how many there are in all.
    """
    organ_id, day = session.exec(
        select(col(Mote.organ_id), col(Mote.datum)).where(Mote.id == mote_id)
    ).one()
    earlier = (_MOTE.c.organ_id == organ_id, _MOTE.c.datum < day)
    found = _WITH_ALL.where(_FRIST.c.senast < today, *earlier).limit(most).all(session)
    return found, found[0].antal if found else 0
