"""Whether a column of a statement may be empty: NULL in PostgreSQL, None in a row.

What is not known here to have a value always may be empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from sqlalchemy import (
    BindParameter,
    Case,
    Cast,
    Column,
    ColumnClause,
    CompoundSelect,
    Exists,
    False_,
    Function,
    FunctionFilter,
    Join,
    Label,
    Over,
    ScalarSelect,
    Select,
    True_,
    TypeCoerce,
    UnaryExpression,
)
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import (
    BinaryExpression,
    ClauseList,
    ExpressionClauseList,
    Grouping,
)
from sqlalchemy.sql.selectable import (
    AliasedReturnsRows,
    FromClause,
    FromGrouping,
    SelectStatementGrouping,
)
from sqlalchemy.sql.visitors import iterate

# Functions by what makes them empty: nothing, all that they are given, any of it, or that no row
# was there to gather.
NEVER = {"count", "now", "concat", "row_number", "rank", "dense_rank"}
IF_ALL_ARE = {"coalesce", "greatest", "least"}
IF_ANY_IS = {"lower", "upper", "length", "char_length", "abs", "round"}
IF_NOTHING_IS_GATHERED = {"max", "min", "sum", "avg", "array_agg", "string_agg", "bool_or"}

# Comparisons that NULL does not spread through, and what looks for something inside a value.
ANSWERED = {
    *(operators.is_, operators.is_not, operators.is_distinct_from),
    operators.is_not_distinct_from,
}
LOOKED_FOR = {operators.getitem, operators.json_getitem_op, operators.json_path_getitem_op}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the columns of a statement come from: what an outer join may leave empty, and whether
    the rows are gathered in groups, each of which has one at least.
    """

    perhaps: frozenset[FromClause]
    grouped: bool


def may_be_empty(query: Select[Any]) -> set[str]:
    """Return the names of the columns of a statement that may be empty."""
    perhaps = (table for source in query.get_final_froms() for table in _outer(source))
    source = Source(frozenset(perhaps), bool(query._group_by_clauses))  # noqa: SLF001
    return {name for name, one in query.selected_columns.items() if _empty(one, source)}


def _outer(source: FromClause, *, outer: bool = False) -> Iterator[FromClause]:
    """Yield the tables, aliases and subqueries that an outer join fills with nothing."""
    if isinstance(source, FromGrouping):
        yield from _outer(source.element, outer=outer)
    elif isinstance(source, Join):
        yield from _outer(source.left, outer=outer or source.full)
        yield from _outer(source.right, outer=outer or source.isouter or source.full)
    elif outer:
        yield source


@singledispatch
def _empty(_: object, source: Source) -> bool:  # noqa: ARG001 - those below ask it
    return True


@_empty.register
def _(_: True_ | False_ | Exists, source: Source) -> bool:  # noqa: ARG001
    return False


@_empty.register
def _(part: BindParameter, source: Source) -> bool:  # type: ignore[type-arg]  # noqa: ARG001
    return part.value is None


@_empty.register
def _(part: Label | Grouping | UnaryExpression, source: Source) -> bool:  # type: ignore[type-arg]
    return _empty(part.element, source)


@_empty.register
def _(part: Cast | TypeCoerce, source: Source) -> bool:  # type: ignore[type-arg]
    return _empty(part.clause, source)


@_empty.register
def _(part: Case, source: Source) -> bool:  # type: ignore[type-arg]
    return any(_empty(one, source) for one in (*(then for _, then in part.whens), part.else_))


@_empty.register
def _(part: ClauseList | ExpressionClauseList, source: Source) -> bool:  # type: ignore[type-arg]
    return any(_empty(one, source) for one in part.clauses)


@_empty.register
def _(part: BinaryExpression, source: Source) -> bool:  # type: ignore[type-arg]
    if part.operator in ANSWERED:
        return False
    if part.operator in LOOKED_FOR or isinstance(part.operator, operators.custom_op):
        return True
    return _empty(part.left, source) or _empty(part.right, source)


@_empty.register
def _(part: Function, source: Source) -> bool:  # type: ignore[type-arg]
    given = [_empty(one, source) for one in part.clauses]
    if part.name in IF_ALL_ARE:
        return all(given)
    if part.name in IF_ANY_IS:
        return any(given)
    if part.name in IF_NOTHING_IS_GATHERED:
        return any(given) or not source.grouped
    return part.name not in NEVER


@_empty.register
def _(part: Over, source: Source) -> bool:  # type: ignore[type-arg]
    return _empty(part.element, replace(source, grouped=True))  # the row itself is there


@_empty.register
def _(part: FunctionFilter, source: Source) -> bool:  # type: ignore[type-arg]
    return _empty(part.func, replace(source, grouped=False))  # no row may pass the filter


@_empty.register
def _(part: ScalarSelect, source: Source) -> bool:  # type: ignore[type-arg]  # noqa: ARG001
    """Only what gathers all rows into one gives a row where none is found."""
    query = part.element
    if not isinstance(query, Select) or query._group_by_clauses:  # noqa: SLF001
        return True
    (column,) = query.selected_columns
    gathers = {"count", *IF_NOTHING_IS_GATHERED}
    if not any(isinstance(one, Function) and one.name in gathers for one in iterate(column)):
        return True
    return bool(may_be_empty(query))


@_empty.register
def _(part: ColumnClause, source: Source) -> bool:  # type: ignore[type-arg]
    if part.table in source.perhaps:
        return True
    if isinstance(part.table, AliasedReturnsRows):
        return _empty_inside(part.table.element, part.table.c.keys().index(part.key))
    if part.is_literal and part.name.startswith("'"):  # a word that stands in the statement
        return False
    return not isinstance(part, Column) or bool(part.nullable)


def _empty_inside(inner: Any, place: int) -> bool:
    """Tell whether the column in a place of what a name stands for may be empty."""
    if isinstance(inner, AliasedReturnsRows | SelectStatementGrouping):
        return _empty_inside(inner.element, place)
    if isinstance(inner, CompoundSelect):
        return any(_empty_inside(one, place) for one in inner.selects)
    if isinstance(inner, Select):
        return inner.selected_columns.keys()[place] in may_be_empty(inner)
    return not isinstance(inner, FromClause) or bool(
        getattr(list(inner.c)[place], "nullable", True)
    )
