"""Building the frozen case of a delgivning from its rows."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import bindparam, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Delgivning
from workflows.county.bemanning import load_bemanning
from workflows.county.meetings import load_mote
from workflows.delgivning.dates import delgivningens
from workflows.delgivning.facts import DelgivningCase, DelgivningFacts
from workflows.engine.case import Common
from workflows.ground.errors import NotFound
from workflows.handling.load import name_of

_DELGIVNING = table_of(Delgivning).c


def delgivning_case(session: Session, common: Common) -> DelgivningCase:
    """Return it with the ids of those who answer for the party today."""
    sak = common["sak"]
    row = session.connection().execute(_DELGIVNING_ROW, {"id": sak.id}).mappings().one_or_none()
    mote = load_mote(session, row["mote_id"]) if row else None
    if row is None or mote is None:
        raise NotFound
    asked = DelgivningFacts(**row, huvudman=name_of(common["register"], row["huvudman_id"], None))
    case = DelgivningCase(**common, delgivning=asked, mote=mote)
    slot = delgivningens(case)
    holders = load_bemanning(session, case.today, [slot]).holders(slot)
    return replace(case, delgivning=asked.but(ansvariga=frozenset(holder.id for holder in holders)))


_DELGIVNING_ROW = select(
    _DELGIVNING.id,
    _DELGIVNING.mote_id,
    _DELGIVNING.huvudman_id,
    _DELGIVNING.invandning,
    _DELGIVNING.svarad_av,
).where(_DELGIVNING.id == bindparam("id"))
