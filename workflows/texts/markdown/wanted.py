"""A wanted wording beside the text it would replace, as few words as tell what would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from workflows.texts.markdown.blocks import blocks, tokens
from workflows.texts.markdown.spans import Span, Spanslag, compare

# how much of both must be the same words for a comparison to say more than the wording alone
_ALIKE = 0.4
_AROUND = 6  # unchanged words shown on each side of a change


def wanted(text: str, onskad: str) -> tuple[Span, ...]:
    """Return what a wording would change in the section's body, or in the one block of it that it
    is most like.

    Nothing when it is like none of them: then it reads best as it stands.
    """
    new = tokens(onskad)
    if not new or not text.strip():
        return ()
    parts = [block.tokens() for block in blocks(text)]
    words = frozenset(new)
    alike, best = max(
        ((_alike(old, words), old) for old in (tuple(chain(*parts)), *parts)), key=itemgetter(0)
    )
    return tuple(_shorter(compare(best, new))) if alike >= _ALIKE else ()


def _alike(old: Sequence[str], new: frozenset[str]) -> float:
    """Return how many of the different words of both are in both, from 0 to 1."""
    known = frozenset(old)
    return 2 * len(known & new) / (len(known) + len(new))


def _shorter(spans: Sequence[Span]) -> Iterator[Span]:
    """Cut what is unchanged to the words nearest a change."""
    last = len(spans) - 1
    for place, span in enumerate(spans):
        words = span.text.split()
        if span.slag is not Spanslag.LIKA or len(words) <= 2 * _AROUND + 1:
            yield span
            continue
        before = " ".join(words[:_AROUND]) + " " if place else ""
        after = " " + " ".join(words[-_AROUND:]) + " " if place < last else ""
        yield replace(span, text=f"{before}…{after}")
