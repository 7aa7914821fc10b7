"""The instanser that decide for each party whether an agreement is prolonged, with the latest each
has said of the period that comes next, read beside the party: one statement for however many there
are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from models.avtal import Avtal, Avtalspart, Forlangningsbeslut, Forlangningsinstans
from models.base import table_of
from models.revisionsord import Partsutfall
from workflows.avtal.facts import InstansFacts

_AVTAL, _PART = table_of(Avtal), table_of(Avtalspart)
_INSTANS, _BESLUT = table_of(Forlangningsinstans), table_of(Forlangningsbeslut)
_NOW = (
    select(_AVTAL.c.giltig_till)
    .where(_AVTAL.c.id == _INSTANS.c.avtal_id)
    .correlate(_INSTANS)
    .scalar_subquery()
)
# The latest that an instans has said of the period after the one that runs; NULL before it has.
_LATEST = (
    select(_BESLUT.c.utfall)
    .where(
        _BESLUT.c.avtal_id == _INSTANS.c.avtal_id,
        _BESLUT.c.huvudman_id == _INSTANS.c.huvudman_id,
        _BESLUT.c.instans == _INSTANS.c.namn,
        _BESLUT.c.sista_dag == _NOW,
    )
    .order_by(_BESLUT.c.id.desc())
    .limit(1)
    .correlate(_INSTANS)
    .scalar_subquery()
)
_ONE = func.jsonb_build_object(
    *("namn", _INSTANS.c.namn),
    *("planerat", _INSTANS.c.planerat),
    *("efter", _INSTANS.c.efter),
    *("utfall", _LATEST),
)
OF_PERIOD = func.coalesce(
    select(func.jsonb_agg(aggregate_order_by(_ONE, _INSTANS.c.plats), type_=JSONB))
    .where(_INSTANS.c.avtal_id == _PART.c.avtal_id, _INSTANS.c.huvudman_id == _PART.c.huvudman_id)
    .correlate(_PART)
    .scalar_subquery(),
    literal_column("'[]'::jsonb", JSONB),
).label("instanser")


def as_facts(stored: Iterable[Mapping[str, str | None]]) -> tuple[InstansFacts, ...]:
    """Return the instanser of a party as they were read."""
    return tuple(_fact(one) for one in stored)


def _fact(one: Mapping[str, str | None]) -> InstansFacts:
    day, said = one["planerat"], one["utfall"]
    return InstansFacts(
        namn=one["namn"] or "",
        planerat=date.fromisoformat(day) if day else None,
        efter=one["efter"] or "",
        utfall=Partsutfall(said) if said else None,
    )
