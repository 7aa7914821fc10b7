"""The facts of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Avtal, Avtalspart, Avtalsversion, Huvudman
from workflows.cases import AvtalCase, AvtalFacts, PartFacts, VersionFacts
from workflows.deadlines import day_of
from workflows.errors import NotFound

_AVTAL, _PART, _VERSION, _HUVUDMAN = (table_of(model) for model in (Avtal, Avtalspart, Avtalsversion, Huvudman))
_OWN = select(*(_AVTAL.c[name] for name in AvtalFacts.__dataclass_fields__)).where(_AVTAL.c.id == bindparam("id"))
_NAME = func.coalesce(_HUVUDMAN.c.kortnamn, _PART.c.namn)
_PARTER = (
    select(
        _PART.c.id, _PART.c.slag, _NAME, _PART.c.huvudman_id, _PART.c.uppsagning_manader, _PART.c.uppsagd,
        _PART.c.lamnar, _PART.c.varnad,
    )
    .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _PART.c.huvudman_id)
    .where(_PART.c.avtal_id == bindparam("id"))
    .order_by(_PART.c.slag.desc(), _HUVUDMAN.c.ordning, _PART.c.id)
)  # fmt: skip
_VERSIONER = (
    select(
        _VERSION.c.id, _VERSION.c.nr, _VERSION.c.sha256, _VERSION.c.galler_fran, _VERSION.c.redaktionell,
        _VERSION.c.skapad,
    )
    .where(_VERSION.c.avtal_id == bindparam("id"))
    .order_by(_VERSION.c.galler_fran, _VERSION.c.nr)
)  # fmt: skip


def avtal_case(session: Session, common: Mapping[str, Any]) -> AvtalCase:
    """Return the case of an agreement; NotFound when there is none."""
    asked = {"id": common["sak"].id}
    row = session.connection().execute(_OWN, asked).one_or_none()
    if row is None:
        raise NotFound
    parter = tuple(PartFacts(*part) for part in session.connection().execute(_PARTER, asked))
    versioner = tuple(
        VersionFacts(row.id, row.nr, row.sha256, row.galler_fran, row.redaktionell, day_of(row.skapad))
        for row in session.connection().execute(_VERSIONER, asked)
    )
    return AvtalCase(**common, avtal=AvtalFacts(*row), parter=parter, versioner=versioner)
