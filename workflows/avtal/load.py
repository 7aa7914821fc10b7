"""The facts of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, tuple_
from sqlmodel import Session, select

from models.base import table_of
from models.lagen import RevisionLage
from models.rows import reading, wide
from models.tables import Avtal, Avtalspart, Avtalsversion, Huvudman, Revision, Sak
from workflows.avtal.facts import AvtalCase, AvtalFacts, PartFacts, VersionFacts
from workflows.engine.case import Lazily
from workflows.ground.deadlines import day_of
from workflows.ground.errors import NotFound
from workflows.revision.lifecycle import REVISION

_AVTAL, _PART, _VERSION, _HUVUDMAN = (
    table_of(model) for model in (Avtal, Avtalspart, Avtalsversion, Huvudman)
)
_REVISION, _SAK = table_of(Revision).c, table_of(Sak).c
_UNDER_WAY = tuple_(_SAK.lage).not_in([(lage.value,) for lage in REVISION.final])
_OWN = reading(
    AvtalFacts,
    wide(*_AVTAL.c[tuple(AvtalFacts.model_fields)]).where(_AVTAL.c.id == bindparam("id")),
)
_NAME = func.coalesce(_HUVUDMAN.c.kortnamn, _PART.c.namn)
_PARTER = reading(
    PartFacts,
    wide(
        *_PART.c["id", "slag", "huvudman_id", "uppsagning_manader", "uppsagd", "lamnar", "varnad"],
        _NAME.label("namn"),
    )
    .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _PART.c.huvudman_id)
    .where(_PART.c.avtal_id == bindparam("id"))
    .order_by(_PART.c.slag.desc(), _HUVUDMAN.c.ordning, _PART.c.id),
)


@dataclass(frozen=True, slots=True)
class _Text:
    id: int
    nr: int
    sha256: str
    galler_fran: date
    redaktionell: bool
    skapad: datetime


_VERSIONER = reading(
    _Text,
    wide(*_VERSION.c["id", "nr", "sha256", "galler_fran", "redaktionell", "skapad"])
    .where(_VERSION.c.avtal_id == bindparam("id"))
    .order_by(_VERSION.c.galler_fran, _VERSION.c.nr),
)


def avtal_case(session: Session, common: Mapping[str, Any]) -> AvtalCase:
    """Return the case of an agreement; NotFound when there is none."""
    asked = {"id": common["sak"].id}
    own = _OWN.one_or_none(session, asked)
    if own is None:
        raise NotFound
    parter = tuple(_PARTER.all(session, asked))
    versioner = tuple(
        VersionFacts(
            row.id, row.nr, row.sha256, row.galler_fran, row.redaktionell, day_of(row.skapad)
        )
        for row in _VERSIONER.all(session, asked)
    )
    return AvtalCase(
        **common,
        avtal=own,
        parter=parter,
        versioner=versioner,
        revisioner=Lazily(partial(_revised_in, session, asked["id"])),
    )


def _revised_in(session: Session, avtal_id: int) -> tuple[str, ...]:
    one = under_way(session, avtal_id)
    return (one[0],) if one and one[1] != RevisionLage.IMPLEMENTERAS else ()


def under_way(session: Session, avtal_id: int) -> tuple[str, str] | None:
    """Return the number and the state of the revision of an agreement that is under way, or
    None.
    """
    query = (
        select(Revision.beteckning, Sak.lage)
        .join(table_of(Sak), _SAK.id == _REVISION.id)
        .where(_REVISION.avtal_id == avtal_id, _UNDER_WAY)
    )
    return session.exec(query).first()
