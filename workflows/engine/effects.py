"""Consequences as data. A rule says what shall follow; the engine carries it out in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.base import Tabell, table_of
from workflows.county.slots import Slot


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that follows from a step.

    ``replaces`` when it puts other words in the place of some that stand, and that cannot be read
    from a table and values.
    """

    replaces: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Change(Effect):
    """Write these fields of the matter's own row."""

    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Write(Effect):
    """Write a new row of a table, or with ``where`` these values in the rows that are as it says.

    ``where`` may say several values of a column, as a tuple. ``on_conflict`` names the columns that
    a row is known by: one that is there already gets the values instead. What the table cannot
    hold is a TypeError when the effect is made, not when it is carried out.
    """

    table: type[Tabell]
    values: Mapping[str, object]
    where: Mapping[str, object] = field(default_factory=dict, kw_only=True)
    on_conflict: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        """Refuse what the table cannot hold."""
        wrong = [*_misfits(self.table, self.values), *_misfits(self.table, self.where)]
        if not self.where:
            wrong += _left_out(self.table, self.values)
        _refuse(self.table, wrong)


@dataclass(frozen=True, slots=True)
class Remove(Effect):
    """Remove the rows of a table that are as ``where`` says, as in ``Write``."""

    table: type[Tabell]
    where: Mapping[str, object] = field(kw_only=True)

    def __post_init__(self) -> None:
        """Refuse what the table cannot hold, and to empty it."""
        wrong = list(_misfits(self.table, self.where))
        _refuse(self.table, wrong if self.where else ["every row would go"])


@dataclass(frozen=True, slots=True)
class Notify(Effect):
    """Write one message to each person the slots resolve to.

    ``why`` says why they get it; ``data`` goes to the template. ``but`` is the id of
    somebody who needs no letter: what it says they did themselves. ``also`` is asked of the matter
    as it stands after the step: whom the step itself makes known. ``on`` is the day it is about,
    by which who holds a place is judged: somebody away today is back for a meeting next month.
    ``medan`` when it asks for what is waited for in the state that the step leads to: what waits
    for a meeting to be closed does not leave when that is over.
    """

    mall: str
    to: tuple[Slot, ...]
    why: str
    data: Mapping[str, object] = field(default_factory=dict)
    but: int | None = None
    # Of a case of its own kind, which a field cannot say: hence Any.
    also: Callable[[Any], Iterable[Slot]] | None = None
    on: date | None = None
    medan: bool = False

    def slots(self, case: object) -> tuple[Slot, ...]:
        """Return everybody it goes to, the matter as it stands."""
        return (*self.to, *self.also(case)) if self.also else self.to


@dataclass(frozen=True, slots=True)
class Ride(Effect):
    """Tell some people, by id, of the step in their next digest, in the words of the history; no
    letter of its own.
    """

    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TakeStep(Effect):
    """Take a step on another matter through the same door, in the same transaction.

    ``if_it_can`` skips it where the other's own lifecycle does not take the step from the state it
    is in. ``only_in`` names fewer states than that, and skips it in all others.
    """

    sak_id: int
    step: str
    payload: Mapping[str, object] = field(default_factory=dict)
    only_in: tuple[str, ...] = ()
    if_it_can: bool = False


# What is carried out where a step is applied; everything else has a handler.
BY_THE_ENGINE = (Change, Notify, TakeStep)


def _misfits(table: type[Tabell], said: Mapping[str, object]) -> Iterator[str]:
    """Yield each value that no row of the table can have."""
    columns = table_of(table).c
    for name, value in said.items():
        if name not in columns:
            yield f"no column {name}"
            continue
        kind, empty = columns[name].type.python_type, columns[name].nullable
        for one in value if isinstance(value, tuple) else (value,):
            if not (empty if one is None else isinstance(one, kind)):
                yield f"{name} is {kind.__name__}, not {one!r}"


def _left_out(table: type[Tabell], said: Container[str]) -> Iterator[str]:
    """Yield each column that a new row must say something of, and this one does not."""
    core = table_of(table)
    for one in core.c:
        by_itself = one.nullable or one.default or one.server_default
        if not by_itself and one is not core.autoincrement_column and one.name not in said:
            yield f"nothing is said of {one.name}"


def _refuse(table: type[Tabell], wrong: list[str]) -> None:
    if wrong:
        raise TypeError(f"{table.__name__}: " + "; ".join(wrong))
