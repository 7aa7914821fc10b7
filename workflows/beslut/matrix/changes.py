"""Compliance over time: what each decision's cells say is held against what was seen last, and what
differs is kept.

The cells are those of the matrix. Run twice, late or by two runners at once the outcome is the
same: after a week of silence one change for each cell, dated the day it was seen. A cell that
changes again the same day waits for the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlmodel import Session

from models.base import table_of
from models.beslut import Efterlevnadsandring
from models.rows import among, reading, wide
from workflows.beslut.cells import CellRow, cells
from workflows.beslut.matrix.unlike import unlike_what_was_seen
from workflows.beslut.obligations import A, Reader
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.world import World

_ANDRING = table_of(Efterlevnadsandring)
_KEY = (_ANDRING.c.beslut_id, _ANDRING.c.huvudman_id)
_LATEST = reading(
    CellRow, wide(_ANDRING).ext(distinct_on(*_KEY)).order_by(*_KEY, _ANDRING.c.dag.desc())
)


@dataclass(frozen=True, slots=True)
class Foljt:
    """How many decisions changed, for how many huvudmän."""

    beslut: int
    huvudman: int


def follow(session: Session, world: World) -> Foljt:
    """Keep every cell that says something else than when it was last seen."""
    changed = unlike_what_was_seen(session, world)
    if not changed:
        return Foljt(0, 0)
    latest = _LATEST.where(among(_ANDRING.c.beslut_id, changed)).all(session)
    seen = {(row.beslut_id, row.huvudman_id): row for row in latest}
    rows = [
        row
        for row in _today(session, world, changed)
        if _differs(row, seen.get((row.beslut_id, row.huvudman_id)))
    ]
    if not rows:
        return Foljt(0, 0)
    stored = insert(_ANDRING).on_conflict_do_nothing().returning(*_KEY)
    new = session.exec(stored, params=[asdict(row) for row in rows]).all()
    return Foljt(len({row.beslut_id for row in new}), len({row.huvudman_id for row in new}))


def _today(session: Session, world: World, beslut_ids: Sequence[int]) -> Iterator[CellRow]:
    """Yield every cell of some decisions as it stands."""
    register = load_register(session)
    ids = {huvudman.kortnamn: huvudman.id for huvudman in register.huvudman}
    reader = Reader(session, KLOCKAN, world, load_bemanning(session, world.today))
    rows = reader.rows(among(A.c.beslut_id, beslut_ids))
    for beslut_id, group in groupby(rows, key=lambda row: row.beslut_id):
        for cell in cells(group, register):
            yield CellRow(
                beslut_id=beslut_id,
                huvudman_id=ids[cell.huvudman],
                dag=world.today,
                ord=cell.ord,
                forsenat=cell.forsenat,
                tyst=cell.tyst,
            )


def _differs(row: CellRow, before: CellRow | None) -> bool:
    """Tell whether a cell says something new; a clock that was put back has nothing to add."""
    if before is None:
        return True
    return before.dag < row.dag and replace(before, dag=row.dag) != row
