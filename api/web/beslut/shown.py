"""What åtaganden say, in the shapes the macros take: a tag, bars."""

from __future__ import annotations

from collections.abc import Iterable

from api.web.frame.shown import Shape
from models.vocabulary import Efterlevnad
from workflows.beslut.cells import Cell, Stapel
from workflows.beslut.compliance import BRISTER
from workflows.beslut.obligations import AtagandeRad


def kind(row: AtagandeRad | Cell) -> str:
    """Return the state of the macros for what an åtagande or a cell says."""
    return _kind(row.ord, brist=_word(row) in BRISTER)


def _kind(word: Efterlevnad, *, brist: bool) -> str:
    """Return the state of the macros for a word.

    What was replaced concerns nobody any more; what a party itself says that it does not follow is
    not just under way.
    """
    if word is Efterlevnad.ERSATT:
        return "ingen"
    return "brist" if brist else word.value


def _word(row: AtagandeRad | Cell) -> str:
    return row.ord_text if isinstance(row, AtagandeRad) else row.text


def tag(row: AtagandeRad | Cell) -> Shape:
    """Return the word of an åtagande or a cell as a tag: "Försenat · 12 dagar"."""
    word = _word(row)
    return {"slag": kind(row), "text": f"{word} · {row.alder}" if row.alder else word}


def bars(parties: Iterable[Stapel]) -> list[Shape]:
    """Return one bar for each huvudman a decision concerns."""
    return [{"namn": one.huvudman, "lage": _kind(one.ord, brist=one.brist)} for one in parties]
