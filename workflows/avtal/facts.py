"""What a rule may know of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.avtal import AvtalBase
from models.base import Fakta
from models.vocabulary import ENDS, Forlangning, Motpartsslag, PartSlag
from workflows.engine.case import Case
from workflows.ground.words import dag
from workflows.instanser.facts import Deciding
from workflows.instanser.whose import chosen, not_theirs


class Motpartsrad(NamedTuple):
    """A party that is no huvudman, as one line says it: "Högskolan (lärosäte) <avtal@hs.example>".

    ``slag`` is None where the line says no kind there is. ``personer`` are those who may sign for
    it, by name and address, the first one first.
    """

    namn: str
    slag: Motpartsslag | None
    personer: tuple[tuple[str, str], ...]

    @property
    def skriven(self) -> str:
        """The line; whoever bears the party's own name stands by the address alone."""
        kind = f" ({self.slag.ord})" if self.slag else ""
        people = (
            epost if namn == self.namn else f"{namn} {epost}" for namn, epost in self.personer
        )
        inside = ", ".join(people)
        return f"{self.namn}{kind} <{inside}>" if inside else f"{self.namn}{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NyTextFacts:
    """The text a revision brings to an agreement, with what it was locked and signed as.

    ``sha256`` is what its words were locked under, ``signerade`` what each party that is left
    (``parter``) has signed, "" for one that has not. ``beslutad`` says where it was decided,
    ``last_av`` who locked it. ``motparter`` are those that are no huvudman and have signed it, by
    name, kind and address, ``slappta`` the names of those that the others went on without.
    """

    avtal_id: int
    revision_lage: str
    text: str
    sha256: str
    sammanfattning: str
    galler_fran: date
    beslutad: str
    last_av: int
    parter: tuple[int, ...]
    signerade: tuple[str, ...]
    motparter: tuple[Motpartsrad, ...] = ()
    slappta: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedAgreements:
    """The ids of the agreements a payload names, by their addresses."""

    ids: Mapping[str, int]


class AvtalFacts(AvtalBase, Fakta):
    """An agreement's own row."""

    @property
    def last_day(self) -> date | None:
        """The last day of what ends unless somebody decides; None for what goes on."""
        return self.giltig_till if self.forlangning in ENDS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts(Deciding):
    """One who is bound or informed. ``namn`` is the name people read, ``person_id`` whom letters to
    one that is informed go to, ``instanser`` those that decide for it whether the agreement is
    prolonged, with what each has said of the period that comes next. ``personer`` are those of one
    that is no huvudman, by name and address, ``ovriga`` the ids of all but the first.
    """

    id: int
    slag: PartSlag
    uppsagning_manader: int | None
    uppsagd: date | None
    lamnar: date | None
    varnad: date | None = None
    diarienummer: str = ""
    uteslutning: str = ""
    epost: str = ""
    person_id: int | None = None
    motpartsslag: Motpartsslag | None = None
    ovriga: list[int] = field(default_factory=list, hash=False)
    personer: tuple[tuple[str, str], ...] = ()

    @property
    def rad(self) -> Motpartsrad:
        """One that is no huvudman, as the register says it."""
        return Motpartsrad(self.namn, self.motpartsslag, self.personer)

    @property
    def skriven(self) -> str:
        """The name with its kind and its addresses, as they are written on one line."""
        if self.motpartsslag:
            return self.rad.skriven
        return f"{self.namn} <{self.epost}>" if self.epost else self.namn


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A text that is, was or will be in force, without its words."""

    id: int
    nr: int
    sha256: str
    galler_fran: date
    redaktionell: bool
    skapad: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtalCase(Case):
    """An agreement with its parties, in order, and its versions, oldest first.

    ``revisioner`` names the revision whose text is on its way, if any, and ``ses_over`` are the ids
    of all there are or were; read when a rule looks at them.
    """

    avtal: AvtalFacts
    parter: tuple[PartFacts, ...] = ()
    versioner: tuple[VersionFacts, ...] = ()
    revisioner: Iterable[str] = ()
    ses_over: Iterable[int] = ()

    def stannar(self) -> tuple[PartFacts, ...]:
        """Return the bound parties that have not said that they leave, in order."""
        return tuple(part for part in self.bundna() if part.lamnar is None)

    def bundna(self) -> tuple[PartFacts, ...]:
        """Return the parties that are bound today, in order."""
        return tuple(
            p
            for p in self.parter
            if p.slag is PartSlag.PART and (p.lamnar is None or p.lamnar >= self.today)
        )

    def part(self, name: str | None) -> PartFacts | None:
        """Return the party that is named, of those that stay; without a name the only one the actor
        speaks for.
        """
        return chosen(self, self.stannar(), name)

    def may_speak_for(self) -> tuple[PartFacts, ...]:
        """Return the parties that stay and that the actor may say something for, in order."""
        return tuple(one for one in self.stannar() if not_theirs(self, one) is None)

    def deciding(self) -> tuple[PartFacts, ...]:
        """Return the parties whose own decisions prolong the agreement, in order."""
        return self.stannar() if self.avtal.forlangning is Forlangning.PARTERNA else ()

    @property
    def decided_now(self) -> bool:
        """Whether the parties decide now: as long as each of them prolongs it."""
        return True

    def too_late(self, day: date) -> str | None:
        """Return why a day is too late to decide about the next period; None when it is not."""
        last = self.avtal.giltig_till
        if last is None or day <= last:
            return None
        return f"Avtalet upphör {dag(last)}, så {dag(day)} är för sent. Välj ett tidigare möte."
