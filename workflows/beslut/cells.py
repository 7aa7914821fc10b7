"""The cells of the matrix: for one decision and one huvudman the worst of its åtaganden, unfolding
to sectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad
from workflows.beslut.compliance import severity
from workflows.beslut.obligations import AtagandeRad
from workflows.county.register import Register


@dataclass(frozen=True, slots=True)
class CellRow:
    """What a cell said from a day on."""

    beslut_id: int
    huvudman_id: int
    dag: date
    ord: Efterlevnad
    forsenat: bool
    tyst: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """How one huvudman (or, inside a cell, one sector) follows a decision.

    ``lage`` is the state of the worst åtagande, ``ord`` its derived word as a kind, ``text`` as
    people read it, ``alder`` how long or until when; ``atagande`` its id; ``antal`` how many
    åtaganden the cell stands for, and ``alla_ord`` the words they have, worst first.
    """

    huvudman: str
    lage: AtagandeLage
    ord: Efterlevnad
    text: str
    alder: str
    forsenat: bool
    tyst: bool
    ansvarig: str
    senast: date | None
    atagande: int
    antal: int
    alla_ord: tuple[Efterlevnad, ...]
    sektor: str | None = None
    sektorer: tuple[Cell, ...] = ()


def cells(rows: Iterable[AtagandeRad], register: Register) -> tuple[Cell, ...]:
    """Return a cell for each huvudman that has åtaganden among the rows, in the order of the
    register.
    """
    place = {huvudman.kod: huvudman.ordning for huvudman in register.huvudman}
    own = sorted(
        (row for row in rows if row.huvudman_kod), key=lambda row: place[row.huvudman_kod or ""]
    )
    return tuple(_cell(list(group)) for _, group in groupby(own, key=lambda row: row.huvudman_kod))


def _cell(rows: Sequence[AtagandeRad]) -> Cell:
    sectors = sorted({row.sektor for row in rows if row.sektor})
    inner = tuple(_worst([row for row in rows if row.sektor == sektor]) for sektor in sectors)
    return _worst(rows, inner)


def _worst(rows: Sequence[AtagandeRad], inner: tuple[Cell, ...] = ()) -> Cell:
    row = min(rows, key=lambda one: severity(one.cell))
    words = {one.ord for one in rows}
    return Cell(
        huvudman=row.huvudman or "",
        lage=row.lage,
        ord=row.ord,
        text=row.ord_text,
        alder=row.alder,
        forsenat=any(one.forsenat for one in rows),
        tyst=any(one.tyst for one in rows),
        ansvarig=row.ansvarig,
        senast=row.senast,
        atagande=row.id,
        antal=len(rows),
        alla_ord=tuple(word for word in Efterlevnad if word in words),
        sektor=None if inner else row.sektor,
        sektorer=inner,
    )


@dataclass(frozen=True, slots=True)
class Antal:
    """How many parties a word holds for."""

    ord: Efterlevnad
    text: str
    antal: int


def counted(words: Iterable[Efterlevnad]) -> tuple[Antal, ...]:
    """Count each word that occurs, worst first."""
    seen = Counter(words)
    return tuple(Antal(word, word.ord, seen[word]) for word in Efterlevnad if seen[word])
