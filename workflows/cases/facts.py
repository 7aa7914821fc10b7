"""What a rule may know of the rows behind a matter: frozen, and only what some rule asks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from models.lagen import Slag
from models.vocabulary import FristForm, Hantering, PunktSlag, PunktUtfall, Stallningstagande, SvarSlag, SynpunktSvar
from workflows.cases.avtal import NyTextFacts
from workflows.cases.om import OmFacts

ANMALS = "Anmäls: "  # how the heading begins of an item that only tells of something


@dataclass(frozen=True, slots=True)
class SakFacts:
    """The supertype row."""

    id: int
    slag: Slag
    lage: str
    version: int
    foralder_id: int | None
    lage_sedan: datetime
    definitionsversion: int
    kedja: str | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person named in a payload."""

    id: int
    namn: str
    epost: str


@dataclass(frozen=True, slots=True)
class ErsattareFacts:
    """Somebody who may be noted at a meeting in the place of some (``ordinarie``, their ids) who could decide there."""

    id: int
    namn: str
    epost: str
    ordinarie: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MoteFacts:
    """A meeting as other matters see it, and its own facts."""

    id: int
    lage: str
    organ_id: int
    datum: date
    tid: time
    plats: str = ""
    justerare_id: int | None = None
    anteckningar: str = ""
    slut: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArendeFacts(OmFacts):
    """An ärende's own row."""

    fraga: str
    bakgrund: str
    onskad_hantering: tuple[Hantering, ...]
    skapad_av: int
    avsandare_namn: str
    forslag_beslut: str
    forslag_ataganden: tuple[Mapping[str, Any], ...] | None
    konsekvenser: str
    invanare: str
    barare_organ_id: int | None
    forum_organ_id: int | None
    aterkommer: date | None


@dataclass(frozen=True, slots=True)
class MottagareFacts:
    """A recipient of a remiss and whether it has answered.

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


@dataclass(frozen=True, slots=True)
class RemissFacts:
    """A round: whom it waits for and how many comments are unanswered.

    ``version_id`` is the locked text of a revision that it asks about. ``avsnitt`` are the sections of that text and
    ``kommentarer`` the comments with their words, in order; both are read when a rule looks at them.
    """

    id: int
    lage: str
    om_id: int
    rubrik: str
    sista_dag: date
    underlag_sha256: str
    mottagare: tuple[MottagareFacts, ...]
    obesvarade: int
    synpunkter: frozenset[int]
    version_id: int | None = None
    avsnitt: Iterable[AvsnittFacts] = ()
    kommentarer: Iterable[SynpunktFacts] = ()

    def silent(self) -> tuple[str, ...]:
        """Return the names of those who have not answered, in order."""
        return tuple(mottagare.namn for mottagare in self.mottagare if mottagare.svar is None)

    def last_day(self) -> date:
        """Return the last day of the one who has longest."""
        return max((mottagare.sista_dag for mottagare in self.mottagare), default=self.sista_dag)


@dataclass(frozen=True, slots=True)
class AtagandeFacts:
    """One party's obligation.

    ``mottagare`` is the name people read; ``ansvariga`` the ids of those who answer for it; ``avstamd`` the day of its
    latest attestation, which was for ``avstamd_period`` (year and month).
    """

    id: int
    lage: str
    text: str
    beslut_id: int
    beslut_beteckning: str
    mottagare: str
    huvudman_id: int | None
    organ_id: int | None
    person_id: int | None
    sektor: str | None
    ansvar_organ_id: int | None
    delegat_id: int | None
    svar: SvarSlag
    form: FristForm
    senast: date | None
    manader: tuple[int, ...]
    verifierare_id: int | None
    rapporterad_av: int | None
    avstamd: date | None
    avstamd_period: str = ""
    ansvariga: frozenset[int] = frozenset()

    @property
    def standing(self) -> bool:
        """Tell whether the obligation recurs or holds until further notice."""
        return self.form in {FristForm.ATERKOMMANDE, FristForm.TILLS_VIDARE}


@dataclass(frozen=True, slots=True)
class DelgivningFacts:
    """What one party that had nobody at a meeting is asked.

    ``huvudman`` is the name people read; ``ansvariga`` the ids of those who answer for it.
    """

    id: int
    mote_id: int
    huvudman_id: int
    invandning: str
    svarad_av: int | None
    huvudman: str
    ansvariga: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PunktFacts:
    """One item of an agenda."""

    id: int
    slag: PunktSlag
    rubrik: str
    om_id: int | None
    ordning: int
    utfall: PunktUtfall | None

    @property
    def anmals(self) -> bool:
        """Tell whether the item is there only to tell of something."""
        return self.slag is PunktSlag.STAENDE and self.rubrik.startswith(ANMALS)


@dataclass(frozen=True, slots=True)
class Named:
    """What the payload pointed at, looked up: people by field, organ by field, answers and files by id.

    ``ledamoter`` are the ids of the ledningsgrupp's ledamöter, when the payload names an organ it is to be sent to.
    """

    personer: Mapping[str, PersonFacts] = field(default_factory=dict)
    mote: MoteFacts | None = None
    fil_id: int | None = None
    tal: Decimal | None = None
    beslut: frozenset[str] = frozenset()
    avtal: Mapping[str, int] = field(default_factory=dict)
    ny_text: NyTextFacts | None = None
    ledamoter: tuple[int, ...] = ()
