"""Two wordings compared: first paragraph by paragraph, then sentence by sentence, then word by
word.

What is alike in the large stays whole, and the words of a sentence are only compared with those
that took its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.base import Ord
from workflows.texts.markdown.blocks import STYCKE
from workflows.texts.markdown.matching import Run, common

_PARAGRAPH = "\n"  # the last sign of RAD and STYCKE, and of no other word
_SENTENCE = "\n.:;!?"


class Spanslag(Ord):
    """What has happened to a few words."""

    LIKA = "lika", "oförändrad text", "Står i båda."
    BORT = "bort", "borttagen text", "Stod i den förra."
    NYTT = "nytt", "ny text", "Står i den nya."


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a row, with the spaces and line breaks that stand after them: spans are put together
    as they are.
    """

    slag: Spanslag
    text: str


def whole(words: Sequence[str], slag: Spanslag) -> tuple[Span, ...]:
    """Return everything as one span."""
    return (Span(slag, _shown(words, STYCKE)),) if words else ()


def count(spans: Iterable[Span], slag: Spanslag) -> int:
    """Count the words of one kind; marks without a letter or digit are no words."""
    said = (word for span in spans if span.slag is slag for word in span.text.split())
    return sum(word[0].isalnum() or any(sign.isalnum() for sign in word) for word in said)


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Span, ...]:
    """Compare words as ``blocks.tokens`` gives them. Spans that are not BORT are the new wording.

    Those that are not NYTT are the old one, with line breaks as in the new.
    """
    pieces: list[tuple[Spanslag, Sequence[str]]] = []
    i = j = 0
    for a, b, n in (*_runs(old, new, (_PARAGRAPH, _SENTENCE)), (len(old), len(new), 0)):
        pieces += [
            (Spanslag.BORT, old[i:a]),
            (Spanslag.NYTT, new[j:b]),
            (Spanslag.LIKA, new[b : b + n]),
        ]
        i, j = a + n, b + n
    pieces = [piece for piece in pieces if piece[1]]
    following = [*pieces[1:], (Spanslag.LIKA, [STYCKE])]
    return tuple(
        Span(slag, _shown(words, "".join(after[:1]) if next_slag is Spanslag.LIKA else ""))
        for (slag, words), (next_slag, after) in zip(pieces, following, strict=False)
    )


def _shown(words: Sequence[str], after: str) -> str:
    """Write words with a space after each that the line goes on after; ``after`` is the next word
    of both wordings.
    """
    following = (*words[1:], after or ".")
    spaced = (
        w if w[-1] == "\n" or then[-1] == "\n" else f"{w} "
        for w, then in zip(words, following, strict=True)
    )
    return "".join(spaced)


def _runs(old: Sequence[str], new: Sequence[str], signs: tuple[str, ...]) -> list[Run]:
    """Return the runs of words in common, found with the largest pieces first."""
    if not signs:
        return _without_islands(common(old, new), len(old), len(new))
    ends_old, ends_new = _ends(old, signs[0]), _ends(new, signs[0])
    found: list[Run] = []
    i = j = 0
    alike = common(_pieces(old, ends_old), _pieces(new, ends_new))
    for a, b, n in (*alike, (len(ends_old) - 1, len(ends_new) - 1, 0)):
        x, y = ends_old[a], ends_new[b]
        if x > i and y > j:
            found += [(i + p, j + q, m) for p, q, m in _runs(old[i:x], new[j:y], signs[1:])]
        i, j = ends_old[a + n], ends_new[b + n]
        if i > x:
            found.append((x, y, i - x))
    return list(_touching_joined(found))


def _touching_joined(runs: list[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        if last and (last[0] + last[2], last[1] + last[2]) == run[:2]:
            last = (last[0], last[1], last[2] + run[2])
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _pieces(words: Sequence[str], ends: list[int]) -> list[tuple[str, ...]]:
    return [tuple(words[i:j]) for i, j in pairwise(ends)]


def _ends(words: Sequence[str], signs: str) -> list[int]:
    """Return the places where pieces begin and end: after words that end with one of the signs."""
    ends = [0, *(i + 1 for i, word in enumerate(words) if word[-1] in signs)]
    return ends if ends[-1] == len(words) else [*ends, len(words)]


def _without_islands(runs: list[Run], len_old: int, len_new: int) -> list[Run]:
    """Leave out words in common that stand alone between longer changes: an "och" that was kept
    explains nothing.
    """
    while True:
        ends = [(0, 0), *((a + n, b + n) for a, b, n in runs)]
        starts = [*((a, b) for a, b, _ in runs), (len_old, len_new)]
        gaps = [max(a - i, b - j) for (i, j), (a, b) in zip(ends, starts, strict=True)]
        kept = [
            run
            for run, before, after in zip(runs, gaps, gaps[1:], strict=False)
            if run[2] * 2 > min(before, after)
        ]
        if len(kept) == len(runs):
            return kept
        runs = kept
