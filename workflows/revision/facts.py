"""What a rule may know of a revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.lagen import RevisionLage
from models.revision import RevisionBase
from models.revisionsord import Andringsgrad, Godkannandeord
from models.vocabulary import AvtalSlag, Motpartsslag
from workflows.ground.payload import Json
from workflows.ground.words import dag, uppraknat
from workflows.handling.facts import OmCase, OmFacts
from workflows.instanser.facts import Deciding
from workflows.instanser.whose import chosen, not_theirs


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
    motparterna: tuple[Json, ...] = ()


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
class RevisionspartFacts(Deciding):
    """A party to the text, what its own instanser said of the newest text and whether it has signed
    that text.

    ``namn`` is the name people read. ``signerad_sha256`` "" before it has signed the newest text.
    ``undertecknare`` is who signs for it, where it has said so, by what right (``behorighet``);
    ``undertecknare_kan`` is whether that person is there to do it.
    """

    huvudman_id: int
    kod: str
    beslutar: bool
    slappt: bool
    signerad_sha256: str
    undertecknare_id: int | None = None
    undertecknare: str = ""
    undertecknare_kan: bool = True
    befattning: str = ""
    behorighet: str = ""
    behorighet_datum: date | None = None

    @property
    def skriver_under_id(self) -> int | None:
        """Who signs for it and is there; None while a chef signs, or names somebody else."""
        return self.undertecknare_id if self.undertecknare_kan else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MotpartFacts:
    """A party to the text that is no huvudman; any of its ``personer``, by id and name, signs for
    it, and answers for it.

    ``signerad_sha256`` "" before it has signed the newest text.
    """

    namn: str
    slag: Motpartsslag
    personer: tuple[tuple[int, str], ...]
    slappt: bool = False
    signerad_sha256: str = ""

    @property
    def huvudman_id(self) -> None:
        """Nobody answers for it by an uppdrag."""

    @property
    def kontakt(self) -> str:
        """The names of those who sign for it."""
        return uppraknat((namn for _, namn in self.personer), "eller")

    def has(self, person_id: int | None) -> bool:
        """Tell whether somebody is one of its people."""
        return any(person_id == one for one, _ in self.personer)


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

    def part(self, name: str | None) -> RevisionspartFacts | None:
        """Return the party that is named; without a name the only one left the actor speaks for, or
        signs for.
        """
        one = chosen(self, self.kvar(), name)
        if one or name:
            return one
        me = self.actor.person_id
        mine = [part for part in self.kvar() if me is not None and part.undertecknare_id == me]
        return mine[0] if len(mine) == 1 else None

    def may_speak_for(self) -> tuple[RevisionspartFacts, ...]:
        """Return the parties left that the actor may say something for, in order."""
        return tuple(one for one in self.kvar() if not_theirs(self, one) is None)

    def deciding(self) -> tuple[RevisionspartFacts, ...]:
        """Return the parties that decide for themselves, in order."""
        return tuple(one for one in self.kvar() if one.beslutar)

    @property
    def decided_now(self) -> bool:
        """Whether the parties have the text to decide about; before that they may only plan."""
        return self.sak.lage == RevisionLage.HOS_PARTERNA

    def too_late(self, day: date) -> str | None:
        """Return why a day is too late for one of a party's instanser to decide on."""
        comes = self.revision.ikraft
        if comes is None or comes <= self.today or day < comes:
            return None
        return (
            f"Texten ska börja gälla {dag(comes)}, så {dag(day)} är för sent. Välj ett tidigare"
            " möte. Finns inget kan ⟨au⟩ låta texten få en senare dag när den beslutas, eller när"
            " den har omarbetats."
        )
