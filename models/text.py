"""Text in one spelling: the only place that normalises, and that knows which signs nobody sees.

``same_name`` is what a name is known by and ``visible`` what a search compares; what somebody sends
is freed from what cannot be seen by ``unseen_removed``, or refused for a ``turning_sign``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

# Marks on one letter, as many as Unicode's Stream-Safe Text Format allows: no language needs as
# many.
MOST_MARKS: Final = 30
# No mark stands before these among all signs: a run of them can hold one of marks.
_FAR: Final = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")

# Soft hyphens, joiners, invisible operators, marks of byte order and of annotation: programs put
# them in, nobody sees them, and in a name they mean nothing.
_UNSEEN: Final = (
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb"
)
# In running text these two shape words of other languages, and signs made of several.
_JOINERS: Final = "\u200c\u200d"
# What makes a text read in another order than it is written, by the names a refusal calls it. The
# marks alone turn no letters round; running text in other languages has them.
_MARKS: Final = {
    "\u061c": "arabiskt riktningsmärke",
    "\u200e": "vänster-till-höger-märke",
    "\u200f": "höger-till-vänster-märke",
}
_TURNING: Final = {
    "\u202a": "vänster-till-höger-inbäddning",
    "\u202b": "höger-till-vänster-inbäddning",
    "\u202c": "slut på inbäddning",
    "\u202d": "vänster-till-höger-tvång",
    "\u202e": "höger-till-vänster-tvång",
    "\u2066": "vänster-till-höger-isolering",
    "\u2067": "höger-till-vänster-isolering",
    "\u2068": "isolering i första bokstavens riktning",
    "\u2069": "slut på isolering",
}
_NAMES: Final = _MARKS | _TURNING
_ANY_TURNING: Final = re.compile(f"[{''.join(_NAMES)}]")
_HARD_TURNING: Final = re.compile(f"[{''.join(_TURNING)}]")
# Signs that are no spaces and look like them: empty letters of Hangul and of Braille.
_EMPTY: Final = "\u115f\u1160\u2800\u3164\uffa0"
# Every space there is, written out: a database and Python do not agree on ``\\s``.
SPACES: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000" + _EMPTY
)
# Nothing a search compares.
IGNORED: Final = _UNSEEN + "".join((*_MARKS, *_TURNING))
_NOTHING: Final = str.maketrans("", "", IGNORED)
_LINE: Final = str.maketrans(_EMPTY, " " * len(_EMPTY), _UNSEEN)
_RUNNING: Final = str.maketrans("", "", "".join(set(_UNSEEN) - set(_JOINERS)))
_GAP: Final = re.compile(f"[{SPACES}]+")
# Besides what is ignored: signs that only choose how the one before them looks.
_UNSHOWN: Final = re.compile(f"[{SPACES}{IGNORED}\ufe00-\ufe0f\U000e0000-\U000e01ef]*")


def visible(text: str) -> str:
    """Return a text without what nobody sees, as a search compares it.

    The database does the same with what is stored: ``UTAN_OSYNLIGT`` in ``models.base``.
    """
    return text.translate(_NOTHING)


def plain(text: str) -> str:
    """Return a text on one line in one spelling, with single spaces, without what nobody sees.
    Large letters stay.
    """
    return _GAP.sub(" ", in_form(visible(text))).strip(" ")


def same_name(text: str) -> str:
    """Return what a name is known by: all of it, whatever its large letters and its spaces.

    Two names are the same when this is. An address made of a name is cut, and is no name.
    """
    return in_form(plain(text).casefold())


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in order, the first of those that are the same."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(same_name(name), name)
    return tuple(found.values())


def unseen_removed(text: str, *, line: bool) -> str:
    """Return a text without what nobody sees; on one line what only looks like a space is one."""
    return text.translate(_LINE if line else _RUNNING)


def turning_sign(text: str, *, line: bool) -> str:
    """Return the Swedish name, with its number, of the first sign that makes a text read in another
    order than it is written; "" when there is none.
    """
    found = (_ANY_TURNING if line else _HARD_TURNING).search(text)
    return f"{_NAMES[found[0]]}, U+{ord(found[0]):04X}" if found else ""


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing at all."""
    return _UNSHOWN.fullmatch(text) is not None


def in_form(text: str, form: Literal["NFC", "NFKD"] = "NFC") -> str:
    """Return the text in one of Unicode's forms.

    Putting a run of marks in order takes time by its length squared: one longer than ``MOST_MARKS``
    is taken in pieces.
    """
    cuts = [0, *_cuts(text), len(text)]
    return "".join(unicodedata.normalize(form, text[start:end]) for start, end in pairwise(cuts))


def has_too_many_marks(text: str) -> bool:
    """Tell whether more marks than anybody writes stand after one another."""
    return next(_cuts(text), None) is not None


def _cuts(text: str) -> Iterator[int]:
    """Yield the places where a run of marks has gone on for too long."""
    if not _FAR.search(text):
        return
    run = 0
    for place, sign in enumerate(text):
        run = run + 1 if _is_mark(sign) else 0
        if run > MOST_MARKS:
            yield place
            run = 1


@lru_cache(maxsize=4096)
def _is_mark(sign: str) -> bool:
    """Tell whether a sign, taken apart, begins with one that is put on the letter before."""
    return unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]) > 0
