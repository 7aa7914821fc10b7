"""The facts of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_
from sqlmodel import Session

from models.base import table_of
from models.lagen import RevisionLage
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
_OWN = select(*(_AVTAL.c[name] for name in AvtalFacts.model_fields)).where(
    _AVTAL.c.id == bindparam("id")
)
_NAME = func.coalesce(_HUVUDMAN.c.kortnamn, _PART.c.namn)
_PARTER = (
    select(
        _PART.c.id,
        _PART.c.slag,
        _NAME,
        _PART.c.huvudman_id,
        _PART.c.uppsagning_manader,
        _PART.c.uppsagd,
        _PART.c.lamnar,
        _PART.c.varnad,
    )
    .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _PART.c.huvudman_id)
    .where(_PART.c.avtal_id == bindparam("id"))
    .order_by(_PART.c.slag.desc(), _HUVUDMAN.c.ordning, _PART.c.id)
)
_VERSIONER = (
    select(
        _VERSION.c.id,
        _VERSION.c.nr,
        _VERSION.c.sha256,
        _VERSION.c.galler_fran,
        _VERSION.c.redaktionell,
        _VERSION.c.skapad,
    )
    .where(_VERSION.c.avtal_id == bindparam("id"))
    .order_by(_VERSION.c.galler_fran, _VERSION.c.nr)
)


def avtal_case(session: Session, common: Mapping[str, Any]) -> AvtalCase:
    """Return the case of an agreement; NotFound when there is none."""
    asked = {"id": common["sak"].id}
    row = session.connection().execute(_OWN, asked).mappings().one_or_none()
    if row is None:
        raise NotFound
    parter = tuple(PartFacts(*part) for part in session.connection().execute(_PARTER, asked))
    versioner = tuple(
        VersionFacts(
            row.id, row.nr, row.sha256, row.galler_fran, row.redaktionell, day_of(row.skapad)
        )
        for row in session.connection().execute(_VERSIONER, asked)
    )
    return AvtalCase(
        **common,
        avtal=AvtalFacts(**row),
        parter=parter,
        versioner=versioner,
        revisioner=Lazily(partial(_revised_in, session, asked["id"])),
    )


def _revised_in(session: Session, avtal_id: int) -> tuple[str, ...]:
    one = under_way(session, avtal_id)
    return (one.beteckning,) if one and one.lage != RevisionLage.IMPLEMENTERAS else ()


def under_way(session: Session, avtal_id: int) -> Any:  # a row with beteckning and lage
    """Return the revision of an agreement that is under way, or None."""
    query = (
        select(_REVISION.id, _REVISION.beteckning, _SAK.lage)
        .join(table_of(Sak), _SAK.id == _REVISION.id)
        .where(_REVISION.avtal_id == avtal_id, _UNDER_WAY)
    )
    return session.execute(query).first()
