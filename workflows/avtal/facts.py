"""What a rule may know of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.avtal import AvtalBase
from models.base import Fakta
from models.revisionsord import Partsutfall
from models.text import same_name
from models.vocabulary import ENDS, Motpartsslag, PartSlag
from workflows.engine.case import Case


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
    motparter: tuple[tuple[str, Motpartsslag, str], ...] = ()
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
class InstansFacts:
    """One of those that decide for a party, and the latest it said of what is to be
    decided.

    ``efter`` is the name of the one that decides before it, "" for one that waits for none.
    """

    namn: str
    planerat: date | None
    efter: str
    utfall: Partsutfall | None

    @property
    def klar(self) -> bool:
        """Whether it has decided: what it sent back is still to be decided."""
        return self.utfall not in {None, Partsutfall.ATERREMISS}


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


def left_of(instanser: Sequence[InstansFacts]) -> tuple[InstansFacts, ...]:
    """Return those that have not decided, in order."""
    return tuple(one for one in instanser if not one.klar)


def named_instans(instanser: Sequence[InstansFacts], namn: str | None) -> InstansFacts | None:
    """Return the instans of a name, however it is written."""
    wanted = same_name(namn or "")
    return next((one for one in instanser if same_name(one.namn) == wanted), None)


def stands_for(instanser: Sequence[InstansFacts], namn: str) -> InstansFacts | None:
    """Return the instans that a report is of: the one of that name, else the only one there is,
    where it has no day of its own and has said nothing: it decided about something earlier.
    """
    silent = [one for one in instanser if one.utfall is None and one.planerat is None]
    alone = silent[0] if len(instanser) == len(silent) == 1 else None
    return named_instans(instanser, namn) or alone


def decide_before(
    instanser: Sequence[InstansFacts], last: InstansFacts
) -> tuple[InstansFacts, ...]:
    """Return those that decide before an instans, the nearest first."""
    found: list[InstansFacts] = []
    now = named_instans(instanser, last.efter) if last.efter else None
    while now and now not in found:
        found.append(now)
        now = named_instans(instanser, now.efter) if now.efter else None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One who is bound or informed. ``namn`` is the name people read, ``person_id`` whom letters to
    one that is informed go to, ``instanser`` those that decide for it whether the agreement is
    prolonged, with what each has said of the period that comes next.
    """

    id: int
    slag: PartSlag
    namn: str
    huvudman_id: int | None
    uppsagning_manader: int | None
    uppsagd: date | None
    lamnar: date | None
    varnad: date | None = None
    diarienummer: str = ""
    uteslutning: str = ""
    epost: str = ""
    person_id: int | None = None
    instanser: tuple[InstansFacts, ...] = ()
    motpartsslag: Motpartsslag | None = None

    @property
    def skriven(self) -> str:
        """The name with its kind and its address, as they are written on one line."""
        kind = f" ({self.motpartsslag.ord})" if self.motpartsslag else ""
        return f"{self.namn}{kind} <{self.epost}>" if self.epost else f"{self.namn}{kind}"

    @property
    def kvar(self) -> tuple[InstansFacts, ...]:
        """The instanser that have not decided, in order."""
        return left_of(self.instanser)

    @property
    def utfall(self) -> Partsutfall | None:
        """What it has said of the period that comes next."""
        return of_instanser(self.instanser)

    @property
    def planerat(self) -> date | None:
        """The first day one of those that are left means to decide; None when none is known."""
        return min((one.planerat for one in self.kvar if one.planerat), default=None)


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

    ``revisioner`` names the revision whose text is on its way, if any; read when a rule looks at
    it.
    """

    avtal: AvtalFacts
    parter: tuple[PartFacts, ...] = ()
    versioner: tuple[VersionFacts, ...] = ()
    revisioner: Iterable[str] = ()

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
