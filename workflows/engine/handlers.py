"""Carrying out effects: what a handler is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import table_of
from workflows.engine.case import Case
from workflows.engine.effects import Effect, Remove, Ride, TakeStep, Write
from workflows.engine.letters.rides import Turn, ride


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


def _write(session: Session, said: Sequence[tuple[Write, Case]]) -> None:
    """Write rows, of many matters by one statement where it is the same."""
    alike: dict[Hashable, list[Write]] = {}
    for effect, _ in said:
        shape = (effect.table, *effect.values), (*effect.where,), effect.on_conflict
        alike.setdefault(shape, []).append(effect)
    for same in alike.values():
        (_change if same[0].where else _add)(session, same)


def _add(session: Session, same: Sequence[Write]) -> None:
    first, rows = same[0], [dict(one.values) for one in same]
    new = insert(table_of(first.table))
    if first.on_conflict:
        again = {one: new.excluded[one] for one in first.values if one not in first.on_conflict}
        new = new.on_conflict_do_update(index_elements=first.on_conflict, set_=again)
    session.execute(new, rows if len(rows) > 1 else rows[0])


def _change(session: Session, same: Sequence[Write]) -> None:
    table = table_of(same[0].table)
    if len(same) == 1 or any(_is_no_value(said) for one in same for said in one.where.values()):
        for one in same:
            session.execute(table.update().where(*_rows(table, one.where)).values(one.values))
        return
    where = [
        table.c[one] == bindparam(f"w_{one}", type_=table.c[one].type) for one in same[0].where
    ]
    new = {one: bindparam(f"n_{one}", type_=table.c[one].type) for one in same[0].values}
    rows = [
        {
            f"{kind}_{name}": value
            for kind, said in (("w", one.where), ("n", one.values))
            for name, value in said.items()
        }
        for one in same
    ]
    session.connection().execute(table.update().where(*where).values(new), rows)


def _is_no_value(said: object) -> bool:
    """Tell whether a column is not simply compared with it."""
    return said is None or isinstance(said, tuple)


def _remove(effect: Remove, doing: Doing) -> Iterable[TakeStep]:
    table = table_of(effect.table)
    doing.session.execute(table.delete().where(*_rows(table, effect.where)))
    return ()


def _rows(table: Table, where: Mapping[str, object]) -> Iterable[ColumnElement[bool]]:
    for name, value in where.items():
        column = table.c[name]
        yield column.in_(value) if isinstance(value, tuple) else column == value


def _ride(effect: Ride, doing: Doing) -> Iterable[TakeStep]:
    turn = Turn(doing.handelse_id, doing.case.sak.id, effect.to)
    ride(doing.session, [turn])
    return ()


# What any noun's steps may write, of whatever table, and who may hear of it.
GENERIC: Handlers = {Write: Together(_write), Remove: _remove, Ride: _ride}
