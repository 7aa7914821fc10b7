"""Building the frozen case of a delgivning from its rows."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import bindparam
from sqlmodel import Session

from models.base import Fakta, table_of
from models.delgivning import Delgivning, DelgivningBase
from models.rows import reading, wide
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
    row = _ROWS.one_or_none(session, {"id": sak.id})
    mote = load_mote(session, row.mote_id) if row else None
    if row is None or mote is None:
        raise NotFound
    huvudman = name_of(common["register"], row.huvudman_id, None)
    asked = DelgivningFacts(**dict(row), huvudman=huvudman)
    case = DelgivningCase(**common, delgivning=asked, mote=mote)
    slot = delgivningens(case)
    holders = load_bemanning(session, case.today, [slot]).holders(slot)
    return replace(case, delgivning=asked.but(ansvariga=frozenset(holder.id for holder in holders)))


class _Row(DelgivningBase, Fakta):
    """A row as it is stored."""


_ROWS = reading(
    _Row,
    wide(*_DELGIVNING[tuple(_Row.model_fields)]).where(_DELGIVNING.id == bindparam("id")),
)
