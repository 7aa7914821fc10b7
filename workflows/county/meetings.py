"""When the organs of the county meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import bindparam, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import NOT_YET_HELD
from models.mote import Mote
from models.sak import Sak
from workflows.ground.deadlines import day_after
from workflows.ground.sql import fixed

_MOTE = table_of(Mote)
_SAK = table_of(Sak)
# Which organ meets when, for what joins with it.
MEETINGS = select(*_MOTE.c["id", "organ_id", "datum"]).subquery("meetings")


@dataclass(frozen=True, slots=True)
class MoteFacts:
    """A meeting as other matters see it, and its own facts."""

    id: int
    lage: str
    organ_id: int
    datum: date
    tid: time
    plats: str = ""
    justerare_id: int | None = None
    anteckningar: str = ""
    slut: time | None = None


_COMING = (
    select(_MOTE.c.id, _SAK.c.lage, _MOTE.c.organ_id, _MOTE.c.datum, _MOTE.c.tid)
    .join(_SAK, _SAK.c.id == _MOTE.c.id)
    .where(
        _MOTE.c.datum.between(bindparam("since"), bindparam("until")),
        _SAK.c.lage.in_([fixed(lage) for lage in NOT_YET_HELD]),
    )
    .order_by(_MOTE.c.datum, _MOTE.c.tid)
)

# Dates are planned at most half a year ahead; a later meeting changes no frist.
_HORIZON = 200  # days


def coming_meetings(session: Session, today: date) -> tuple[MoteFacts, ...]:
    """Return the meetings from today on that have not been called off, soonest first."""
    span = {"since": today, "until": day_after(today, _HORIZON)}
    return tuple(MoteFacts(*row) for row in session.connection().execute(_COMING, span))


def load_mote(session: Session, mote_id: int) -> MoteFacts | None:
    """Return a meeting's facts, or None when there is no such meeting."""
    sak, mote = table_of(Sak), table_of(Mote)
    columns = (
        mote.c.id,
        sak.c.lage,
        mote.c.organ_id,
        mote.c.datum,
        mote.c.tid,
        mote.c.plats,
        mote.c.justerare_id,
        mote.c.anteckningar,
        mote.c.slut,
    )
    row = (
        session.connection()
        .execute(select(*columns).join(sak, sak.c.id == mote.c.id).where(mote.c.id == mote_id))
        .one_or_none()
    )
    return None if row is None else MoteFacts(*row)
