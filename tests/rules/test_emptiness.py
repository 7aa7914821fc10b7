"""What PostgreSQL may leave empty, or give as something else, is known before the first row."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NewType, cast

import pytest
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy import cast as as_type
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.base import table_of
from models.rows import reading
from models.tables import Avisering, Mote, Person, Sak

if TYPE_CHECKING:
    from nowhere import Nothing  # type: ignore[import-not-found]

_SAK, _PERSON, _MOTE = table_of(Sak), table_of(Person), table_of(Mote)
_LETTER = table_of(Avisering)
PARENT = _SAK.c.foralder_id
ALSO = aliased(Person)
# A column that may be empty and one that may not, as other statements give them.
NAMED = _SAK.outerjoin(_PERSON, _PERSON.c.id == _SAK.c.id)
INNER = select(_SAK.c.id, _PERSON.c.namn).select_from(NAMED)
COUNTED = select(_PERSON.c.id.label("vem"), func.count().label("antal")).group_by(_PERSON.c.id)
COUNT = COUNTED.subquery()


@dataclass(frozen=True)
class Number:
    """A row that is a number."""

    x: int


@dataclass(frozen=True)
class Text:
    """A row that is a text."""

    x: str


def one(column: Any) -> Select[Any]:
    """Return a statement of one column."""
    return select(cast("ColumnElement[Any]", column).label("x"))


EMPTY: dict[str, Select[Any]] = {
    "a column": one(PARENT),
    "under two names": one(PARENT.label("y")),
    "a subquery's": one(select(PARENT.label("y")).subquery().c.y),
    "a cast": one(as_type(PARENT, Integer)),
    "another type": one(type_coerce(PARENT, Integer)),
    "reckoned with": one(PARENT + 1),
    "nothing": one(null()),
    "one part of a choice": one(case((_SAK.c.id > 1, PARENT), else_=1)),
    "a choice without else": one(case((_SAK.c.id > 1, 1))),
    "every part of a coalesce": one(func.coalesce(PARENT, null(), type_=Integer)),
    "one that no line knows": one(func.nullif(_SAK.c.id, 1, type_=Integer)),
    "the largest of no rows": one(func.max(_SAK.c.id)),
    "the largest of those that may be empty": one(func.max(PARENT)).group_by(_SAK.c.slag),
    "the largest of those that pass": one(func.max(_SAK.c.id).filter(_SAK.c.id > 1)).group_by(
        _SAK.c.slag
    ),
    "the row before": one(func.lag(_SAK.c.id, type_=Integer).over(order_by=_SAK.c.id)),
    "what another table may not have": one(
        select(_PERSON.c.id).where(_PERSON.c.id == _SAK.c.id).scalar_subquery()
    ),
    "what a group may not have": one(select(func.count()).group_by(_PERSON.c.id).scalar_subquery()),
    "looked for in JSON": one(_LETTER.c.data["antal"].as_integer()),
    "the right of an outer join": one(_PERSON.c.id).select_from(NAMED),
    "the right of an outer join of objects": one(ALSO.id)
    .select_from(Sak)
    .outerjoin(ALSO, col(ALSO.id) == Sak.id),
    "either side of a full join": one(_SAK.c.id).select_from(
        _SAK.join(_PERSON, _PERSON.c.id == _SAK.c.id, full=True)
    ),
    "deep in the right of an outer join": one(_MOTE.c.id).select_from(
        _SAK.outerjoin(_PERSON.join(_MOTE, _MOTE.c.id == _PERSON.c.id), _MOTE.c.id == _SAK.c.id)
    ),
    "a count in the right of an outer join": one(COUNT.c.antal).select_from(
        _SAK.outerjoin(COUNT, COUNT.c.vem == _SAK.c.id)
    ),
    "one of a union": one(union_all(select(_SAK.c.id.label("y")), select(PARENT)).subquery().c.y),
}
FULL: dict[str, Select[Any]] = {
    "a column": one(_SAK.c.id),
    "a literal": one(literal(1)),
    "a count": one(func.count()),
    "a count in a subquery": one(COUNT.c.antal),
    "a count of another table": one(select(func.count(_PERSON.c.id)).scalar_subquery()),
    "the last number of another table, or none": one(
        select(func.coalesce(func.max(_PERSON.c.id), 0)).scalar_subquery()
    ),
    "a coalesce": one(func.coalesce(PARENT, 0)),
    "the largest of a group": one(func.max(_SAK.c.id)).group_by(_SAK.c.slag),
    "the place in a row": one(func.row_number(type_=Integer).over(order_by=_SAK.c.id)),
    "the largest of those beside": one(func.max(_SAK.c.id).over(partition_by=_SAK.c.slag)),
    "the left of an outer join": one(_SAK.c.id).select_from(NAMED),
    "a table that only a subquery joins from outside": one(_PERSON.c.id).select_from(
        _PERSON.join(INNER.subquery("inner"), literal(1) == 1)
    ),
    "an alias": one(_PERSON.alias().c.id),
    "one of a union": one(
        union_all(select(_SAK.c.id.label("y")), select(literal(1))).subquery().c.y
    ),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_what_may_be_empty_is_not_taken_for_what_never_is(kind: str) -> None:
    with pytest.raises(TypeError, match=r"^Number: .*x can be None in the statement"):
        reading(Number, EMPTY[kind])


@pytest.mark.parametrize("kind", FULL)
def test_what_is_never_empty_is_taken(kind: str) -> None:
    reading(Number, FULL[kind])


@pytest.mark.parametrize("wrap", ["subquery", "cte", "alias"])
def test_what_an_outer_join_left_empty_stays_so_under_every_name(wrap: str) -> None:
    named = INNER.cte() if wrap == "cte" else INNER.subquery()
    column = (named.alias("again") if wrap == "alias" else named).c.namn
    with pytest.raises(TypeError, match="Text: x can be None in the statement"):
        reading(Text, one(column))


@dataclass(frozen=True)
class Truth:
    """A row that is true or false."""

    x: bool


@pytest.mark.parametrize(
    "column",
    [PARENT.is_(None), PARENT.is_distinct_from(1), exists(select(PARENT)), _SAK.c.id > 1],
    ids=["is", "distinct", "exists", "compared"],
)
def test_a_question_that_has_an_answer_is_taken(column: Any) -> None:
    reading(Truth, one(column))


@pytest.mark.parametrize("column", [PARENT > 1, and_(PARENT > 1, _SAK.c.id > 1), ~(PARENT > 1)])
def test_a_question_about_what_may_be_empty_may_have_no_answer(column: Any) -> None:
    with pytest.raises(TypeError, match="Truth: x can be None in the statement"):
        reading(Truth, one(column))


@dataclass(frozen=True)
class Exact:
    """A row that is a number as PostgreSQL sums long ones."""

    x: Decimal


@pytest.mark.parametrize(
    ("summed", "shape", "other"),
    [
        (_SAK.c.id, Exact, Number),  # bigint
        (COUNT.c.antal, Exact, Number),  # a count is bigint
        (_SAK.c.version, Number, Exact),  # integer
    ],
    ids=["bigint", "count", "integer"],
)
def test_a_sum_has_the_type_that_postgresql_gives_it(
    summed: ColumnElement[Any], shape: type, other: type
) -> None:
    statement = one(func.sum(summed)).group_by(summed)
    reading(shape, statement)
    with pytest.raises(TypeError, match="x is"):
        reading(other, statement)


Nummer = NewType("Nummer", int)


@dataclass(frozen=True)
class Narrow:
    """Fields that say more than their type."""

    nr: Nummer
    slag: Literal["a", "b"] | None


@dataclass
class Counting:
    """A row with a field of its own, that no statement gives."""

    x: int
    seen: int = field(init=False, default=0)


@dataclass
class Unknown:
    """A field of a type that is not there when the program runs."""

    x: Nothing


def test_a_name_for_a_type_and_a_few_words_are_taken_for_what_they_are() -> None:
    reading(Narrow, select(_SAK.c.id.label("nr"), as_type(PARENT, String).label("slag")))
    with pytest.raises(TypeError, match="slag is int in the statement"):
        reading(Narrow, select(_SAK.c.id.label("nr"), PARENT.label("slag")))


def test_a_field_that_a_row_sets_itself_has_no_column() -> None:
    assert reading(Counting, one(_SAK.c.id)).made([7]) == Counting(7)
    with pytest.raises(TypeError, match="Counting: no field for the column seen"):
        reading(Counting, one(_SAK.c.id).add_columns(literal(1).label("seen")))


def test_what_cannot_be_compared_is_refused_with_the_name_of_the_row() -> None:
    with pytest.raises(TypeError, match="Unknown: name 'Nothing' is not defined"):
        reading(Unknown, one(_SAK.c.id))
    both = cast("Select[Any]", union_all(one(_SAK.c.id), one(_SAK.c.id)))
    with pytest.raises(TypeError, match="Number: a union is read as the subquery of a select"):
        reading(Number, both)
