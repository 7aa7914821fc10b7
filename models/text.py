"""Text in one spelling: the only place that normalises, at a cost that grows no faster than the
text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

# Marks on one letter, as many as Unicode's Stream-Safe Text Format allows: no language needs as
# many.
MOST_MARKS: Final = 30
# No mark stands before these among all signs: a run of them can hold one of marks.
_FAR: Final = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")


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
