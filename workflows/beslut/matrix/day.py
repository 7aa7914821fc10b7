"""The matrix of one day in numbers: how many parties each word holds for, decision by decision, and
not a word of which.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session

from models.vocabulary import Efterlevnad
from workflows.beslut.cells import Antal, cells, counted
from workflows.beslut.obligations import Reader
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.world import World


@dataclass(frozen=True, slots=True)
class Dagsrad:
    """How one decision is followed; ``forsenade`` parties have not done in time what was theirs."""

    beslut: str
    antal: tuple[Antal, ...]
    forsenade: int

    def of(self, word: Efterlevnad) -> int:
        """Return how many parties a word holds for."""
        return next((one.antal for one in self.antal if one.ord is word), 0)


def dagens(session: Session, world: World) -> tuple[Dagsrad, ...]:
    """Return how each decision that gave parties something to do is followed today, newest
    first.
    """
    register = load_register(session)
    rows = Reader(session, KLOCKAN, world, load_bemanning(session, world.today)).rows()
    found = []
    for beslut, group in groupby(rows, key=lambda row: row.beslut_nr):
        if celler := cells(group, register):
            late = sum(1 for cell in celler if cell.forsenat)
            found.append(Dagsrad(beslut, counted(celler), late))
    return tuple(found)
