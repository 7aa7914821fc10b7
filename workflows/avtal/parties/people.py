"""The people who may answer and sign for a party that is no huvudman, read beside its row."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    any_,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by

from models.base import table_of
from models.organisation import Person

_PERSON = table_of(Person).alias("motpartens")


def ids_of(row: FromClause) -> ColumnElement[list[int]]:
    """Return the ids of everybody who may sign for the one of a row, the first one first."""
    return func.array_prepend(row.c.person_id, row.c.ovriga, type_=ARRAY(Integer))


def people_of(row: FromClause) -> ColumnElement[object]:
    """Return name, address and id of each of them, the first one first."""
    one = func.jsonb_build_array(_PERSON.c.namn, _PERSON.c.epost, _PERSON.c.id)
    place = func.array_position(ids_of(row), cast(_PERSON.c.id, Integer))
    theirs = (
        select(func.jsonb_agg(aggregate_order_by(one, place), type_=JSONB))
        .where(or_(_PERSON.c.id == row.c.person_id, _PERSON.c.id == any_(row.c.ovriga)))
        .correlate(row)
        .scalar_subquery()
    )
    return func.coalesce(theirs, literal_column("'[]'::jsonb", JSONB))
