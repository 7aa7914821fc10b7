"""The matrix of one day in numbers: how many parties each word holds for, decision by decision, and
not a word of which. The database counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select
from sqlmodel import Session

from models.vocabulary import Efterlevnad
from workflows.beslut.obligations import A, B, F, S
from workflows.beslut.word_in_sql import LATE, OWN, days, place
from workflows.engine.frister import own_frist
from workflows.engine.world import World


@dataclass(frozen=True, slots=True)
class Dagsrad:
    """How one decision is followed; ``forsenade`` parties have not done in time what was theirs."""

    beslut: str
    antal: Mapping[Efterlevnad, int]
    forsenade: int

    def of(self, word: Efterlevnad) -> int:
        """Return how many parties a word holds for."""
        return self.antal.get(word, 0)


_CELL = (
    select(A.c.beslut_id, func.min(place(OWN)).label("plats"), func.bool_or(LATE).label("forsenat"))
    .select_from(A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id)))
    .where(A.c.huvudman_id.isnot(None))
    .group_by(A.c.beslut_id, A.c.huvudman_id)
    .subquery()
)
_COUNTED = (
    select(B.c.nr, _CELL.c.plats, func.count(), func.count().filter(_CELL.c.forsenat))
    .join(_CELL, _CELL.c.beslut_id == B.c.id)
    .group_by(B.c.id, _CELL.c.plats)
    .order_by(B.c.id.desc(), _CELL.c.plats)
)
_WORDS = tuple(Efterlevnad)  # the worst first, as ``place`` says


def dagens(session: Session, world: World) -> tuple[Dagsrad, ...]:
    """Return how each decision that gave parties something to do is followed today, newest
    first.
    """
    found = session.connection().execute(_COUNTED, days(world))
    each = groupby(found, key=lambda row: str(row.nr))
    return tuple(_row(nr, [(row[1], row[2], row[3]) for row in rows]) for nr, rows in each)


def _row(nr: str, counts: list[tuple[int, int, int]]) -> Dagsrad:
    words = {_WORDS[plats]: number for plats, number, _ in counts}
    return Dagsrad(nr, words, sum(late for _, _, late in counts))
