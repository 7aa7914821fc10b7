"""What a rule may know of those that decide for a party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from models.revisionsord import Partsutfall
from models.text import same_name
from workflows.county.actors import Actor
from workflows.engine.case import Named, SakFacts
from workflows.ground.words import inuti, uppraknat


@dataclass(frozen=True, slots=True)
class Sagt:
    """What an instans decided one day."""

    utfall: Partsutfall
    datum: date
    paragraf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstansFacts:
    """One of those that decide for a party, and the latest it said of what is to be
    decided.

    ``efter`` is the name of the one that decides before it, "" for one that waits for none,
    ``plats`` its place among the party's. ``sagt`` is everything it has said of it, the oldest
    first.
    """

    namn: str
    planerat: date | None
    efter: str
    utfall: Partsutfall | None
    plats: int = 0
    sagt: tuple[Sagt, ...] = ()

    @property
    def klar(self) -> bool:
        """Whether it has decided: what it sent back is still to be decided."""
        return self.utfall not in {None, Partsutfall.ATERREMISS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """A party with those that decide for it, in order, and what they come to."""

    huvudman_id: int | None
    namn: str
    instanser: tuple[InstansFacts, ...] = ()

    @property
    def kvar(self) -> tuple[InstansFacts, ...]:
        """The instanser that have not decided, in order."""
        return tuple(one for one in self.instanser if not one.klar)

    @property
    def utfall(self) -> Partsutfall | None:
        """What the party has said."""
        return of_instanser(self.instanser)

    @property
    def planerat(self) -> date | None:
        """The first day one of those that are left means to decide; None when none is known."""
        return min((one.planerat for one in self.kvar if one.planerat), default=None)

    @property
    def sist(self) -> date | None:
        """The day the last of those that are left means to decide; None when a day is unknown."""
        days = [one.planerat for one in self.kvar]
        known = [day for day in days if day]
        return max(known) if known and len(known) == len(days) else None

    @property
    def saknas(self) -> str:
        """The party as who is waited for: with those that are left, where it has named several."""
        if not self.kvar or len(self.instanser) == 1:
            return self.namn
        return f"{self.namn} ({uppraknat(inuti(found.namn) for found in self.kvar)})"

    def instans(self, namn: str | None) -> InstansFacts | None:
        """Return the instans of that name, however it is written."""
        wanted = same_name(namn or "")
        return next((one for one in self.instanser if same_name(one.namn) == wanted), None)

    def stands_for(self, namn: str) -> InstansFacts | None:
        """Return the instans that a report is of: the one of that name, else the only one there is,
        where it has no day of its own and has said nothing: it decided about something earlier.
        """
        silent = [one for one in self.instanser if one.utfall is None and one.planerat is None]
        alone = silent[0] if len(self.instanser) == len(silent) == 1 else None
        return self.instans(namn) or alone

    def before(self, last: InstansFacts) -> tuple[InstansFacts, ...]:
        """Return those that decide before an instans, the nearest first."""
        found: list[InstansFacts] = []
        now = self.instans(last.efter) if last.efter else None
        while now and now not in found:
            found.append(now)
            now = self.instans(now.efter) if now.efter else None
        return tuple(found)


D = TypeVar("D", bound=Deciding)


def of_instanser(instanser: Sequence[InstansFacts]) -> Partsutfall | None:
    """Return what a party has said: no or conditions when one of its instanser has, yes when each
    has said yes, None while some are left.
    """
    said = {one.utfall for one in instanser if one.klar}
    for worst in (Partsutfall.NEJ, Partsutfall.VILLKOR):
        if worst in said:
            return worst
    each = all(one.klar for one in instanser)
    return Partsutfall.JA if said and each else None


def without_a_yes(parties: Iterable[D]) -> tuple[D, ...]:
    """Return those of some parties that have not said yes, in order."""
    return tuple(one for one in parties if one.utfall is not Partsutfall.JA)


def silent(parties: Iterable[D]) -> tuple[D, ...]:
    """Return those of some parties that have said nothing, in order."""
    return tuple(one for one in parties if one.utfall is None)


class AsksParties(Protocol):
    """A matter in which parties decide through their instanser."""

    @property
    def sak(self) -> SakFacts:
        """The supertype row."""

    @property
    def actor(self) -> Actor:
        """Who asks."""

    @property
    def named(self) -> Named:
        """What the payload points at."""

    @property
    def now(self) -> datetime:
        """The instant."""

    @property
    def today(self) -> date:
        """The day."""

    @property
    def decided_now(self) -> bool:
        """Whether they decide now; before that they may only plan."""

    def part(self, name: str | None) -> Deciding | None:
        """Return the party that is named; without a name the only one the actor speaks for."""

    def may_speak_for(self) -> Sequence[Deciding]:
        """Return the parties that the actor may say something for, in order."""

    def deciding(self) -> Sequence[Deciding]:
        """Return the parties that are to decide, in order."""

    def too_late(self, day: date) -> str | None:
        """Return why a day is too late for an instans to decide on; None when it is in time."""
