"""Swedish search: text is stemmed in Python, since PostgreSQL's own stemmer does not bring *avtalet* to *avtal*."""

from __future__ import annotations

import re
from typing import Any

import snowballstemmer
from sqlalchemy import ColumnElement, and_, func, or_

from models.base import table_of
from models.tables import Arende
from models.text import in_form

_STEMMER = snowballstemmer.stemmer("swedish")
_WORD = re.compile(r"\w+")
_ARENDE = table_of(Arende)
_LONGEST = 200
_MOST_WORDS = 12


def stems(text: str) -> list[str]:
    """Return the stem of every word, in order."""
    words: list[str] = _WORD.findall(in_form(text).casefold())
    stemmed: list[str] = _STEMMER.stemWords(words)
    return stemmed


def stemmed_text(text: str) -> ColumnElement[Any]:
    """Return the search vector of a text as an expression to store."""
    return func.to_tsvector("simple", " ".join(stems(text)))


def matches(text: str) -> ColumnElement[bool] | None:
    """Return the condition that an ärende has every word of the text, also inside a longer word; None for no words.

    A number ("SAM 2023:47") is found as well. Operators and wildcards in what was typed are only text.
    """
    wanted = stems(text[:_LONGEST])[:_MOST_WORDS]
    if not wanted:
        return None
    whole = text.strip()[:_LONGEST]
    return or_(_ARENDE.c.beteckning.ilike(_literal(whole), escape="\\"), and_(*(_one(stem) for stem in wanted)))


def has_every_word(text: str, *columns: ColumnElement[str]) -> ColumnElement[bool] | None:
    """Return the condition that every word of a text stands in some of the columns, also inside a longer word.

    None for no words.
    """
    wanted = stems(text[:_LONGEST])[:_MOST_WORDS]
    found = (or_(*(column.ilike(f"%{_literal(stem)}%", escape="\\") for column in columns)) for stem in wanted)
    return and_(*found) if wanted else None


def _one(stem: str) -> ColumnElement[bool]:
    vector = _ARENDE.c.sokord.bool_op("@@")(func.to_tsquery("simple", f"'{stem}':*"))
    inside = (
        column.ilike(f"%{_literal(stem)}%", escape="\\")
        for column in (_ARENDE.c.rubrik, _ARENDE.c.fraga, _ARENDE.c.bakgrund)
    )
    return or_(vector, *inside)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
