"""What a new migration needs beside what Alembic finds: something for the rows that are there, in
each column that may not be empty, and types by names that stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any, Literal, TypeGuard

from alembic.operations.ops import AddColumnOp, AlterColumnOp, MigrateOperation, ModifyTableOps
from sqlalchemy import Column, DefaultClause
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from models.base import Checked, Worded


class NothingForRows(Exception):
    """Columns may not be empty, and nothing says what the rows that are there have in them."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__(
            f"Nothing is written. The rows that are there have nothing for {', '.join(columns)},"
            " which may not be empty. Give the Field a default that holds for them: default=…"
            " If each row has a value of its own, let it be empty (… | None), run this again, and"
            " write in the migration how the rows are filled. Only then may it not be empty:"
            " op.alter_column(…, nullable=False)."
        )


def plainly(kind: str, what: object, _context: object) -> str | Literal[False]:
    """Write a column type of ours as the type it is to the database: a migration outlives it.
    False for all else.
    """
    if kind != "type" or not isinstance(what, Checked | Worded):
        return False
    if isinstance(what, Worded):
        return f"sa.String(length={what.length})"
    return f"sa.Enum{repr(what).removeprefix(type(what).__name__)}"


def with_values_for_rows(_context: object, _revision: object, scripts: list[Any]) -> None:
    """Give the rows that are there the model's default in each new column that may not be empty.
    Raises NothingForRows where the model has none.

    Only what leads forward is changed: what leads back adds columns that the models do not know.
    """
    changed = [
        one
        for script in scripts
        for one in script.upgrade_ops.ops
        if isinstance(one, ModifyTableOps)
    ]
    added = [one for table in changed for one in table.ops if _leaves_rows_without(one)]
    if without := [one for one in added if _text(one.column) is None]:
        raise NothingForRows([f"{one.table_name}.{one.column.name}" for one in without])
    for table in changed:
        table.ops = [one for change in table.ops for one in _filling(change)]


def _leaves_rows_without(change: MigrateOperation) -> TypeGuard[AddColumnOp]:
    if not isinstance(change, AddColumnOp):
        return False
    return not change.column.nullable and change.column.server_default is None


def _filling(change: MigrateOperation) -> Iterator[MigrateOperation]:
    """Yield a change, and after a column that fills the rows one that lets it fill no more: what
    new rows have is said by the program alone.
    """
    yield change
    if _leaves_rows_without(change):
        change.column.server_default = DefaultClause(_text(change.column) or "")
        yield AlterColumnOp(change.table_name, change.column.name, modify_server_default=None)


def _text(column: Column[Any]) -> str | None:
    """Return the model's default as PostgreSQL reads it; None where there is none, or it is made
    anew for each row.
    """
    default = column.default
    match default.arg if isinstance(default, ScalarElementColumnDefault) else None:
        case bool(value):
            return str(value).lower()
        case Enum(value=value) | (str() | int() | float() | date() as value):
            return str(value)
    return None
