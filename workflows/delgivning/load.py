"""Building the frozen case of a delgivning from its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from models.base import Fakta, table_of
from models.delgivning import Delgivning, DelgivningBase
from models.rows import AMONG, by_id, reading, wide
from workflows.county.bemanning import load_bemanning
from workflows.county.meetings import MoteFacts, load_moten
from workflows.county.slots import Holder
from workflows.delgivning.dates import delgivningens
from workflows.delgivning.facts import DelgivningCase, DelgivningFacts
from workflows.engine.case import Common
from workflows.handling.load import name_of

_DELGIVNING = table_of(Delgivning).c


def delgivning_cases(session: Session, commons: Sequence[Common]) -> list[DelgivningCase]:
    """Return them, each with the ids of those who answer for the party today."""
    rows = by_id(_ROWS, session, (common["sak"].id for common in commons))
    moten = load_moten(session, (row.mote_id for row in rows.values()))
    asked = [_asked(common, rows[common["sak"].id], moten) for common in commons]
    slots = [delgivningens(case) for case in asked]
    bemanning = load_bemanning(session, asked[0].today, slots)
    return [
        replace(case, delgivning=case.delgivning.but(ansvariga=_ids(bemanning.holders(slot))))
        for case, slot in zip(asked, slots, strict=True)
    ]


def _asked(common: Common, row: _Row, moten: Mapping[int, MoteFacts]) -> DelgivningCase:
    huvudman = name_of(common["register"], row.huvudman_id, None)
    facts = DelgivningFacts(**dict(row), huvudman=huvudman)
    return DelgivningCase(**common, delgivning=facts, mote=moten[row.mote_id])


def _ids(holders: Iterable[Holder]) -> frozenset[int]:
    return frozenset(holder.id for holder in holders)


class _Row(DelgivningBase, Fakta):
    """A row as it is stored."""


_ROWS = reading(
    _Row,
    wide(*_DELGIVNING[tuple(_Row.model_fields)]).where(_DELGIVNING.id == AMONG),
)
