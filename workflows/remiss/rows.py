"""Consultation rounds as rows: how many have answered, and who is still silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import RemissLage
from models.tables import Remiss, Remissmottagare, Remissvar, Sak
from workflows.handling.om import OM, Om, labels, named

_REMISS, _SAK = table_of(Remiss), table_of(Sak)


@dataclass(frozen=True, slots=True)
class RemissRad:
    """A round in a list."""

    id: int
    rubrik: str
    om: Om
    lage: RemissLage
    lage_ord: str
    sista_dag: date
    tillfragade: int
    svarat: int


def rounds(session: Session, om_id: int) -> tuple[RemissRad, ...]:
    """Return the rounds on a matter that is known to be visible, newest first."""
    return remiss_rows(session, _REMISS.c.om_id == om_id)


def remiss_rows(
    session: Session, *where: ColumnElement[bool], limit: int | None = None
) -> tuple[RemissRad, ...]:
    """Return rounds, newest first; the caller adds what somebody may see."""
    counts = _counts()
    query = (
        select(_REMISS, _SAK.c.lage, *labels(), counts.c.tillfragade, counts.c.svarat)
        .select_from(
            _REMISS.join(_SAK, _SAK.c.id == _REMISS.c.id)
            .join(OM, OM.c.id == _REMISS.c.om_id)
            .join(counts, counts.c.remiss_id == _REMISS.c.id)
        )
        .where(*where)
        .order_by(_REMISS.c.id.desc())
        .limit(limit)
    )
    return tuple(
        RemissRad(
            row.id,
            row.rubrik,
            named(row),
            RemissLage(row.lage),
            RemissLage(row.lage).ord,
            row.sista_dag,
            row.tillfragade,
            row.svarat,
        )
        for row in session.execute(query)
    )


def _counts() -> Subquery:
    """Return how many each round asks, and how many of them have answered."""
    asked, answer = table_of(Remissmottagare), table_of(Remissvar)
    return (
        select(
            asked.c.remiss_id,
            func.count().label("tillfragade"),
            func.count(answer.c.id).label("svarat"),
        )
        .select_from(asked.outerjoin(answer, answer.c.mottagare_id == asked.c.id))
        .group_by(asked.c.remiss_id)
        .subquery()
    )
