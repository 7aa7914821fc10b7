"""What rides in the next digest: an event that somebody hears of without a letter of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.avisering import Nyhet
from models.base import table_of
from workflows.county.bemanning import load_bemanning
from workflows.county.slots import Slot

# Of what a step tells twice, somebody hears once.
_INSERT = insert(table_of(Nyhet)).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Turn:
    """An event, the matter it is a turn in, and who hears of it."""

    handelse_id: int
    sak_id: int
    to: tuple[Slot, ...]


def ride(session: Session, today: date, turns: Iterable[Turn]) -> None:
    """Keep each turn for the next digest of those the slots resolve to."""
    told = list(turns)
    people = load_bemanning(session, today, [slot for one in told for slot in one.to])
    rows = [
        {"handelse_id": one.handelse_id, "sak_id": one.sak_id, "person_id": holder.id}
        for one in told
        for slot in one.to
        for holder in people.holders(slot)
    ]
    if rows:
        session.connection().execute(_INSERT, rows)
