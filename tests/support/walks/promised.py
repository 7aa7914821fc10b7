"""Which meeting the page of an ärende promises, found out anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from models.tables import Arende, Mote, Organ, Sak
from support.county import Lan
from workflows.arende.in_time import Malgang, malgang
from workflows.arende.views import arende_by_id
from workflows.county.actors import KLOCKAN
from workflows.engine.door import as_it_stands

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so


def promised(lan: Lan, session: Session) -> Said:
    """Yield of each ärende the meeting its page promises, and whether it is planned and nothing
    that must come first stands in the way.
    """
    (lgs,) = lan.rows(Organ, kod=lan.profile.ledningsgrupp.kod)
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    planned = {one.datum for one in lan.rows(Mote, organ_id=lgs.id) if lage[one.id] == "planerat"}
    for row in lan.rows(Arende):
        said = promise(lan, session, row.id)
        if said is None:
            continue
        yield {one for one in (said.mote, said.med_remiss) if one} <= planned, True
        case = as_it_stands(session, row.id, KLOCKAN, lan.world)
        asked = any(one.slag == "remiss" and one.foralder_id == row.id for one in lan.rows(Sak))
        must = lan.profile.remiss.alltid and case.om.for_beslut and not asked  # type: ignore[attr-defined]
        yield bool(must and said.mote), False


def promise(lan: Lan, session: Session, sak_id: int) -> Malgang | None:
    """Return what the page of an ärende says of the meeting it makes."""
    vy = arende_by_id(session, KLOCKAN, lan.world, sak_id)
    return malgang(session, KLOCKAN, lan.world, vy)


def days_of(said: Malgang | None) -> tuple[date | None, date | None]:
    """Return the meeting it makes as it is, and with a remiss first."""
    return (said.mote, said.med_remiss) if said else (None, None)
