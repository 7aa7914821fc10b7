"""Carrying out effects: what a handler is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import table_of
from workflows.engine.case import Case
from workflows.engine.effects import Effect, Remove, TakeStep, Write


@dataclass(frozen=True, slots=True)
class Doing:
    """A step being carried out: the facts as they stand after it, and the event it wrote."""

    session: Session
    case: Case
    handelse_id: int


# Carries out one effect in the transaction of the step; returns the steps on other matters that
# follow. Each handler takes an effect of its own class, which a table from class to handler cannot
# say: hence Any. The registry sees to it that each gets only its own.
Handler = Callable[[Any, Doing], Iterable[TakeStep]]


@dataclass(frozen=True, slots=True)
class Together:
    """A handler that carries out the same effect of many matters at once, after which no step on
    another follows. As a handler of one it does the same.
    """

    carry_out: Callable[[Session, Sequence[tuple[Any, Any]]], None]

    def __call__(self, effect: Any, doing: Doing) -> Iterable[TakeStep]:
        """Carry it out of one matter."""
        self.carry_out(doing.session, [(effect, doing.case)])
        return ()


Handlers = Mapping[type[Effect], Handler]


def _write(effect: Write, doing: Doing) -> Iterable[TakeStep]:
    table = table_of(effect.table)
    if effect.where:
        changed = table.update().where(*_rows(table, effect.where))
        doing.session.execute(changed.values(effect.values))
        return ()
    new = insert(table).values(effect.values)
    if effect.on_conflict:
        again = {one: new.excluded[one] for one in effect.values if one not in effect.on_conflict}
        new = new.on_conflict_do_update(index_elements=effect.on_conflict, set_=again)
    doing.session.execute(new)
    return ()


def _remove(effect: Remove, doing: Doing) -> Iterable[TakeStep]:
    table = table_of(effect.table)
    doing.session.execute(table.delete().where(*_rows(table, effect.where)))
    return ()


def _rows(table: Table, where: Mapping[str, object]) -> Iterable[ColumnElement[bool]]:
    for name, value in where.items():
        column = table.c[name]
        yield column.in_(value) if isinstance(value, tuple) else column == value


# What any noun's steps may write, of whatever table.
GENERIC: Handlers = {Write: _write, Remove: _remove}
