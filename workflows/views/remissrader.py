"""Consultation rounds as rows: how many have answered, and who is still silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import RemissLage
from models.tables import Arende, Remiss, Remissmottagare, Remissvar, Sak

_REMISS, _SAK, _ARENDE = table_of(Remiss), table_of(Sak), table_of(Arende)


@dataclass(frozen=True, slots=True)
class RemissRad:
    """A round in a list."""

    id: int
    rubrik: str
    arende_nr: str
    beteckning: str | None
    lage: RemissLage
    lage_ord: str
    sista_dag: date
    tillfragade: int
    svarat: int


def rounds(session: Session, arende_id: int) -> tuple[RemissRad, ...]:
    """Return the rounds of an ärende that is known to be visible, newest first."""
    return remiss_rows(session, _REMISS.c.arende_id == arende_id)


def remiss_rows(session: Session, *where: ColumnElement[bool], limit: int | None = None) -> tuple[RemissRad, ...]:
    """Return rounds, newest first; the caller adds what somebody may see."""
    asked, answer = table_of(Remissmottagare), table_of(Remissvar)
    counts = (
        select(
            asked.c.remiss_id, func.count().label("tillfragade"), func.count(answer.c.id).label("svarat"),
        )
        .select_from(asked.outerjoin(answer, answer.c.mottagare_id == asked.c.id))
        .group_by(asked.c.remiss_id)
        .subquery()
    )  # fmt: skip
    query = (
        select(_REMISS, _SAK.c.lage, _ARENDE.c.nr, _ARENDE.c.beteckning, counts.c.tillfragade, counts.c.svarat)
        .select_from(
            _REMISS.join(_SAK, _SAK.c.id == _REMISS.c.id)
            .join(_ARENDE, _ARENDE.c.id == _REMISS.c.arende_id)
            .join(counts, counts.c.remiss_id == _REMISS.c.id)
        )
        .where(*where)
        .order_by(_REMISS.c.id.desc())
        .limit(limit)
    )
    return tuple(
        RemissRad(
            row.id, row.rubrik, row.nr, row.beteckning, RemissLage(row.lage), RemissLage(row.lage).ord, row.sista_dag,
            row.tillfragade, row.svarat,
        )
        for row in session.execute(query)
    )  # fmt: skip
