"""What two sequences have in common, in order.

Up to ``_AREA`` pairs the longest common subsequence, one row of bits for each element (Hyyrö 2004),
which in Python is one operation on a long integer. Above it, elements that both have once split the
sequences first (patience diff).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

Run = tuple[int, int, int]  # where in a, where in b, how many
_AREA = 16_000_000  # pairs; two megabytes of bits
_DEEPEST = 12  # splits within splits; with words that refuse to split it ends here


def common(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Run]:
    """Return the runs that both have, in order, none of them adjacent in both."""
    found: list[Run] = []
    waiting = [(0, len(a), 0, len(b), 0)]
    while waiting:
        a0, a1, b0, b1, depth = waiting.pop()
        head = _ahead(a, b, (a0, b0), min(a1 - a0, b1 - b0))
        found.append((a0, b0, head))
        a0, b0 = a0 + head, b0 + head
        tail = _behind(a, b, (a1, b1), min(a1 - a0, b1 - b0))
        found.append((a1 - tail, b1 - tail, tail))
        a1, b1 = a1 - tail, b1 - tail
        if (a1 - a0) * (b1 - b0) <= _AREA:
            found += [(a0 + i, b0 + j, 1) for i, j in _longest(a[a0:a1], b[b0:b1])]
        elif depth < _DEEPEST:
            anchors = [(a0 + i, b0 + j) for i, j in _once_in_both(a[a0:a1], b[b0:b1])]
            ends = [(a0, b0), *anchors, (a1, b1)] if anchors else []
            waiting += [(i, k, j, m, depth + 1) for (i, j), (k, m) in pairwise(ends)]
    return list(_joined(sorted(found)))


def _ahead(a: Sequence[Hashable], b: Sequence[Hashable], start: tuple[int, int], most: int) -> int:
    i, j = start
    return next((n for n in range(most) if a[i + n] != b[j + n]), most)


def _behind(a: Sequence[Hashable], b: Sequence[Hashable], end: tuple[int, int], most: int) -> int:
    i, j = end
    return next((n for n in range(most) if a[i - n - 1] != b[j - n - 1]), most)


def _joined(runs: list[Run]) -> Iterator[Run]:
    a, b, n = 0, 0, 0
    for i, j, more in runs:
        if not more:
            continue
        if (i, j) == (a + n, b + n):
            n += more
            continue
        if n:
            yield a, b, n
        a, b, n = i, j, more
    if n:
        yield a, b, n


def _longest(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the pairs of a longest common subsequence, the last first."""
    if len(a) > len(b):  # short rows, and many of them, are faster than long ones
        return [(i, j) for j, i in _longest(b, a)]
    rows = _rows(a, b)
    pairs: list[tuple[int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif rows[j - 1] >> (i - 1) & 1:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        else:
            j -= 1
    return pairs


def _rows(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[int]:
    """Return a row for each length of b; bit i is 0 where a's first i + 1 have more in common with
    it than the first i.

    If the bit is 0 here and was 1 in the row before, a's word i and the last word of b are a pair.
    """
    where: dict[Hashable, int] = {}
    for i, word in enumerate(a):
        where[word] = where.get(word, 0) | (1 << i)
    mask = row = (1 << len(a)) - 1
    rows = [row]
    for word in b:
        hits = row & where.get(word, 0)
        row = ((row + hits) | (row - hits)) & mask
        rows.append(row)
    return rows


def _once_in_both(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    count_a, count_b = Counter(a), Counter(b)
    where = {word: j for j, word in enumerate(b) if count_b[word] == 1}
    pairs = [(i, where[word]) for i, word in enumerate(a) if count_a[word] == 1 and word in where]
    return [pairs[k] for k in rising([j for _, j in pairs])]


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the indices of a longest strictly rising subsequence."""
    ends: list[int] = []  # the smallest number that ends a rise of each length
    at: list[int] = []
    before: list[int] = []
    for k, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [k]
        before.append(at[length - 1] if length else -1)
    found: list[int] = []
    k = at[-1] if at else -1
    while k >= 0:
        found.append(k)
        k = before[k]
    return found[::-1]
