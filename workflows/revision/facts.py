"""What a rule may know of a revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.revision import RevisionBase
from models.revisionsord import Andringsgrad, Godkannandeord, Partsutfall
from models.text import same_name
from models.vocabulary import AvtalSlag
from workflows.handling.facts import OmCase, OmFacts


class RevisionFacts(RevisionBase, OmFacts):
    """A revision's own row, with what it needs of its agreement (``avtal_…``).

    ``avtal_sista_dag`` None for an agreement that does not end by itself.

    ``utkast_sha256`` and ``gallande_sha256`` are of the words of the draft and of the text in force
    ("" without one).
    """

    ataganden: tuple[Mapping[str, object], ...]
    avtal_slug: str
    avtal_slag: AvtalSlag
    avtal_lage: str
    avtal_oversyn: date
    avtal_sista_dag: date | None
    agare_organ_id: int
    gallande_sha256: str
    avtal_omrade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTextFacts:
    """A locked text without its words. ``konsekvenser`` is by the huvudman's code."""

    id: int
    nr: int
    sha256: str
    sammanfattning: str
    andring: Andringsgrad
    konsekvenser: Mapping[str, str]
    invanare: str
    skapad: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InstansFacts:
    """One of those that decide for a party, and the latest it said of the newest text.

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

    def stands_for(self, namn: str) -> InstansFacts | None:
        """Return the instans that a report is of: the one of that name, else the only one there
        is, where it has no day of its own and has said nothing: it decided about an earlier text.
        """
        silent = [one for one in self.instanser if one.utfall is None and one.planerat is None]
        alone = silent[0] if len(self.instanser) == len(silent) == 1 else None
        return self.instans(namn) or alone

    def instans(self, namn: str | None) -> InstansFacts | None:
        """Return the instans of that name, however it is written."""
        wanted = same_name(namn or "")
        return next((one for one in self.instanser if same_name(one.namn) == wanted), None)


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
    """A revision with its locked texts, oldest first, its parties in order, and what the ledamöter
    have said.

    ``utkast`` is the one draft, its words; read when a rule looks at it.
    """

    om: RevisionFacts
    versioner: tuple[LastTextFacts, ...] = ()
    parter: tuple[RevisionspartFacts, ...] = ()
    godkannanden: tuple[GodkannandeFacts, ...] = ()
    utkast: Iterable[str] = ()

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
