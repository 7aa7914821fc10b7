"""Swedish search: text is stemmed in Python, since PostgreSQL's own stemmer does not bring
*avtalet* to *avtal*.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, func, or_

from models.arende import Arende
from models.base import table_of
from workflows.ground.stems import has_word, is_word, sought, stems

_ARENDE = table_of(Arende)


def stemmed_text(text: str) -> ColumnElement[object]:
    """Return the search vector of a text as an expression to store."""
    return func.to_tsvector("simple", " ".join(stems(text)))


def matches(text: str) -> ColumnElement[bool]:
    """Return the condition that an ärende has every word of the text, also inside a longer word;
    where there are no words none has them.

    A number is found as well, whole ("SAM 2023:47") or without its letters ("2023:47"); one of its
    figures alone ("47") is sought in the texts only. Operators and wildcards in what was typed are
    only text.
    """
    wanted = sought(text)
    return and_(*(_one(word) for word in wanted)) if wanted else false()


def _one(word: str) -> ColumnElement[bool]:
    numbers = () if word.isdecimal() else (_ARENDE.c.beteckning,)
    inside = has_word(word, *numbers, *_ARENDE.c["rubrik", "fraga", "bakgrund"])
    if not is_word(word):
        return inside
    return or_(_ARENDE.c.sokord.bool_op("@@")(func.to_tsquery("simple", f"'{word}':*")), inside)
