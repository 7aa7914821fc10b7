"""Consultation rounds as rows: how many have answered, and who is still silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, true
from sqlmodel import Session

from models.base import table_of
from models.lagen import RemissLage
from models.remiss import Remiss, Remissmottagare, Remissvar
from models.rows import ONE, among_first, named_in, reading, wide
from models.sak import Sak
from workflows.ground.sentences import pastaende
from workflows.ground.words import dag
from workflows.handling.om import OM, AboutRow, Om, labels
from workflows.handling.pages import as_stored

_REMISS, _SAK = table_of(Remiss), table_of(Sak)


@dataclass(frozen=True, slots=True)
class RemissRad:
    """A round in a list. ``sista_anstand`` is the last day of the one who has longest."""

    id: int
    rubrik: str
    om: Om
    lage: RemissLage
    lage_ord: str
    sista_dag: date
    sista_anstand: date
    tillfragade: int
    svarat: int


@pastaende("Var en remiss står, och om svarstiden har gått.")
def standing(row: RemissRad, today: date) -> str:
    """Say where a round stands: of one that is open also that its time is over, or until when some
    have longer.
    """
    if row.lage is not RemissLage.OPPEN or today <= row.sista_dag:
        return row.lage_ord
    if today <= row.sista_anstand:
        return f"{row.lage_ord} för den som fått anstånd, till {dag(row.sista_anstand)}"
    return f"{row.lage_ord}, svarstiden är slut"


def rounds(session: Session, om_id: int) -> tuple[RemissRad, ...]:
    """Return the rounds on a matter that is known to be visible, newest first."""
    return tuple(_row(row) for row in _OF_MATTER.all(session, {"den": om_id}))


def remiss_row(session: Session, remiss_id: int) -> RemissRad:
    """Return a round that is known to be visible."""
    return _row(_ITSELF.one(session, {"den": remiss_id}))


def remiss_rows(
    session: Session, *where: ColumnElement[bool], limit: int | None = None
) -> tuple[RemissRad, ...]:
    """Return rounds, newest first; the caller adds what somebody may see."""
    first = _FIRST.where(*where).limit(limit)
    return tuple(_row(row) for row in _ROWS.where(among_first(_REMISS.c.id, first)).all(session))


@dataclass(frozen=True, slots=True)
class _Stored(AboutRow):
    id: int
    rubrik: str
    lage: str
    sista_dag: date
    sista_anstand: date
    tillfragade: int
    svarat: int


_as_stored = as_stored(_Stored, RemissRad, but=("lage",))


def _row(row: _Stored) -> RemissRad:
    lage = RemissLage(row.lage)
    return RemissRad(**_as_stored(row), om=row.om, lage=lage, lage_ord=lage.ord)


def _query() -> Select[tuple[object, ...]]:
    asked, answer = table_of(Remissmottagare), table_of(Remissvar)
    # Of each round by itself: all that were ever asked are many.
    counts = (
        wide(
            func.count().label("tillfragade"),
            func.count(answer.c.id).label("svarat"),
            func.coalesce(func.max(asked.c.sista_dag), _REMISS.c.sista_dag).label("sista_anstand"),
        )
        .select_from(asked.outerjoin(answer, answer.c.mottagare_id == asked.c.id))
        .where(asked.c.remiss_id == _REMISS.c.id)
        .lateral()
    )
    return (
        named_in(_Stored, _REMISS, _SAK, counts, *labels())
        .select_from(
            _REMISS.join(_SAK, _SAK.c.id == _REMISS.c.id)
            .join(OM, OM.c.id == _REMISS.c.om_id)
            .join(counts, true())
        )
        .order_by(_REMISS.c.id.desc())
    )


_ROWS = reading(_Stored, _query())
_OF_MATTER = _ROWS.where(_REMISS.c.om_id == ONE)
_ITSELF = _ROWS.where(_REMISS.c.id == ONE)
_FIRST = (
    wide(_REMISS.c.id)
    .select_from(_REMISS.join(_SAK, _SAK.c.id == _REMISS.c.id))
    .order_by(_REMISS.c.id.desc())
)
