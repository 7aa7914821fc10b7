"""Three-way merge of one section's body, block by block."""

from __future__ import annotations

from workflows.texts.markdown.blocks import Block, Blockslag, blocks
from workflows.texts.markdown.matching import common
from workflows.texts.markdown.merge_order import Id, Side, are_at_odds, merge_order, side
from workflows.texts.markdown.pairing import Pairs, by_likeness

Wordings = tuple[str, str, str]  # the base's, mine, theirs


def merge_bodies(base: str, mine: str, theirs: str) -> tuple[str, list[Wordings]]:
    """Return the merged body, and the wordings where both have changed the same block."""
    if mine in {base, theirs}:
        return theirs, []
    if theirs == base:
        return mine, []
    old, my_blocks, their_blocks = blocks(base), blocks(mine), blocks(theirs)
    my = side(my_blocks, _pairs(old, my_blocks), "mina")
    their = side(their_blocks, _pairs(old, their_blocks), "deras")
    chosen, found = _chosen(old, my, their)
    order = merge_order(
        *([key for key in now.ids if key in chosen] for now in (my, their)),
        key=lambda key: chosen[key].tokens(),
        depth=lambda _: 0,
    )
    if are_at_odds(my.ids, their.ids):
        found.append((base, mine, theirs))
    return _put_together([chosen[key] for key in order]), found


def _chosen(
    old: list[Block], mine: Side[Block], theirs: Side[Block]
) -> tuple[dict[Id, Block], list[Wordings]]:
    """Return what each block shall be, without those that one has taken away, and the wordings that
    collide.
    """
    chosen: dict[Id, Block] = {}
    for now in (mine, theirs):
        chosen |= {key: one for key, one in now.har.items() if not isinstance(key, int)}
    found: list[Wordings] = []
    for i, block in enumerate(old):
        my, their = mine.har.get(i), theirs.har.get(i)
        one, collides = _choose(block, my, their)
        if one:
            chosen[i] = one
        if collides:
            found.append((block.raw, _raw(my), _raw(their)))
    return chosen, found


def _choose(base: Block, mine: Block | None, theirs: Block | None) -> tuple[Block | None, bool]:
    """Return the block to keep, None to leave it out, and whether both have changed it, each in a
    way of their own.
    """
    said, my, their = (block.tokens() if block else None for block in (base, mine, theirs))
    if their == said:
        return mine, False
    if my in {said, their}:
        return theirs, False
    return theirs or mine, True


def _raw(block: Block | None) -> str:
    return block.raw if block else ""


def _pairs(old: list[Block], new: list[Block]) -> Pairs:
    """Pair the blocks that are the same, and those that took the place of others between them."""
    said_old, said_new = ([block.tokens() for block in side] for side in (old, new))
    pairs: Pairs = {}
    i = j = 0
    for a, b, n in (*common(said_old, said_new), (len(old), len(new), 0)):
        pairs |= {i + x: j + y for x, y in _replaced(said_old[i:a], said_new[j:b]).items()}
        pairs |= {a + k: b + k for k in range(n)}
        i, j = a + n, b + n
    return pairs


def _replaced(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Pairs:
    pairs = by_likeness(old, new)
    here = [i for i in range(len(old)) if i not in pairs]
    there = [j for j in range(len(new)) if j not in set(pairs.values())]
    if len(here) == len(there):
        pairs |= dict(zip(here, there, strict=True))
    return pairs


def _put_together(chosen: list[Block]) -> str:
    """Return the blocks as text; items of a list and rows of a table stand close where they were
    typed so.
    """
    text, before = "", None
    for block in chosen:
        close = (
            before is not None
            and block.tat
            and (before is Blockslag.RAD or before is block.slag is Blockslag.PUNKT)
        )
        text += ("\n" if close else "\n\n") + block.raw
        before = block.slag
    return text.strip("\n")
