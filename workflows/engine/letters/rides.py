"""What rides in the next digest: an event that somebody hears of without a letter of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.avisering import Nyhet
from models.base import table_of

# Of what a step tells twice, somebody hears once.
_INSERT = insert(table_of(Nyhet)).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Turn:
    """An event, the matter it is a turn in, and who hears of it, by id."""

    handelse_id: int
    sak_id: int
    to: tuple[int, ...]


def ride(session: Session, turns: Iterable[Turn]) -> None:
    """Keep each turn for the next digest of those who hear of it."""
    rows = [
        {"handelse_id": one.handelse_id, "sak_id": one.sak_id, "person_id": person_id}
        for one in turns
        for person_id in one.to
    ]
    if rows:
        session.connection().execute(_INSERT, rows)
