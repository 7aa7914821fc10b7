"""What is to come back, and to which meeting, found out the slow way from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from models.tables import (
    Arende,
    Aterkommande,
    Dagordningspunkt,
    Mote,
    Organ,
    Revision,
    Sak,
)
from support.county import Lan
from workflows.county.actors import KLOCKAN
from workflows.engine.door import as_it_stands
from workflows.ground.words import dag
from workflows.handling.rules import at_meeting
from workflows.mote.returning.views import comes_back
from workflows.nouns import LIFECYCLES

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so


def promises(lan: Lan) -> dict[int, Any]:
    """Return what is to come back, of matters that are not ended, by id."""
    ended = {
        row.id
        for row in lan.rows(Sak)
        if row.lage in {one.value for one in LIFECYCLES[row.slag].final}
    }
    return {row.sak_id: row for row in lan.rows(Aterkommande) if row.sak_id not in ended}


def back_to(lan: Lan, promise: Any) -> Any:
    """Return the first meeting of the ledningsgrupp that can take up what was promised."""
    organ = next(row.id for row in lan.rows(Organ) if row.slag == "ledningsgrupp")
    planned = {row.id for row in lan.rows(Sak) if row.lage == "planerat"}
    fits = [
        row
        for row in lan.rows(Mote, organ_id=organ)
        if row.id in planned and row.datum >= max(promise.dag, lan.world.today)
    ]
    return min(fits, key=lambda row: row.datum, default=None)


def next_times(lan: Lan, session: Session) -> Said:
    found = promises(lan)
    for row in [*lan.rows(Arende), *lan.rows(Revision)]:
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        said, one = at_meeting.next_time(case), found.get(row.id)
        mote = back_to(lan, one) if one and not one.vilar else None
        yield bool(said), one is not None
        yield (dag(mote.datum) in said if mote else True), True


def returning(lan: Lan, session: Session) -> Said:
    found = promises(lan)
    asked = {row.om_id for row in lan.rows(Dagordningspunkt, utfall=None) if row.om_id}
    for row in lan.rows(Mote):
        shown = {one.id for one in comes_back(session, KLOCKAN, lan.world, row.id)}
        slow = {
            sak
            for sak, one in found.items()
            if sak not in asked and (mote := back_to(lan, one)) and mote.id == row.id
        }
        yield shown, slow
