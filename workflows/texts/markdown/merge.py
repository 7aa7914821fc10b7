"""Three-way merge of texts: what two people wrote at the same time, from the same text, put
together.

Section by section, then block by block. What only one has touched is taken from that one. Where
both have touched the same thing the text has the one wording and a ``Krock`` has both: nothing that
anybody wrote is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.texts.markdown.blocks import tokens
from workflows.texts.markdown.merge_blocks import Wordings, merge_bodies
from workflows.texts.markdown.merge_order import Id, Side, are_at_odds, merge_order, side
from workflows.texts.markdown.pairing import Pairs, pair_sections, parents
from workflows.texts.markdown.sections import Avsnitt, Part, closed, numbered, scan


@dataclass(frozen=True, slots=True)
class Krock:
    """Where both have changed the same thing. The text has ``deras``, or ``mitt`` when they took it
    away.

    ``nyckel`` and ``rubrik`` are the section's in the merged text; an empty ``nyckel`` is about the
    order of sections, and the wordings are their headings. Wordings are Markdown, empty when there
    was none.
    """

    nyckel: str
    rubrik: str
    bas: str
    mitt: str
    deras: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with the work of both, and where they collided."""

    text: str
    krockar: tuple[Krock, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """A section: as typed, and as counted."""

    part: Part
    avsnitt: Avsnitt

    def same(self, other: _One) -> bool:
        """Tell whether both say the same under the same heading."""
        return _heading(self.part) == _heading(other.part) and (
            self.avsnitt.text == other.avsnitt.text
            or tokens(self.avsnitt.text) == tokens(other.avsnitt.text)
        )


def _heading(part: Part) -> str:
    return f"{'#' * part.niva} {' '.join(part.rubrik.split())}".strip()


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge two texts that were both made from ``base``; ``theirs`` is the one that was stored
    first.

    Malformed as ``sections`` when one of the three is too long; the merged text may be longer
    still.
    """
    if mine in {base, theirs}:
        return Merged(theirs, ())
    if theirs == base:
        return Merged(mine, ())
    old, my, their = (_read(text) for text in (base, mine, theirs))
    return _put_together(old, *_sides(old, my, their))


def _read(text: str) -> list[_One]:
    parts = scan(text)
    return [_One(part, avsnitt) for part, avsnitt in zip(parts, numbered(parts), strict=True)]


def _sides(old: list[_One], mine: list[_One], theirs: list[_One]) -> tuple[Side[_One], Side[_One]]:
    """Name the sections of both. A section that both have added under one key is one and
    the same.
    """
    my, their = (
        side(now, _pairs(old, now), name) for now, name in ((mine, "mina"), (theirs, "deras"))
    )
    added = {one.avsnitt.nyckel: key for key, one in their.har.items() if not isinstance(key, int)}
    same: dict[Id, Id] = {
        key: added[one.avsnitt.nyckel]
        for key, one in my.har.items()
        if not isinstance(key, int) and one.avsnitt.nyckel in added
    }
    ids = [same.get(key, key) for key in my.ids]
    return Side(ids, {same.get(key, key): one for key, one in my.har.items()}), their


def _pairs(old: list[_One], now: list[_One]) -> Pairs:
    return pair_sections([one.avsnitt for one in old], [one.avsnitt for one in now])


def _put_together(old: list[_One], mine: Side[_One], theirs: Side[_One]) -> Merged:
    keep_mine = _worked_on(old, mine) | set(theirs.ids)
    keep_theirs = _worked_on(old, theirs) | set(mine.ids)
    my_ids = [key for key in mine.ids if not isinstance(key, int) or key in keep_mine]
    their_ids = [key for key in theirs.ids if not isinstance(key, int) or key in keep_theirs]
    order = merge_order(
        my_ids,
        their_ids,
        key=lambda key: key,
        depth=lambda key: (mine.har.get(key) or theirs.har[key]).part.niva,
    )
    parts, found = [], []
    for key in order:
        base = old[key] if isinstance(key, int) else None
        part, wordings = _section(base, mine.har.get(key), theirs.har.get(key))
        parts.append(part)
        found.append(wordings)
    now = numbered(parts)
    krockar = [
        Krock(one.nyckel, one.rubrik, *said)
        for one, wordings in zip(now, found, strict=True)
        for said in wordings
    ]
    if are_at_odds(my_ids, their_ids):
        krockar.append(_order(old, mine, theirs))
    return Merged(_text(parts), tuple(krockar))


def _worked_on(old: list[_One], now: Side[_One]) -> set[Id]:
    """Return the sections that one has added or changed, and all that they stand below."""
    found: set[Id] = set()
    above = parents([now.har[key].avsnitt for key in now.ids])
    for place, key in enumerate(now.ids):
        if isinstance(key, int) and now.har[key].same(old[key]):
            continue
        at: int | None = place
        while at is not None and now.ids[at] not in found:
            found.add(now.ids[at])
            at = above[at]
    return found


def _section(
    base: _One | None, mine: _One | None, theirs: _One | None
) -> tuple[Part, list[Wordings]]:
    """Return one section of the merged text. Without ``base`` it is new; somebody has it."""
    if mine is None or theirs is None:
        left = mine or theirs
        if left is None:
            raise ValueError("Ett avsnitt finns hos någon.")
        taken_away = [(_typed(base), _typed(mine), _typed(theirs))] if base else []
        return (
            Part(left.part.niva, left.part.rubrik, kropp=left.avsnitt.text.split("\n")),
            taken_away,
        )
    start = _heading(base.part) if base else _heading(theirs.part)
    heads = (start, _heading(mine.part), _heading(theirs.part))
    head = mine.part if heads[2] == start else theirs.part
    wordings = [heads] if start not in heads[1:] and heads[1] != heads[2] else []
    body, more = merge_bodies(
        base.avsnitt.text if base else "", mine.avsnitt.text, theirs.avsnitt.text
    )
    return Part(head.niva, head.rubrik, kropp=body.split("\n")), [*wordings, *more]


def _typed(one: _One | None) -> str:
    return f"{_heading(one.part)}\n\n{one.avsnitt.text}".strip() if one else ""


def _order(old: list[_One], mine: Side[_One], theirs: Side[_One]) -> Krock:
    now = ([now.har[key] for key in now.ids] for now in (mine, theirs))
    bas, mitt, deras = (_headings(sections) for sections in (old, *now))
    return Krock("", "Avsnittens ordning", bas, mitt, deras)


def _headings(sections: Iterable[_One]) -> str:
    return "\n".join(_heading(one.part) for one in sections if one.part.niva)


def _text(parts: list[Part]) -> str:
    said = (
        piece
        for part in parts
        for piece in (_heading(part), closed("\n".join(part.kropp).strip("\n")))
    )
    return "\n\n".join(piece for piece in said if piece)
