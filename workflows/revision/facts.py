"""What a rule may know of a revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.revision import RevisionBase
from models.revisionsord import Andringsgrad, Godkannandeord, Partsutfall
from models.vocabulary import AvtalSlag, Motpartsslag
from workflows.avtal.facts import (
    InstansFacts,
    left_of,
    named_instans,
    of_instanser,
    stands_for,
)
from workflows.handling.facts import OmCase, OmFacts


class RevisionFacts(RevisionBase, OmFacts):
    """A revision's own row, with what it needs of its agreement (``avtal_…``).

    ``avtal_sista_dag`` None for an agreement that does not end by itself. ``fragad_version`` is the
    id of the newest text that a round which ran its time was about, None before there is one.

    ``utkast_sha256`` and ``gallande_sha256`` are of the words of the draft and of the text in force
    ("" without one). ``motparterna`` are the parties that are no huvudman, as stored.
    """

    ataganden: tuple[Mapping[str, object], ...]
    avtal_slug: str
    avtal_slag: AvtalSlag
    avtal_lage: str
    avtal_oversyn: date
    avtal_sista_dag: date | None
    agare_organ_id: int
    gallande_sha256: str
    fragad_version: int | None = None
    avtal_omrade: str = ""
    motparterna: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTextFacts:
    """A locked text without its words. ``konsekvenser`` is by the huvudman's code, ``utover`` what
    no comment asked for.
    """

    id: int
    nr: int
    sha256: str
    sammanfattning: str
    andring: Andringsgrad
    konsekvenser: Mapping[str, str]
    invanare: str
    skapad: date
    utover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionspartFacts:
    """A party to the text, what its own instanser said of the newest text and whether it has signed
    that text.

    ``namn`` is the name people read. ``signerad_sha256`` "" before it has signed the newest text.
    ``undertecknare`` is who signs for it, where it has said so, by what right (``behorighet``).
    """

    huvudman_id: int
    kod: str
    namn: str
    beslutar: bool
    slappt: bool
    instanser: tuple[InstansFacts, ...]
    signerad_sha256: str
    undertecknare_id: int | None = None
    undertecknare: str = ""
    befattning: str = ""
    behorighet: str = ""
    behorighet_datum: date | None = None

    @property
    def kvar(self) -> tuple[InstansFacts, ...]:
        """The instanser that have not decided about the newest text, in order."""
        return left_of(self.instanser)

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

    def stands_for(self, namn: str) -> InstansFacts | None:
        """Return the instans that a report is of."""
        return stands_for(self.instanser, namn)

    def instans(self, namn: str | None) -> InstansFacts | None:
        """Return the instans of that name, however it is written."""
        return named_instans(self.instanser, namn)


@dataclass(frozen=True, slots=True, kw_only=True)
class MotpartFacts:
    """A party to the text that is no huvudman; ``person_id`` (``kontakt``) signs for it.

    ``signerad_sha256`` "" before it has signed the newest text.
    """

    namn: str
    slag: Motpartsslag
    person_id: int
    kontakt: str
    slappt: bool = False
    signerad_sha256: str = ""

    @property
    def huvudman_id(self) -> None:
        """Nobody answers for it by an uppdrag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GodkannandeFacts:
    """What one ledamot (``for_id``) has said of one text, by whom (``person_id``).

    ``ogiltig`` when a changed text has made it void, or the same one has said something since.
    """

    id: int
    version_id: int
    sha256: str
    person_id: int
    for_id: int
    ord: Godkannandeord
    ogiltig: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionCase(OmCase):
    """A revision with its locked texts, oldest first, its parties in order, those that are no
    huvudman (``motparter``), and what the ledamöter have said.

    ``utkast`` is the one draft, its words, and ``fragad_text`` those of the text that was asked
    about; read when a rule looks at them.
    """

    om: RevisionFacts
    versioner: tuple[LastTextFacts, ...] = ()
    parter: tuple[RevisionspartFacts, ...] = ()
    motparter: tuple[MotpartFacts, ...] = ()
    godkannanden: tuple[GodkannandeFacts, ...] = ()
    utkast: Iterable[str] = ()
    fragad_text: Iterable[str] = ()

    @property
    def revision(self) -> RevisionFacts:
        """The revision's own row."""
        return self.om

    @property
    def senaste(self) -> LastTextFacts | None:
        """The newest locked text; None before there is one."""
        return self.versioner[-1] if self.versioner else None

    def kvar(self) -> tuple[RevisionspartFacts, ...]:
        """Return the parties that are still in it, in order."""
        return tuple(part for part in self.parter if not part.slappt)

    def motparter_kvar(self) -> tuple[MotpartFacts, ...]:
        """Return the parties that are no huvudman and still in it, by name."""
        return tuple(one for one in self.motparter if not one.slappt)
