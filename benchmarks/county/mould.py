"""A told meeting as a mould: its rows as COPY writes them, with holes where each copy differs.

Ids, days, numbers, the words it is about, salts and hashes are holes; everything else is as the
engine wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Column, Table

import models.tables  # noqa: F401 - every table is known
from benchmarks.county.chapter import Own
from models.base import metadata

Hole = tuple[Any, ...]
Range = tuple[int, int]  # the first id and the one after the last

# The organisation, and what time and sessions keep, are not told: all copies share them.
_COMMON = frozenset(
    (
        *("huvudman", "organ", "person", "uppdrag", "franvaro", "organisationshandelse"),
        *("inloggning", "engangslank", "apitoken", "begaran", "demoklocka", "svepkorning"),
        *("framsteg", "installation"),
        *("nummerserie", "kontrollpunkt", "kontrollhuvud"),
        # What the database leaves of each change by itself: of a copy as it stands.
        *("gallring", "sparform", "spar"),
    )
)
TABLES: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if table.name not in _COMMON
)
OWN_IDS = tuple(
    table.name
    for table in TABLES
    if list(table.primary_key.columns.keys()) == ["id"] and not table.c.id.foreign_keys
)


def copied(table: Table) -> list[Column[Any]]:
    """Return the columns that COPY writes: not what the database makes of others."""
    return [column for column in table.columns if column.computed is None]


@dataclass(frozen=True, slots=True)
class Woven:
    """A text with holes: the literals, and between them what is filled in."""

    literals: tuple[str, ...]
    holes: tuple[Hole, ...]

    def filled(self, values: Mapping[Hole, str]) -> str:
        """Return the text with every hole filled."""
        parts = [""] * (2 * len(self.holes) + 1)
        parts[::2] = self.literals
        parts[1::2] = map(values.__getitem__, self.holes)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a mould: the header as it was, and its payload and request with holes."""

    id: int
    header: dict[str, Any]
    before: int | None
    sak: Hole
    innehall: Woven
    begaran: Woven | None


@dataclass(frozen=True, slots=True)
class Number:
    """What a matter or a decision is called in one series, and the day that gave it its year."""

    serie: str
    prefix: str
    day: date
    beteckning: str
    nr: str


@dataclass(slots=True)
class Mould:
    """Everything of one meeting, ready to be copied.

    ``sums`` are texts whose sha256 stands in the rows, by the sum they had. ``plain`` are the holes
    that want no hash.
    """

    own: Own
    ids: dict[str, Range]
    numbers: dict[tuple[str, int], Number] = field(default_factory=dict)
    tables: dict[str, Woven] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    sums: dict[str, Woven] = field(default_factory=dict)
    plain: tuple[Hole, ...] = ()

    def size(self, table: str) -> int:
        """Return how many ids of a table a copy takes."""
        first, end = self.ids[table]
        return end - first

    def holds(self, table: str, id_: int) -> bool:
        """Tell whether a row of a table is one of the mould's."""
        first, end = self.ids.get(table, (0, 0))
        return first <= id_ < end
