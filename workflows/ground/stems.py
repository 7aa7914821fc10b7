"""Swedish words as a search compares them: their stems."""

from __future__ import annotations

import re
import threading

import snowballstemmer
from sqlalchemy import ColumnElement, and_, false, func, or_

from models.text import in_form, visible


class _Own(threading.local):
    """A thread's own stemmer: it keeps the word it works on, and two that share one crash."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("swedish")


_OWN = _Own()

_WORD = re.compile(r"\w+")
# A word, or a number made of several, such as 2023:11, 23/145 and 2023-11-07.
_BETWEEN = r"\W+"
_SOUGHT = re.compile(r"[0-9]+(?:[:/.\u2010-\u2013-][0-9]+)+|\w+")

# What a search looks at of what was typed: so many characters, so many words.
LONGEST = 200
MOST_WORDS = 12


def stems(text: str) -> list[str]:
    """Return the stem of every word, in order."""
    return _stemmed(_WORD.findall(_folded(text)))


def has_words(text: str) -> bool:
    """Tell whether there is anything in a text to search for: signs alone are nothing."""
    return bool(stems(text[:LONGEST]))


def sought(text: str) -> list[str]:
    """Return what a search looks for: the stem of every word, and whole each number that is made of
    several.
    """
    return _stemmed(_SOUGHT.findall(_folded(text[:LONGEST])))[:MOST_WORDS]


def has_every_word(text: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that every word of a text stands in some of the columns, also inside a
    longer word. Where there are no words nothing has them.

    A number made of several stands there as a whole: 2023:1 is not found in 2023:11, and is
    found in 2023/01.
    """
    wanted = sought(text)
    return and_(*(has_word(one, *columns) for one in wanted)) if wanted else false()


def has_word(word: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that one of what is ``sought`` stands in some of the columns, whatever
    signs that nobody sees stand between its letters.
    """
    if is_word(word):
        return contains(word, *columns)
    parts = (f"0*{part.lstrip('0') or '0'}" for part in re.split("[^0-9]", word))
    whole = rf"(^|\D){_BETWEEN.join(parts)}(\D|$)"
    return or_(*(func.utan_osynligt(column).regexp_match(whole) for column in columns))


def contains(text: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that what was typed stands in some of the columns, as it can be read
    there: operators and wildcards are only text.
    """
    like = f"%{literal(text)}%"
    return or_(*(func.utan_osynligt(column).ilike(like, escape="\\") for column in columns))


def is_word(sought: str) -> bool:
    """Tell whether what is sought is a word, and no number made of several."""
    return _WORD.fullmatch(sought) is not None


def _folded(text: str) -> str:
    return in_form(visible(text)).casefold()


def _stemmed(words: list[str]) -> list[str]:
    stemmed: list[str] = _OWN.stemmer.stemWords(words)
    return stemmed


def literal(text: str) -> str:
    """Return a text as LIKE finds it: what was typed holds no wildcards."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
