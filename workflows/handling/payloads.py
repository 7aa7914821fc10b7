"""What the steps that an ärende and a revision share want to know."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol

from pydantic import AfterValidator, Field

from models import limits
from models.vocabulary import MottagareSlag, RemissSlag, SvarSlag, Utfall
from workflows.ground.content import Content
from workflows.ground.deadlines import parse_due, within_calendar
from workflows.ground.payload import LOCKED, Lopande, Payload, Rad, SakNr, falt

Dag = Annotated[date, AfterValidator(within_calendar)]

MAX_RADER = 200
Kontrollvarde = Annotated[Rad, Field(pattern=r"^[0-9a-f]{64}$")]  # of a text that was read


def _readable_due(text: str) -> str:
    parse_due(text)
    return text


Tidsangivelse = Annotated[Rad, Field(max_length=100), AfterValidator(_readable_due)]


class Mottagare(Content):
    """One addressee of an åtagande or a remiss.

    ``kod`` is a huvudman's or organ's code or name, or a person's address.
    """

    slag: MottagareSlag
    kod: Annotated[Rad, Field(min_length=1, max_length=limits.EPOST)]
    sektor: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


Mottagarval = (
    Literal["alla", "kommuner", "regioner"]
    | Annotated[tuple[Mottagare, ...], Field(max_length=MAX_RADER)]
)


class Uppgift(Content):
    """One thing a decision says shall be done: it becomes one åtagande for each addressee."""

    text: Annotated[Lopande, Field(min_length=1, max_length=limits.KORT_TEXT)]
    mottagare: Mottagarval = "alla"
    svar: SvarSlag = SvarSlag.JA
    senast: Tidsangivelse
    verifieras_av: Annotated[Rad, Field(max_length=limits.EPOST)] | None = None
    sektor: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


Uppgifter = Annotated[tuple[Uppgift, ...], Field(max_length=50)]


class GerUppgifter(Protocol):
    """A step that says what shall be done, or proposes it."""

    @property
    def uppgifter(self) -> tuple[Uppgift, ...]:
        """What shall be done."""


class NamnerBeslut(Protocol):
    """A step that names earlier decisions."""

    @property
    def namnda_beslut(self) -> tuple[str, ...]:
        """The numbers of the decisions."""


class Skal(Payload):
    """A step that wants a reason."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class VidMotet(Payload):
    """What is decided together: at which open meeting."""

    mote: Annotated[SakNr | None, LOCKED] = falt(
        "Möte", "mote", kravs="Välj mötet där det beslutas."
    )


class SkalVidMotet(VidMotet, Skal):
    """What is decided together, with its reason."""


class Uppskjutet(Payload):
    """What is to come back comes back from another day on."""

    aterkommer: Dag | None = falt("Kommer tillbaka", "datum", kravs="Välj dag.")


class Vila(Uppskjutet):
    """What is to come back rests until a day."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class SkickaPaRemiss(Payload):
    """AU asks the parties."""

    sista_dag: Dag | None = falt("Sista svarsdag", "datum", kravs="Välj sista svarsdag.")
    mottagare: Mottagarval | None = falt(
        "Mottagare", "huvudman", kravs="Välj vilka som ska tillfrågas."
    )
    sektor: Rad | None = falt(
        "Vem hos huvudmännen",
        hjalp="En fråga för skolan går till dem som svarar för skolan.",
        longest=limits.KOD,
    )
    slag: RemissSlag = falt("Slag av remiss", "val", val=RemissSlag, default=RemissSlag.TJANSTEMAN)
    fraga: Lopande | None = falt(
        "Fråga till mottagarna", "langtext", hjalp="Lämna tomt för att ställa ärendets fråga."
    )


class PaDagordning(Payload):
    """The ärende goes to a meeting."""

    mote: Annotated[SakNr | None, LOCKED] = falt("Möte", "mote", kravs="Välj ett möte.")


class SentPaDagordning(PaDagordning):
    """The ärende goes to a meeting whose agenda is already sent."""

    skal: Lopande | None = falt(
        "Varför kan det inte vänta?",
        "langtext",
        kravs="Skriv varför det inte kan vänta.",
        longest=limits.KORT_TEXT,
    )


class PaMotet(Payload):
    """A step taken at the meeting; ``mote`` may be left out, the ärende knows which."""

    mote: Annotated[SakNr | None, LOCKED] = falt("Möte", "mote")


class Besluta(PaMotet):
    """The decision."""

    utfall: Utfall | None = falt("Utfall", "val", val=Utfall, kravs="Välj bifall eller avslag.")
    beslutstext: Lopande | None = falt("Beslut", "langtext", kravs="Skriv beslutet.")
    ataganden: Uppgifter | None = falt(
        "Åtaganden", "ataganden", hjalp="Vem ska göra vad, till när?"
    )
    inga_ataganden: bool = falt("Beslutet ger inga åtaganden", "ja", default=False)
    inriktning: bool = falt(
        "Inriktningsbeslut",
        "ja",
        hjalp="Pekar ut en gemensam riktning. Varje huvudman beslutar själv om resten.",
        default=False,
    )
    ersatter: tuple[Rad, ...] = falt(
        "Ersätter tidigare beslut", "rader", hjalp="Beslutsnummer, ett per rad.", default=()
    )

    @property
    def uppgifter(self) -> tuple[Uppgift, ...]:
        """What the parties shall do."""
        return self.ataganden or ()

    @property
    def namnda_beslut(self) -> tuple[str, ...]:
        """The decisions it replaces."""
        return self.ersatter


class PaMotetMedSkal(PaMotet):
    """An item put off at the meeting."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Aterremiss(PaMotetMedSkal):
    """Back to preparation."""

    att_gora: Lopande | None = falt(
        "Vad ska göras?", "langtext", kravs="Skriv vad som ska göras innan det tas upp igen."
    )


class GerVidare(Protocol):
    """A step that lets somebody carry the question on."""

    @property
    def barare(self) -> str | None:
        """Who carries it."""

    @property
    def aterkommer(self) -> date | None:
        """When it is to come back."""


class SkickarMed(Protocol):
    """A step that sends something with a group."""

    @property
    def medskick(self) -> str | None:
        """What it takes along."""

    @property
    def medskick_till(self) -> str | None:
        """Who takes it along."""


class Lyfter(Protocol):
    """A step that lifts the question to a political body."""

    @property
    def forum(self) -> str | None:
        """Which body."""
