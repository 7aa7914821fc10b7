"""Reading rows that are wider than SQLModel's ``select`` has types for (it stops at four columns).

A row class names the columns, the statement says where they come from, and the two are compared
when the module that holds them is imported. It is the one place where a row has no type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter
from types import UnionType
from typing import (
    Any,
    Generic,
    Literal,
    NewType,
    Protocol,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    FromClause,
    Label,
    Select,
    TypeDecorator,
    any_,
    bindparam,
)
from sqlalchemy import select as wide
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped
from sqlalchemy.sql import functions
from sqlmodel import Session

from models.base import Fakta
from models.database import once
from models.emptiness import may_be_empty

__all__ = [
    "AMONG",
    "ONE",
    "Reading",
    "among",
    "among_first",
    "by_id",
    "gathered",
    "key",
    "named_in",
    "optional",
    "reading",
    "wide",
]

Shape = TypeVar("Shape")
Place = TypeVar("Place", bound=Hashable)
# What a statement about several compares its key with; the ids are sent as ``ids``.
AMONG = any_(bindparam("ids", type_=ARRAY(BigInteger)))
# The same of a statement about one; its id is sent as ``den``.
ONE = bindparam("den", type_=BigInteger)


def among(
    column: ColumnElement[Any] | Mapped[Any], values: Iterable[object]
) -> ColumnElement[bool]:
    """Return the condition that a column has one of the values: one statement, made and planned
    once, for however many there are.
    """
    compared = cast("ColumnElement[Any]", column)
    return compared == any_(bindparam(None, list(values), type_=ARRAY(compared.type)))


class HasId(Protocol):
    """A row that has an id."""

    @property
    def id(self) -> int:
        """The row's own."""


Known = TypeVar("Known", bound=HasId)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Reading(Generic[Shape]):
    """A statement whose rows are known to be of one shape. Made by ``reading``.

    It goes to the connection: no object is behind a column, and the way through the session costs
    as much again as a small statement. One that is made once, and sent other values each time,
    costs a quarter of one that is put together where it is asked.
    """

    query: Select[Any]
    made: Callable[[Sequence[Any]], Shape]

    def where(self, *conditions: ColumnElement[bool]) -> Reading[Shape]:
        """Return the same rows, fewer of them."""
        return replace(self, query=self.query.where(*conditions))

    def order_by(self, *keys: ColumnElement[Any]) -> Reading[Shape]:
        """Return the same rows in another order."""
        return replace(self, query=self.query.order_by(*keys))

    def limit(self, count: int | BindParameter[int] | None) -> Reading[Shape]:
        """Return no more than so many of the rows; all of them for None."""
        return replace(self, query=self.query.limit(count))

    def all(self, session: Session, values: Mapping[str, object] | None = None) -> list[Shape]:
        """Return every row. ``values`` are those of the statement's own parameters."""
        return [self.made(row) for row in session.connection().execute(self.query, values)]

    def one(self, session: Session, values: Mapping[str, object] | None = None) -> Shape:
        """Return the row that is known to be there, and to be alone."""
        return self.made(session.connection().execute(self.query, values).one())

    def one_or_none(
        self, session: Session, values: Mapping[str, object] | None = None
    ) -> Shape | None:
        """Return the only row there can be; None when it is not there."""
        row = session.connection().execute(self.query, values).one_or_none()
        return None if row is None else self.made(row)


def by_id(rows: Reading[Known], session: Session, ids: Iterable[int | None]) -> dict[int, Known]:
    """Return the rows of a statement about several (``AMONG``), by id; nothing is asked about
    none.
    """
    wanted = sorted({one for one in ids if one is not None})
    if not wanted:
        return {}
    found = once(session, (rows, *wanted), lambda: rows.all(session, {"ids": wanted}))
    return {row.id: row for row in found}


def among_first(column: ColumnElement[int], found: Select[Any]) -> ColumnElement[bool]:
    """Return that a column has one of the ids that a statement finds.

    They are found first, as one value: the order and the limit of the one are kept from the joins
    of the other, whose rows are then fetched by key.
    """
    return column == any_(functions.func.array(found.scalar_subquery()))


def gathered(
    rows: Iterable[Shape], place: Callable[[Shape], Place]
) -> defaultdict[Place, tuple[Shape, ...]]:
    """Return the rows by what they belong to, in their order; of anything else there are none."""
    found: dict[Place, list[Shape]] = {}
    for row in rows:
        found.setdefault(place(row), []).append(row)
    return defaultdict(tuple, {one: tuple(some) for one, some in found.items()})


def key(attribute: int | None) -> Mapped[int]:
    """Return the column of a key that the database gives: None in a new object, never in a row."""
    return cast("Mapped[int]", attribute)


def optional(attribute: Shape) -> Mapped[Shape | None]:
    """Return the column as one of a table that an outer join may leave empty."""
    return cast("Mapped[Shape | None]", attribute)


def reading(shape: type[Shape], query: Select[Any]) -> Reading[Shape]:
    """Return the statement as one whose rows are of the shape: a dataclass, or facts.

    Raises TypeError, with every difference, when a column and a field have different names or
    types, or when a column that may be empty meets a field that may not. Where the statement itself
    rules out that it is empty, ``coalesce`` says so.
    """
    if not isinstance(query, Select):
        raise TypeError(f"{shape.__qualname__}: a union is read as the subquery of a select")
    names = _names(shape)
    columns = dict(query.selected_columns.items())
    if wrong := [*_unlike(list(columns), names), *_mistyped(shape, query, columns)]:
        raise TypeError(f"{shape.__qualname__}: {'; '.join(wrong)}")
    places = [list(columns).index(name) for name in names]
    picked = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
    if not is_dataclass(shape) or any(field.kw_only for field in fields(shape)):
        return Reading(query, lambda row: shape(**dict(zip(names, picked(row), strict=True))))
    return Reading(query, lambda row: shape(*picked(row)))


def named_in(shape: type, *sources: FromClause | ColumnElement[Any]) -> Select[Any]:
    """Return a statement of the columns that a shape names: those given one by one, and each other
    one from the first of the tables that has it.
    """
    given = [one for one in sources if not isinstance(one, FromClause)]
    tables = [one for one in sources if isinstance(one, FromClause)]
    left = [name for name in _names(shape) if name not in wide(*given).selected_columns]
    found = [next((one.c[name] for one in tables if name in one.c), None) for name in left]
    return wide(*given, *(one for one in found if one is not None))


def _names(shape: type) -> list[str]:
    if is_dataclass(shape):
        return [field.name for field in fields(shape) if field.init]
    if issubclass(shape, Fakta):
        return list(shape.model_fields)
    raise TypeError(f"{shape.__qualname__} is neither a dataclass nor facts")


def _unlike(columns: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    if unnamed := sorted(set(columns) - set(names)):
        yield f"no field for the column {', '.join(unnamed)}"
    if unread := sorted(set(names) - set(columns)):
        yield f"no column for the field {', '.join(unread)}"


def _mistyped(
    shape: type, query: Select[Any], columns: Mapping[str, ColumnElement[Any]]
) -> Iterator[str]:
    try:
        wanted = get_type_hints(shape)
    except NameError as unknown:
        yield str(unknown)
        return
    empty = may_be_empty(query)
    for name, column in columns.items():
        admitted = _admitted(wanted.get(name, object))
        given = _python_type(column)
        if given and object not in admitted and not admitted & _also(given, shape):
            yield f"{name} is {given.__name__} in the statement"
        if name in empty and not admitted & {type(None), object}:
            yield f"{name} can be None in the statement"


def _admitted(hint: Any) -> set[type]:
    """Return the types that a field takes, each without its parameters."""
    origin, members = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return {one for member in members for one in _admitted(member)}
    if origin is Literal:
        return {type(member) for member in members}
    return _admitted(hint.__supertype__) if isinstance(hint, NewType) else {origin or hint}


def _also(given: type, shape: type) -> set[type]:
    """Return the type of a column and what it may be taken for: a word of a closed list is text,
    and of an array facts make a tuple.
    """
    if issubclass(given, StrEnum):
        return {given, str}
    return {given, tuple} if given is list and issubclass(shape, Fakta) else {given}


def _python_type(column: ColumnElement[Any]) -> type | None:
    """Return what the column gives; None when SQLAlchemy does not say, as for what JSON holds."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    try:
        given = None if isinstance(kind, JSON) else kind.python_type
    except NotImplementedError:
        return None
    return Decimal if given is int and _is_long_sum(column) else given


def _is_long_sum(column: ColumnElement[Any]) -> bool:
    """Tell whether a sum of whole numbers is numeric in PostgreSQL, where SQLAlchemy says integer:
    it is of all but what a table keeps as an integer.
    """
    plain = column.element if isinstance(column, Label) else column
    if not isinstance(plain, functions.sum):
        return False
    (summed,) = plain.clauses
    return not isinstance(summed, Column) or isinstance(summed.type, BigInteger)
