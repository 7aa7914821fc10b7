"""A write that would replace somebody's words needs the version it read.

One rule for every step of every noun, asked of what the step is about to write: no list of steps
that somebody must remember to add to. Words are texts that people write and lists they make, not
codes, hashes, numbers or days; what stands and is the same is no loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from sqlalchemy import JSON, Column, Select, String, Table, select
from sqlalchemy import Enum as Choice
from sqlmodel import Session

from models import limits
from models.base import table_of
from workflows.engine.case import Case
from workflows.engine.effects import Change, Effect, Write

_DIGEST = "sha256"  # ends the name of a column that no person writes


def replaces_words(session: Session, case: Case, effects: Iterable[Effect]) -> bool:
    """Tell whether carrying these out would put other words in the place of some that stand."""
    return any(
        effect.replaces or any(_lost(session, *one) for one in _written(case, effect))
        for effect in effects
    )


def _written(
    case: Case, effect: Effect
) -> Iterator[tuple[Select[tuple[object, ...]], Mapping[str, object]]]:
    """Yield the question for what stands where words are about to be written, and these."""
    if isinstance(effect, Change):
        table = case.noun.table
        said, where = _words(table, effect.fields), dict[str, object](id=case.sak.id)
    elif isinstance(effect, Write):
        table = table_of(effect.table)
        said = _words(table, effect.values)
        where = {**effect.where, **{name: effect.values[name] for name in effect.on_conflict}}
    else:
        return
    if said and where:
        here = (
            table.c[name].in_(value) if isinstance(value, tuple) else table.c[name] == value
            for name, value in where.items()
        )
        yield select(*(table.c[name] for name in said)).where(*here), said


def _words(table: Table, fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if _holds_words(table.c[name], value)}


def _holds_words(column: Column[object], value: object) -> bool:
    if isinstance(value, Enum) or column.name.endswith(_DIGEST):
        return False
    if isinstance(column.type, JSON):
        return True
    # SQLModel wraps the text type of a column in its own.
    kind = getattr(column.type, "impl", column.type)
    if not isinstance(kind, String) or isinstance(column.type, Choice):
        return False
    return (kind.length or limits.TEXT) > limits.KOD


def _lost(session: Session, stands: Select[tuple[object, ...]], said: Mapping[str, object]) -> bool:
    return any(
        before not in (None, "", [], {}) and before != said[name]
        for row in session.execute(stands).mappings()
        for name, before in row.items()
    )
