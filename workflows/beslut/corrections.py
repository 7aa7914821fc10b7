"""What has been corrected in decisions, with what stood before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.base import table_of
from models.beslut import Beslut, Beslutsrattelse
from models.organisation import Person
from models.rows import ONE, named_in, reading
from models.vocabulary import Rattelseslag
from workflows.handling.pages import as_stored


@dataclass(frozen=True, slots=True)
class RattelseVy:
    """One correction. ``bekraftad`` is None while it waits for the justerare; ``avbojd`` when the
    justerare let the decision stand.
    """

    beslut: str
    slag: Rattelseslag
    slag_ord: str
    fore: str
    efter: str
    tid: datetime
    av: str
    bekraftad: datetime | None
    bekraftad_av: str | None
    avbojd: bool


@dataclass(frozen=True, slots=True)
class _Stored:
    beslut: str
    slag: Rattelseslag
    fore: str
    efter: str
    tid: datetime
    av: str
    bekraftad: datetime | None
    bekraftad_av: str | None
    avbojd: bool


_RATTELSE, _BESLUT = table_of(Beslutsrattelse), table_of(Beslut)
_WHO, _CONFIRMER = table_of(Person).alias("who"), table_of(Person).alias("confirmer")
_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        _RATTELSE.c.slag,
        _RATTELSE.c.fore,
        _RATTELSE.c.efter,
        _RATTELSE.c.tid,
        _RATTELSE.c.bekraftad,
        _RATTELSE.c.avbojd,
        _BESLUT.c.beteckning.label("beslut"),
        _WHO.c.namn.label("av"),
        _CONFIRMER.c.namn.label("bekraftad_av"),
    )
    .select_from(
        _RATTELSE.join(_BESLUT, _BESLUT.c.id == _RATTELSE.c.beslut_id)
        .join(_WHO, _WHO.c.id == _RATTELSE.c.av)
        .outerjoin(_CONFIRMER, _CONFIRMER.c.id == _RATTELSE.c.bekraftad_av)
    )
    .order_by(_RATTELSE.c.id),
)
_OF_DECISION = _ROWS.where(_RATTELSE.c.beslut_id == ONE)
_OF_MEETING = _ROWS.where(_RATTELSE.c.mote_id == ONE)
_as_stored = as_stored(_Stored, RattelseVy)


def of_decision(session: Session, beslut_id: int) -> tuple[RattelseVy, ...]:
    """Return what has been corrected in a decision, the oldest first."""
    return tuple(_shown(row) for row in _OF_DECISION.all(session, {"den": beslut_id}))


def of_meeting(session: Session, mote_id: int) -> tuple[RattelseVy, ...]:
    """Return what has been corrected in the decisions of a meeting, the oldest first."""
    return tuple(_shown(row) for row in _OF_MEETING.all(session, {"den": mote_id}))


def _shown(row: _Stored) -> RattelseVy:
    return RattelseVy(**_as_stored(row), slag_ord=row.slag.ord)
