"""Two changed orders of the same things merged into one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from workflows.texts.markdown.pairing import Pairs

T = TypeVar("T")
# An int is the thing's place in what both started from; a name and a place is something that came
# later.
Id = int | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Side(Generic[T]):
    """What one person has: each thing's id, in order, and the things."""

    ids: list[Id]
    har: dict[Id, T]


def side(things: Sequence[T], pairs: Pairs, name: str) -> Side[T]:
    """Return a person's things, named by what they were in the base where ``pairs`` (base → things)
    says so.
    """
    back = {j: i for i, j in pairs.items()}
    ids: list[Id] = [back.get(j, (name, j)) for j in range(len(things))]
    return Side(ids, dict(zip(ids, things, strict=True)))


def merge_order(
    mine: Sequence[Id],
    theirs: Sequence[Id],
    *,
    key: Callable[[Id], Hashable],
    depth: Callable[[Id], int],
) -> list[Id]:
    """Return every id of both, once; the order is that of the one who has changed it, theirs if
    both have.

    What is new keeps its place after what it was put after. Where both put something in one place
    the deeper stands first, so that a section stays below its own; of two with the same ``key``
    there only one is kept.
    """
    shared = set(mine) & set(theirs)
    lead, other = (
        (mine, theirs)
        if _is_base_order(theirs, shared) and not _is_base_order(mine, shared)
        else (theirs, mine)
    )
    put_after = _runs(other, shared)
    own = _runs(lead, shared)
    found: list[Id] = []
    for anchor in (None, *(one for one in lead if one in shared)):
        found += [] if anchor is None else [anchor]
        first = own.get(anchor, [])
        here = {key(one) for one in first}
        then = [one for one in put_after.get(anchor, []) if key(one) not in here]
        found += (
            [*then, *first]
            if first and then and depth(then[0]) > depth(first[0])
            else [*first, *then]
        )
    return found


def are_at_odds(mine: Sequence[Id], theirs: Sequence[Id]) -> bool:
    """Tell whether both have changed the order of what both have, in different ways."""
    shared = set(mine) & set(theirs)
    if _is_base_order(mine, shared) or _is_base_order(theirs, shared):
        return False
    return [one for one in mine if one in shared] != [one for one in theirs if one in shared]


def _is_base_order(ids: Sequence[Id], shared: set[Id]) -> bool:
    places = [one for one in ids if one in shared and isinstance(one, int)]
    return all(one < two for one, two in pairwise(places))


def _runs(ids: Sequence[Id], shared: set[Id]) -> dict[Id | None, list[Id]]:
    """Return what only one has, by what both have that it stands after."""
    found: dict[Id | None, list[Id]] = {}
    anchor: Id | None = None
    for one in ids:
        if one in shared:
            anchor = one
        else:
            found.setdefault(anchor, []).append(one)
    return found
