"""What the steps of a remiss want to know."""

from __future__ import annotations

from typing import Annotated, Protocol, Self

from pydantic import BeforeValidator, Field, model_validator

from models import limits
from models.vocabulary import Stallningstagande, SynpunktSvar
from workflows.ground.content import Content
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag, Mottagarval

MOST_COMMENTS = 100  # in one answer
MOST_AT_ONCE = 1000  # comments that one answer takes care of


class Synpunkt(Content):
    """One comment.

    ``avsnitt`` is the number or the key of the section it points at, "" for the whole; ``onskad``
    the wanted wording.
    """

    text: Annotated[Lopande, Field(max_length=limits.TEXT)] = ""
    avsnitt: Annotated[Rad, Field(max_length=limits.NYCKEL)] = ""
    onskad: Annotated[Lopande, Field(max_length=limits.TEXT)] = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text and not self.onskad:
            raise ValueError("Skriv en synpunkt eller en önskad lydelse.")
        return self


def _comment(value: object) -> object:
    """Let a text alone stand for a comment on the whole."""
    return {"text": value} if isinstance(value, str) else value


def _as_list(value: object) -> object:
    """Let one id stand for a list of one."""
    return [value] if isinstance(value, int | str) else value


Synpunkter = Annotated[
    tuple[Annotated[Synpunkt, BeforeValidator(_comment)], ...], Field(max_length=MOST_COMMENTS)
]
Utvalda = Annotated[tuple[RadNr, ...], BeforeValidator(_as_list), Field(max_length=MOST_AT_ONCE)]


class Svarstext(Payload):
    """The words of an answer, in a draft and when it is handed in.

    ``mottagare`` may be left out by someone who answers for exactly one. A party to a text that is
    revised may say which ``instans`` of its own decides, and which day that is planned
    (``planerat``).
    """

    mottagare: Rad | None = falt("Svar för", "huvudman", longest=limits.EPOST)
    stallningstagande: Stallningstagande | None = falt(
        "Ställningstagande", "val", val=Stallningstagande, kravs="Välj ett ställningstagande."
    )
    motivering: Lopande | None = falt(
        "Motivering",
        "langtext",
        hjalp="Avstyrker ni är skälet en synpunkt på hela texten, som får ett svar.",
        ibland="om ni avstyrker",
    )
    synpunkter: Synpunkter = falt(
        "Synpunkter",
        "synpunkter",
        hjalp="En synpunkt i varje ruta. Var och en får ett svar.",
        ibland="om ni tillstyrker med synpunkter",
        default=(),
    )
    instans: Rad | None = falt(
        "Beslutas hos er av",
        hjalp="Om texten behöver beslutas hos er: till exempel socialnämnden.",
        ibland="om ni planerar en dag för ert beslut",
        longest=limits.NAMN,
    )
    planerat: Dag | None = falt(
        "Planerad dag för ert beslut", "datum", hjalp="Om dagen är känd. Den går att ändra."
    )


class Svara(Svarstext):
    """A recipient's answer. ``utkast`` is the upplaga of the shared draft that was read."""

    utkast: Annotated[int, Field(ge=0, le=limits.HELTAL)] | None = falt("Utkastets upplaga", "tal")


class Remissutkast(Svara):
    """The shared draft as it shall stand. ``utkast`` is the upplaga that was read, 0 before there
    is one.
    """


class SvaraPaTelefon(Svarstext):
    """An answer the secretary wrote down."""

    mottagare: Rad | None = falt(
        "Svar för", "huvudman", kravs="Välj vem svaret gäller.", longest=limits.EPOST
    )


class SvaraPaPapper(SvaraPaTelefon):
    """An answer that came on paper or as a file."""

    fil: RadNr | None = falt("Svaret som fil", "fil", kravs="Lägg till svaret som fil.")


class Forlang(Payload):
    """A later last day for all."""

    sista_dag: Dag | None = falt("Ny sista svarsdag", "datum", kravs="Välj ny sista svarsdag.")
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Anstand(Forlang):
    """A later last day for one."""

    mottagare: Rad | None = falt(
        "Anstånd för", "huvudman", kravs="Välj vem som får anstånd.", longest=limits.EPOST
    )


class BesvaraSynpunkt(Payload):
    """How one comment, or several that say the same, are taken care of."""

    synpunkt: Utvalda | None = falt("Synpunkter", "kryss", kravs="Välj minst en synpunkt.")
    svar: SynpunktSvar | None = falt(
        "Så togs de om hand", "val", val=SynpunktSvar, kravs="Välj hur synpunkten togs om hand."
    )
    motivering: Lopande | None = falt(
        "Motivering", "langtext", ibland="om synpunkten inte bara noteras"
    )


class Aterkoppling(Payload):
    """What has changed since they answered, in the words their letters have."""

    andrat: Lopande | None = falt(
        "Vad har ändrats sedan de svarade?",
        "langtext",
        hjalp="Står i brevet till var och en som har svarat.",
    )


class NamnerMottagare(Protocol):
    """A step that concerns one recipient; who answers for only one needs not name it."""

    @property
    def mottagare(self) -> str | None:
        """A huvudman, an organ or a person's address."""


class LaggTillMottagare(Payload):
    """One more is asked about the same text."""

    mottagare: Mottagarval | None = falt(
        "Mottagare", "huvudman", kravs="Välj vilka som också ska tillfrågas."
    )
    sektor: Rad | None = falt(
        "Vem hos huvudmännen",
        hjalp="En fråga för skolan går till dem som svarar för skolan.",
        longest=limits.KOD,
    )
    sista_dag: Dag | None = falt(
        "Sista svarsdag", "datum", hjalp="Lämna tomt för samma dag som de andra."
    )


class SkickaVidare(Payload):
    """The question goes to somebody else at the same huvudman."""

    mottagare: Rad | None = falt("Huvudman", "huvudman", longest=limits.EPOST)
    sektor: Rad | None = falt(
        "Till den som svarar för",
        kravs="Välj vem hos huvudmannen som ska svara.",
        longest=limits.KOD,
    )
