"""Swedish search: text is stemmed in Python, since PostgreSQL's own stemmer does not bring
*avtalet* to *avtal*.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, func, or_

from models.arende import Arende
from models.base import table_of
from workflows.ground.stems import LONGEST, MOST_WORDS, literal, stems

_ARENDE = table_of(Arende)


def stemmed_text(text: str) -> ColumnElement[object]:
    """Return the search vector of a text as an expression to store."""
    return func.to_tsvector("simple", " ".join(stems(text)))


def matches(text: str) -> ColumnElement[bool]:
    """Return the condition that an ärende has every word of the text, also inside a longer word;
    where there are no words none has them.

    A number ("SAM 2023:47") is found as well. Operators and wildcards in what was typed are only
    text.
    """
    wanted = stems(text[:LONGEST])[:MOST_WORDS]
    if not wanted:
        return false()
    whole = text.strip()[:LONGEST]
    return or_(
        _ARENDE.c.beteckning.ilike(literal(whole), escape="\\"),
        and_(*(_one(stem) for stem in wanted)),
    )


def _one(stem: str) -> ColumnElement[bool]:
    vector = _ARENDE.c.sokord.bool_op("@@")(func.to_tsquery("simple", f"'{stem}':*"))
    inside = (
        column.ilike(f"%{literal(stem)}%", escape="\\")
        for column in (_ARENDE.c.rubrik, _ARENDE.c.fraga, _ARENDE.c.bakgrund)
    )
    return or_(vector, *inside)
