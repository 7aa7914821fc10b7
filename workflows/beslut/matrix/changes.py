"""Compliance over time: what each decision's cells say is held against what was seen last, and what
differs is kept.

The cells are those of the matrix. Run twice, late or by two runners at once the outcome is the
same: after a week of silence one change for each cell, dated the day it was seen. A cell that
changes again the same day waits for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlmodel import Session

from models.base import table_of
from models.tables import Efterlevnadsandring
from workflows.beslut.matrix.cells import cells
from workflows.beslut.obligations import Reader
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.world import World

_ANDRING = table_of(Efterlevnadsandring)
_KEY = (_ANDRING.c.beslut_id, _ANDRING.c.huvudman_id)
_LATEST = select(_ANDRING).ext(distinct_on(*_KEY)).order_by(*_KEY, _ANDRING.c.dag.desc())


@dataclass(frozen=True, slots=True)
class Foljt:
    """How many decisions changed, for how many huvudmän."""

    beslut: int
    huvudman: int


def follow(session: Session, world: World) -> Foljt:
    """Keep every cell that says something else than when it was last seen."""
    seen = {(row.beslut_id, row.huvudman_id): row for row in session.execute(_LATEST)}
    rows = [
        row
        for row in _today(session, world)
        if _differs(row, seen.get((row["beslut_id"], row["huvudman_id"])))
    ]
    if not rows:
        return Foljt(0, 0)
    new = session.execute(insert(_ANDRING).on_conflict_do_nothing().returning(*_KEY), rows).all()
    return Foljt(len({row.beslut_id for row in new}), len({row.huvudman_id for row in new}))


def _today(session: Session, world: World) -> Iterator[dict[str, Any]]:
    """Yield every cell of every decision as it stands."""
    register = load_register(session)
    ids = {huvudman.kortnamn: huvudman.id for huvudman in register.huvudman}
    rows = Reader(session, KLOCKAN, world, load_bemanning(session, world.today)).rows()
    for beslut_id, group in groupby(rows, key=lambda row: row.beslut_id):
        for cell in cells(group, register):
            yield {
                "beslut_id": beslut_id,
                "huvudman_id": ids[cell.huvudman],
                "dag": world.today,
                "ord": cell.ord,
                "forsenat": cell.forsenat,
                "tyst": cell.tyst,
            }


def _differs(row: dict[str, Any], before: Any) -> bool:
    """Tell whether a cell says something new; a clock that was put back has nothing to add."""
    if before is None:
        return True
    said = ("ord", "forsenat", "tyst")
    return bool(before.dag < row["dag"]) and any(
        getattr(before, name) != row[name] for name in said
    )
