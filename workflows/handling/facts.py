"""What a rule may know of a matter that is handled: sent on remiss, put on agendas, decided and
carried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import SkipValidation

from models.base import Fakta
from models.beslut import AtagandeBase
from models.lagen import RemissLage, Slag
from models.remiss import RemissBase
from models.sak import OmBase
from models.vocabulary import STANDING, Aterkomst, Stallningstagande, SynpunktSvar
from workflows.county.meetings import MoteFacts
from workflows.engine.case import Case
from workflows.ground.deadlines import day_of

_DET = {Slag.ARENDE: "ärendet", Slag.REVISION: "revisionen"}


@dataclass(frozen=True, slots=True)
class NamedDecisions:
    """The numbers of the earlier decisions a payload names, of those there are."""

    nr: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedMembers:
    """The ids of the ledningsgrupp's ledamöter, when a payload names an organ it is to be sent
    to.
    """

    ids: tuple[int, ...]


class OmFacts(OmBase, Fakta):
    """An ärende or a revision as its agenda item, remiss, decision and åtaganden see it.

    ``handlaggare_id`` is the person who handles it, ``grupp_organ_id`` the group that does where no
    person was chosen; ``avsandare_organ_id`` who raised it. ``senaste_remiss`` is the id of its
    newest round, if it ever was on remiss; ``siktar_pa`` the day of the meeting it aims at.
    ``tas_upp`` is the day from which it comes back to a meeting, ``aterkomst`` why, and ``vilar``
    why it rests until then; None where nothing is to come back.
    """

    slag: Slag
    siktar_pa: date | None = None
    tas_upp: date | None = None
    aterkomst: Aterkomst | None = None
    vilar: str | None = None
    avsandare_organ_id: int | None
    handlaggare_id: int | None
    grupp_organ_id: int | None = None
    senaste_remiss: int | None = None

    @property
    def for_beslut(self) -> bool:
        """Tell whether it is raised to be decided; what is only told or talked of is not."""
        return True

    @property
    def det(self) -> str:
        """What a sentence calls it: "ärendet" or "revisionen"."""
        return _DET[self.slag]


ANMALS = "Anmäls: "  # how the heading begins of an item that only tells of something


@dataclass(frozen=True, slots=True)
class MottagareFacts:
    """A recipient of a remiss and whether it has answered.

    ``sektor`` is whom of a huvudman the question concerns, None for whoever answers for the whole.
    ``utkast`` is the upplaga of its draft, 0 without one, and ``utkast_av`` who wrote it last.
    """

    id: int
    namn: str
    huvudman_id: int | None
    organ_id: int | None
    person_id: int | None
    sista_dag: date
    svar: Stallningstagande | None
    lamnat_av: int | None = None
    lamnat: datetime | None = None
    lamnat_namn: str = ""
    utkast: int = 0
    utkast_av: int | None = None
    sektor: str | None = None


@dataclass(frozen=True, slots=True)
class AvsnittFacts:
    """A section of the text asked about, without its words."""

    nummer: str
    rubrik: str
    nyckel: str


@dataclass(frozen=True, slots=True)
class SynpunktFacts:
    """One comment; ``avsnitt`` is the key of the section it points at, "" for the whole."""

    id: int
    mottagare_id: int
    avsnitt: str
    text: str
    onskad: str
    svar: SynpunktSvar | None
    motivering: str


class RemissFacts(RemissBase, Fakta):
    """A round: whom it waits for and how many comments are unanswered.

    ``avsnitt`` are the sections of the text it asks about, and ``kommentarer`` the comments with
    their words, in order; both are read when a rule looks at them. ``skapad`` is when it began.
    """

    lage: str
    skapad: datetime
    mottagare: tuple[MottagareFacts, ...]
    obesvarade: int
    synpunkter: frozenset[int]
    avsnitt: SkipValidation[Iterable[AvsnittFacts]] = ()
    kommentarer: SkipValidation[Iterable[SynpunktFacts]] = ()

    @property
    def held(self) -> bool:
        """Tell whether the round ran its time; one that was called off did not."""
        return self.lage in {RemissLage.STANGD, RemissLage.ATERKOPPLAD}

    @property
    def answered_to(self) -> bool:
        """Whether those who answered have been told what became of their comments."""
        return self.lage == RemissLage.ATERKOPPLAD

    @property
    def oppnad(self) -> date:
        """The day it began."""
        return day_of(self.skapad)

    def silent(self) -> tuple[str, ...]:
        """Return the names of those who have not answered, in order."""
        return tuple(mottagare.namn for mottagare in self.mottagare if mottagare.svar is None)

    def last_day(self) -> date:
        """Return the last day of the one who has longest."""
        return max((mottagare.sista_dag for mottagare in self.mottagare), default=self.sista_dag)


class AtagandeFacts(AtagandeBase, Fakta):
    """One party's obligation, of a decision about ``om_id``.

    ``mottagare`` is the name people read; ``avstamd`` the day of its latest attestation, which was
    for ``avstamd_period`` (year and month).
    """

    manader: tuple[int, ...]
    lage: str
    beslut_beteckning: str
    om_id: int
    mottagare: str
    avstamd: date | None
    avstamd_period: str = ""

    @property
    def standing(self) -> bool:
        """Tell whether the obligation recurs or holds until further notice."""
        return self.form in STANDING


@dataclass(frozen=True, slots=True, kw_only=True)
class GodkannareFacts:
    """A ledamot who must say something of the text before it can be put on an agenda, as the
    uppdrag stand today.
    """

    id: int
    namn: str
    sektor: str | None
    huvudman: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCase(Case):
    """Something about an ärende or a revision, or one itself."""

    om: OmFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class OmCase(AboutCase):
    """A matter that is sent on remiss, put on agendas, decided and carried out: an ärende or a
    revision.

    With the meeting it is on, its latest remiss and its åtaganden. ``godkannare`` are those who
    must approve its text, as the uppdrag stand today; read only where the profile demands it.
    """

    om: OmFacts
    mote: MoteFacts | None = None
    remiss: RemissFacts | None = None
    ataganden: tuple[AtagandeFacts, ...] = ()
    godkannare: tuple[GodkannareFacts, ...] = ()
