"""Which section of one text is which of another: first by key, then by what they say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from workflows.texts.markdown.sections import Avsnitt

Pairs = dict[int, int]  # place in the old text → place in the new one
ALIKE = 0.5  # the share of words that two wordings of one thing have in common
_RARE = 4  # a word that more of them have says little of which is which
_CANDIDATES = 5


def pair_sections(old: Sequence[Avsnitt], new: Sequence[Avsnitt]) -> Pairs:
    """Pair sections with the same key, then those that say the same or nearly, wherever they stand.

    Several sections with the same path of headings have keys by their order; among them those that
    surely are the same come first.
    """
    here, there = _sure(old, new), _sure(new, old)
    same = _the_same([_said(old[i]) for i in here], [_said(new[j]) for j in there])
    pairs = {here[i]: there[j] for i, j in same.items()}
    taken = set(pairs.values())
    at = {one.nyckel: j for j, one in enumerate(new) if j not in taken}
    pairs |= {i: at[one.nyckel] for i, one in enumerate(old) if i not in pairs and one.nyckel in at}
    taken = set(pairs.values())
    here = [i for i in range(len(old)) if i not in pairs]
    there = [j for j in range(len(new)) if j not in taken]
    if here and there:
        alike = by_likeness(_contents(old, here), _contents(new, there))
        pairs |= {here[i]: there[j] for i, j in alike.items()}
        _pair_below(old, new, pairs)
    return pairs


def _sure(avsnitt: Sequence[Avsnitt], other: Sequence[Avsnitt]) -> list[int]:
    """Return the places of sections that say what one section does in both texts, or whose keys
    have shifted.
    """
    here, there = (Counter(_said(one) for one in texts) for texts in (avsnitt, other))
    paths_here, paths_there = (
        Counter(_said(one)[0] for one in texts) for texts in (avsnitt, other)
    )
    return [
        i
        for i, one in enumerate(avsnitt)
        if here[_said(one)] == there[_said(one)] == 1
        or paths_here[_said(one)[0]] != paths_there[_said(one)[0]]
    ]


def _said(one: Avsnitt) -> tuple[str, str]:
    """Return the path of headings without its place among equals, and the text."""
    return re.sub(r"~[0-9]+", "", one.nyckel), one.text


def parents(avsnitt: Sequence[Avsnitt]) -> list[int | None]:
    """Return for each section the place of the one it stands below."""
    found: list[int | None] = []
    above: list[int] = []
    for i, one in enumerate(avsnitt):
        while above and avsnitt[above[-1]].niva >= one.niva:
            above.pop()
        found.append(above[-1] if above else None)
        if one.niva:
            above.append(i)
    return found


def _contents(avsnitt: Sequence[Avsnitt], wanted: Iterable[int]) -> list[list[str]]:
    """Return the words of each wanted section with those below it: a chapter is known by what
    stands in it.
    """
    found = []
    for i in wanted:
        words = avsnitt[i].rubrik.split()
        for j in range(i, len(avsnitt)):
            if j > i and (avsnitt[j].niva <= avsnitt[i].niva or not avsnitt[i].niva):
                break
            words += avsnitt[j].text.split()
        found.append(words)
    return found


def _pair_below(old: Sequence[Avsnitt], new: Sequence[Avsnitt], pairs: Pairs) -> None:
    """Pair what is left by heading, where the sections above are paired; a section stands after the
    one above it.
    """
    above_old, above_new = parents(old), parents(new)
    taken = set(pairs.values())
    free = {(above_new[j], one.rubrik): j for j, one in enumerate(new) if j not in taken}
    for i, one in enumerate(old):
        above = above_old[i]
        if (
            i not in pairs
            and above is not None
            and (place := (pairs.get(above), one.rubrik)) in free
        ):
            pairs[i] = free.pop(place)


def by_likeness(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Pairs:
    """Pair what says the same, then the most alike first while at least ``ALIKE`` of the words are
    common.
    """
    pairs = _the_same(old, new)
    taken = set(pairs.values())
    counted_old, counted_new = ([Counter(words) for words in texts] for texts in (old, new))
    scores = [
        (score, -abs(i - j), i, j)
        for i, j in _candidates(counted_old, counted_new)
        if i not in pairs
        and j not in taken
        and (score := _likeness(counted_old[i], counted_new[j])) >= ALIKE
    ]
    for _, _, i, j in sorted(scores, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, between 0 and 1; one of them has words."""
    less, more = sorted((one, other), key=len)
    return (
        2
        * sum(min(count, more.get(word, 0)) for word, count in less.items())
        / (one.total() + other.total())
    )


def _the_same(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Pairs:
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        waiting[tuple(new[j])].append(j)
    return {
        i: waiting[key].pop() for i, words in enumerate(old) if waiting.get(key := tuple(words))
    }


def _candidates(old: Sequence[Counter[str]], new: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """Return the pairs that share the most rare words: comparing all with all takes too long for a
    thousand.
    """
    having_old, having_new = _having(old), _having(new)
    shared: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for word, here in having_old.items():
        there = having_new.get(word, [])
        if max(len(here), len(there)) <= _RARE:
            for i in here:
                shared[i].update(there)
    return [(i, j) for i, counted in shared.items() for j, _ in counted.most_common(_CANDIDATES)]


def _having(texts: Sequence[Counter[str]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(texts):
        for word in words:
            found[word].append(i)
    return found
