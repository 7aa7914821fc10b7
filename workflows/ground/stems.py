"""Swedish words as a search compares them: their stems."""

from __future__ import annotations

import re

import snowballstemmer
from sqlalchemy import ColumnElement, and_, false, or_

from models.text import in_form

_STEMMER = snowballstemmer.stemmer("swedish")

_WORD = re.compile(r"\w+")

# What a search looks at of what was typed: so many characters, so many words.
LONGEST = 200
MOST_WORDS = 12


def stems(text: str) -> list[str]:
    """Return the stem of every word, in order."""
    words: list[str] = _WORD.findall(in_form(text).casefold())
    stemmed: list[str] = _STEMMER.stemWords(words)
    return stemmed


def has_words(text: str) -> bool:
    """Tell whether there is anything in a text to search for: signs alone are nothing."""
    return bool(stems(text[:LONGEST]))


def has_every_word(text: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that every word of a text stands in some of the columns, also inside a
    longer word. Where there are no words nothing has them.
    """
    wanted = stems(text[:LONGEST])[:MOST_WORDS]
    found = (
        or_(*(column.ilike(f"%{literal(stem)}%", escape="\\") for column in columns))
        for stem in wanted
    )
    return and_(*found) if wanted else false()


def literal(text: str) -> str:
    """Return a text as LIKE finds it: what was typed holds no wildcards."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
