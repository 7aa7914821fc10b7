"""When the organs of the county meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import bindparam
from sqlmodel import Session

from models.base import Fakta, table_of
from models.lagen import NOT_YET_HELD, MoteLage
from models.mote import Mote, MoteBase
from models.rows import AMONG, by_id, reading, wide
from models.sak import Sak
from workflows.ground.deadlines import day_after

_MOTE = table_of(Mote)
_SAK = table_of(Sak)
# Which organ meets when, for what joins with it.
MEETINGS = wide(*_MOTE.c["id", "organ_id", "datum"]).subquery("meetings")


class MoteFacts(MoteBase, Fakta):
    """A meeting's own row, with its state."""

    lage: str


@dataclass(frozen=True, slots=True)
class ComingMote:
    """A meeting that has not been called off, as other matters see it.

    No ``Fakta``: a rule that looks at one reads every meeting of half a year.
    """

    id: int
    lage: str
    organ_id: int
    datum: date
    tid: time

    @property
    def kallat(self) -> bool:
        """Those who take part have its agenda, and it has not begun."""
        return self.lage == MoteLage.KALLAT

    @property
    def pagar(self) -> bool:
        """It has been opened, and what it says of a matter may be said anew."""
        return self.lage == MoteLage.OPPNAT


_COMING = reading(
    ComingMote,
    wide(*_MOTE.c["id", "organ_id", "datum", "tid"], _SAK.c.lage)
    .join(_SAK, _SAK.c.id == _MOTE.c.id)
    .where(
        _MOTE.c.datum.between(bindparam("since"), bindparam("until")),
        _SAK.c.lage.in_(NOT_YET_HELD),
    )
    .order_by(_MOTE.c.datum, _MOTE.c.tid),
)
_OWN = reading(
    MoteFacts,
    wide(*_MOTE.c[tuple(MoteBase.model_fields)], _SAK.c.lage)
    .join(_SAK, _SAK.c.id == _MOTE.c.id)
    .where(_MOTE.c.id == AMONG),
)

# Dates are planned at most half a year ahead; a later meeting changes no frist.
_HORIZON = 200  # days


def coming_meetings(session: Session, today: date) -> tuple[ComingMote, ...]:
    """Return the meetings from today on that have not been called off, soonest first."""
    span = {"since": today, "until": day_after(today, _HORIZON)}
    return tuple(_COMING.all(session, span))


def load_mote(session: Session, mote_id: int) -> MoteFacts | None:
    """Return a meeting's facts, or None when there is no such meeting."""
    return load_moten(session, [mote_id]).get(mote_id)


def load_moten(session: Session, ids: Iterable[int | None]) -> Mapping[int, MoteFacts]:
    """Return the facts of meetings by id; None stands for no meeting."""
    return by_id(_OWN, session, ids)
