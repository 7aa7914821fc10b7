"""What differs between two texts of an agreement, section by section and word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.base import Ord
from workflows.ground.words import antal, uppraknat
from workflows.texts.markdown.blocks import tokens
from workflows.texts.markdown.matching import rising
from workflows.texts.markdown.pairing import Pairs, pair_sections, parents
from workflows.texts.markdown.sections import Avsnitt, sections
from workflows.texts.markdown.spans import Span, Spanslag, compare, count, whole


class Status(Ord):
    """What has happened to a section."""

    OFORANDRAT = (
        "oforandrat",
        "oförändrat",
        "Säger detsamma på samma plats; numret kan vara ett annat.",
    )
    ANDRAT = "andrat", "ändrat", "Rubriken eller texten är en annan."
    NYTT = "nytt", "nytt", "Fanns inte förut."
    BORTTAGET = "borttaget", "borttaget", "Finns inte längre."
    FLYTTAT = "flyttat", "flyttat", "Säger detsamma på en annan plats."


@dataclass(frozen=True, slots=True)
class AvsnittDiff:
    """A section before and after; one of them is None when it is new or gone.

    ``flyttat`` when it also stands somewhere else, or on another level. ``rubrik`` and ``delar``
    are the heading's and the body's spans: those that are not BORT give the new wording, those that
    are not NYTT the old one. ``delar`` is empty when the body says the same. ``ord_bort`` and
    ``ord_nytt`` count words, the heading's too.
    """

    status: Status
    fore: Avsnitt | None
    efter: Avsnitt | None
    flyttat: bool
    rubrik: tuple[Span, ...]
    delar: tuple[Span, ...]
    ord_bort: int
    ord_nytt: int

    @property
    def avsnitt(self) -> Avsnitt:
        """Return the section as it is, or was if it is gone."""
        found = self.efter or self.fore
        if found is None:
            raise ValueError("Ett avsnitt finns före eller efter.")
        return found


@dataclass(frozen=True, slots=True)
class Diff:
    """Every section of both texts in the new one's order; one that is gone stands where it
    stood.
    """

    avsnitt: tuple[AvsnittDiff, ...]


@dataclass(frozen=True, slots=True)
class Sammandrag:
    """The sections that are not the same, how many of each status, and how many words."""

    avsnitt: tuple[AvsnittDiff, ...]
    antal: dict[Status, int]
    ord_bort: int
    ord_nytt: int

    @property
    def mening(self) -> str:
        """Say it in Swedish: "2 ändrade avsnitt och 1 nytt avsnitt. 14 nya ord, 3 borttagna."."""
        if not self.avsnitt:
            return "Inget är ändrat."
        said = [
            antal(self.antal[status], *_COUNTED[status])
            for status in _COUNTED
            if self.antal[status]
        ]
        words = (
            f"{antal(self.ord_nytt, 'nytt ord', 'nya ord')},"
            f" {antal(self.ord_bort, 'borttaget', 'borttagna')}"
        )
        return f"{uppraknat(said)}. {words}."


_COUNTED = {
    Status.ANDRAT: ("ändrat avsnitt", "ändrade avsnitt"),
    Status.NYTT: ("nytt avsnitt", "nya avsnitt"),
    Status.BORTTAGET: ("borttaget avsnitt", "borttagna avsnitt"),
    Status.FLYTTAT: ("flyttat avsnitt", "flyttade avsnitt"),
}


def diff(fran: str, till: str) -> Diff:
    """Compare two texts. Malformed as ``sections``.

    Everything is OFORANDRAT exactly when the texts have the same ``content_hash``.
    """
    old, new = sections(fran), sections(till)
    pairs = pair_sections(old, new)
    moved = _moved(old, new, pairs)
    back = {j: i for i, j in pairs.items()}
    gone = _gone(old, pairs)
    found = [_one_sided(Status.BORTTAGET, old[i]) for i in gone.get(None, [])]
    for j, one in enumerate(new):
        i = back.get(j)
        found.append(
            _one_sided(Status.NYTT, one) if i is None else _both(old[i], one, flyttat=i in moved)
        )
        found += [_one_sided(Status.BORTTAGET, old[k]) for k in gone.get(j, [])]
    return Diff(tuple(found))


def summary(difference: Diff) -> Sammandrag:
    """Return what has changed and nothing else, for the page that people read first or print."""
    changed = tuple(one for one in difference.avsnitt if one.status is not Status.OFORANDRAT)
    counted = Counter(one.status for one in changed)
    return Sammandrag(
        avsnitt=changed,
        antal={status: counted[status] for status in Status if status is not Status.OFORANDRAT},
        ord_bort=sum(one.ord_bort for one in changed),
        ord_nytt=sum(one.ord_nytt for one in changed),
    )


def _moved(old: Sequence[Avsnitt], new: Sequence[Avsnitt], pairs: Pairs) -> set[int]:
    """Return the old places of sections that stand in another order, on another level or below
    another section.
    """
    ordered = sorted(pairs, key=pairs.__getitem__)
    in_order = {ordered[k] for k in rising(ordered)}
    above_old, above_new = parents(old), parents(new)
    return {
        i
        for i, j in pairs.items()
        if i not in in_order
        or old[i].niva != new[j].niva
        or _follow(above_old[i], pairs) != above_new[j]
    }


def _follow(place: int | None, pairs: Pairs) -> int | None:
    return (
        -1 if place is not None and place not in pairs else None if place is None else pairs[place]
    )


def _gone(old: Sequence[Avsnitt], pairs: Pairs) -> dict[int | None, list[int]]:
    """Return the old places of sections that are gone, by the new place after which they stood."""
    found: dict[int | None, list[int]] = {}
    after: int | None = None
    for i in range(len(old)):
        if i in pairs:
            after = pairs[i]
        else:
            found.setdefault(after, []).append(i)
    return found


def _both(fore: Avsnitt, efter: Avsnitt, *, flyttat: bool) -> AvsnittDiff:
    rubrik = compare(fore.rubrik.split(), efter.rubrik.split())
    delar: tuple[Span, ...] = (
        () if fore.text == efter.text else compare(tokens(fore.text), tokens(efter.text))
    )
    if all(span.slag is Spanslag.LIKA for span in delar):
        delar = ()
    if delar or any(span.slag is not Spanslag.LIKA for span in rubrik):
        status = Status.ANDRAT
    else:
        status = Status.FLYTTAT if flyttat else Status.OFORANDRAT
    bort, nytt = (count((*rubrik, *delar), slag) for slag in (Spanslag.BORT, Spanslag.NYTT))
    return AvsnittDiff(status, fore, efter, flyttat, rubrik, delar, bort, nytt)


def _one_sided(status: Status, one: Avsnitt) -> AvsnittDiff:
    slag = Spanslag.NYTT if status is Status.NYTT else Spanslag.BORT
    rubrik, delar = whole(one.rubrik.split(), slag), whole(tokens(one.text), slag)
    counted = count((*rubrik, *delar), slag)
    fore, efter = (None, one) if status is Status.NYTT else (one, None)
    bort, nytt = (0, counted) if status is Status.NYTT else (counted, 0)
    return AvsnittDiff(status, fore, efter, False, rubrik, delar, bort, nytt)  # noqa: FBT003 - it has not moved
