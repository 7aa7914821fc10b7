"""Counting what is asked of the database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

import models.tables  # noqa: F401 - every column
from models.base import metadata
from models.database import Database


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Yield a list that every statement is added to while the block runs."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def compared_with_a_parameter(said: Iterable[str]) -> set[str]:
    """Return each comparison of a column of a closed list with a word that the statement does not
    say.
    """
    closed, others = set[str](), set[str]()
    for table in metadata.tables.values():
        for column in table.columns:
            (closed if hasattr(column.type, "enums") else others).add(column.name)
    names = "|".join(sorted(closed - others))
    compared = re.compile(rf"\b\w+\.(?:{names})\)?,?\)? (?:=|!=|IN|NOT IN) \(*%\(\w+\)s")
    return {found for one in said for found in compared.findall(one)}
