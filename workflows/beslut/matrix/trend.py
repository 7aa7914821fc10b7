"""Compliance over time: what changed for a decision, and week by week how many of its parties were
done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlmodel import Session

from models.base import table_of
from models.beslut import Efterlevnadsandring
from models.rows import among, reading, wide
from models.vocabulary import Efterlevnad
from workflows.beslut.cells import CellRow
from workflows.beslut.rows import BeslutRad
from workflows.county.register import load_register
from workflows.ground.deadlines import week_ends

MOST_WEEKS = 12
_ANDRING = table_of(Efterlevnadsandring)
_CHANGES = reading(
    CellRow,
    wide(_ANDRING).order_by(_ANDRING.c.beslut_id, _ANDRING.c.dag, _ANDRING.c.huvudman_id),
)


@dataclass(frozen=True, slots=True)
class Efterlevnadsrad:
    """From this day on a party followed the decision like this. ``ord_text`` is the word people
    read.
    """

    dag: date
    huvudman: str
    ord: Efterlevnad
    ord_text: str
    forsenat: bool
    tyst: bool


@dataclass(frozen=True, slots=True)
class Klarvecka:
    """How many parties were done at the end of a week, today in the one that is not over yet."""

    dag: date
    klara: int
    parter: int


@dataclass(frozen=True, slots=True)
class Utveckling:
    """How a decision has been followed: every change, the latest first, and the last twelve weeks,
    the oldest first.
    """

    beslut: str
    andringar: tuple[Efterlevnadsrad, ...]
    veckor: tuple[Klarvecka, ...]


def utveckling(session: Session, found: BeslutRad, today: date) -> Utveckling:
    """Return how a decision that the reader sees has been followed."""
    names = {huvudman.id: huvudman.kortnamn for huvudman in load_register(session).huvudman}
    rows = _changes(session, [found.id]).get(found.id, [])
    changes = tuple(
        Efterlevnadsrad(r.dag, names[r.huvudman_id], r.ord, r.ord.ord, r.forsenat, r.tyst)
        for r in rows
    )
    newest_first = tuple(sorted(changes, key=lambda one: one.dag, reverse=True))
    return Utveckling(found.nr, newest_first, _weeks(found, rows, today))


def weeks_of(
    session: Session, found: Sequence[BeslutRad], today: date
) -> Mapping[str, tuple[Klarvecka, ...]]:
    """Return the weeks of each decision, by its address."""
    changes = _changes(session, [one.id for one in found])
    return {one.nr: _weeks(one, changes.get(one.id, []), today) for one in found}


def _changes(session: Session, beslut_ids: Sequence[int]) -> dict[int, list[CellRow]]:
    """Return the changes of each decision, the oldest first, the parties in order."""
    rows = _CHANGES.where(among(_ANDRING.c.beslut_id, beslut_ids)).all(session)
    return {
        beslut_id: list(group) for beslut_id, group in groupby(rows, key=lambda row: row.beslut_id)
    }


def _weeks(found: BeslutRad, changes: Sequence[CellRow], today: date) -> tuple[Klarvecka, ...]:
    """Count at the end of each week since the first change; today is what the cells say, not what
    was seen last.
    """
    sundays = week_ends(changes[0].dag, today)[1 - MOST_WEEKS :] if changes else []
    past = (_counted(day, _words_on(day, changes)) for day in sundays)
    return tuple(
        week
        for week in (*past, _counted(today, (cell.ord for cell in found.celler)))
        if week.parter
    )


def _words_on(day: date, changes: Iterable[CellRow]) -> Iterable[Efterlevnad]:
    """Return the word of each party as it stood on a day."""
    return {row.huvudman_id: row.ord for row in changes if row.dag <= day}.values()


def _counted(day: date, words: Iterable[Efterlevnad]) -> Klarvecka:
    """Count the parties; who has a newer decision instead is no longer one."""
    held = [word for word in words if word is not Efterlevnad.ERSATT]
    return Klarvecka(day, held.count(Efterlevnad.KLART), len(held))
