"""What the steps of a revision want to know, up to the decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol

from pydantic import Field

from models import limits
from models.revisionsord import Andringsgrad
from models.vocabulary import AvtalSlag, Motpartsslag
from workflows.avtal.payloads import MedText, Rader
from workflows.ground.content import Content
from workflows.ground.payload import Epost, Lopande, Payload, Rad, falt
from workflows.handling import payloads as arende
from workflows.handling.payloads import Dag

_MOST_PARTIES = 60
Avtalstext = Annotated[Lopande, Field(max_length=limits.AVTALSTEXT)]
Konsekvenser = Annotated[
    dict[
        Annotated[Rad, Field(max_length=limits.NAMN)],
        Annotated[Lopande, Field(max_length=limits.TEXT)],
    ],
    Field(max_length=_MOST_PARTIES),
]
_ADDRESS = "Avtalets adress i registret."
Onskemal = Annotated[
    tuple[Annotated[Rad, Field(max_length=limits.KORT_TEXT)], ...],
    Field(max_length=_MOST_PARTIES),
]
_WISHES = "Ändringar som ingen synpunkt bad om"
_ONE_A_LINE = (
    "En per rad: vem som ville den, kolon och vad som ändras. Lämna tomt om synpunkter från"
    " remissen bad om allt."
)

_SIGNS_FOR_IT = "Den som skriver under för motparten"
_BY_LINK = "Den som skriver under får texten i ett brev, med en personlig länk."


class NyttIRegistret(Content):
    """An agreement that is not in the register yet."""

    rubrik: Annotated[Rad, Field(max_length=limits.RUBRIK)]
    slag: AvtalSlag
    agare: Annotated[Rad, Field(max_length=limits.NAMN)]
    parter: Rader


class NyRevision(Payload):
    """Somebody says that an agreement is old, or that there should be one."""

    avtal: Rad | None = falt("Avtal", hjalp=_ADDRESS, longest=limits.KOD)
    nytt: NyttIRegistret | None = falt(
        "Nytt avtal", "nytt_avtal", hjalp="Namn, slag, ansvarig grupp och parter."
    )
    orsak: Lopande | None = falt(
        "Varför?", "langtext", kravs="Skriv varför avtalet behöver ses över."
    )


_GRUPP = falt("Grupp", "organ", kravs="Välj vilken grupp som får uppdraget.", longest=limits.NAMN)
_MANDAT = falt(
    "Uppdrag",
    "langtext",
    hjalp="Vad gruppen ska göra, och vad som ligger utanför.",
    kravs="Skriv uppdraget.",
)
_MANDAT_TILL = falt("Uppdraget gäller till", "datum", kravs="Välj när uppdraget ska vara klart.")
_SIKTAR_PA = falt("Siktar på mötet", "datum", kravs="Välj vilket möte revisionen siktar på.")


class Prioritera(Payload):
    """AU says how urgent it is, who writes, and until when."""

    prioritet: Annotated[int, Field(ge=1, le=3)] | None = falt(
        "Prioritet",
        "tal",
        hjalp="1 är mest angeläget, 3 minst.",
        kravs="Välj prioritet 1, 2 eller 3.",
    )
    prioritet_skal: Rad | None = falt(
        "Varför?", kravs="Skriv en rad om varför.", hjalp="En rad.", longest=limits.KORT_TEXT
    )
    grupp: Rad | None = _GRUPP
    mandat: Lopande | None = _MANDAT
    mandat_till: Dag | None = _MANDAT_TILL
    siktar_pa: Dag | None = _SIKTAR_PA
    foredragande: Rad | None = falt(
        "Föredragande", hjalp="Den som drar förslaget på mötet.", longest=limits.NAMN
    )


class NyttUppdrag(Payload):
    """AU gives the mandate anew: to the same group with more time, or to another one."""

    skal: Rad | None = falt(
        "Varför?", kravs="Skriv en rad om varför.", hjalp="En rad.", longest=limits.KORT_TEXT
    )
    grupp: Rad | None = _GRUPP
    mandat: Lopande | None = _MANDAT
    mandat_till: Dag | None = _MANDAT_TILL
    siktar_pa: Dag | None = _SIKTAR_PA


class Avsta(Payload):
    """AU leaves the agreement as it is until the next look."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")
    oversyn: Dag | None = falt("Nästa översyn", "datum", kravs="Välj dag för nästa översyn.")


class Utkast(MedText):
    """The draft as one has written it, with the edition and the text one began from, so that
    nobody's words are lost.

    The history keeps hashes only.
    """

    edition = "upplaga"
    text: Avtalstext | None = falt(
        "Text",
        "langtext",
        hjalp="Rubriker skrivs med # framför.",
        kravs="Skriv texten.",
        longest=limits.AVTALSTEXT,
    )
    upplaga: Annotated[int, Field(ge=0, le=limits.HELTAL)] | None = falt(
        "Upplaga", "tal", hjalp="Den upplaga du började från."
    )
    bas: Avtalstext | None = falt(
        "Texten du började från",
        "langtext",
        hjalp="Behövs när någon annan har sparat under tiden.",
        longest=limits.AVTALSTEXT,
    )

    def said(self) -> dict[str, object]:
        """Return what was said, without the text it began from."""
        said = super().said()
        said.pop("bas", None)
        return said


class Externt(MedText):
    """A counterparty's own text."""

    text: Avtalstext | None = falt(
        "Motpartens text", "langtext", kravs="Lägg in motpartens text.", longest=limits.AVTALSTEXT
    )
    motpart: Rad | None = falt(
        "Motpart", kravs="Skriv vem som har skrivit texten.", longest=limits.NAMN
    )
    sammanfattning: Lopande | None = falt(
        "Sammanfattning", "langtext", kravs="Sammanfatta vad texten betyder för parterna."
    )
    motpartsslag: Motpartsslag = falt(
        "Vad motparten är", "val", val=Motpartsslag, default=Motpartsslag.ANNAN
    )
    kontakt: Rad | None = falt(
        _SIGNS_FOR_IT, ibland="om motparten inte är inskriven", longest=limits.NAMN
    )
    epost: Epost | None = falt(
        "E-post",
        "epost",
        hjalp=_BY_LINK,
        ibland="om motparten inte är inskriven",
        longest=limits.EPOST,
    )
    andring: Andringsgrad = falt(
        "Så mycket ändras", "val", val=Andringsgrad, default=Andringsgrad.SAKLIG
    )


class Motpart(Payload):
    """A party to the text that is no huvudman, and who signs for it."""

    namn: Rad | None = falt("Motpart", kravs="Skriv vem motparten är.", longest=limits.NAMN)
    slag: Motpartsslag | None = falt(
        "Vad motparten är", "val", val=Motpartsslag, kravs="Välj vad motparten är."
    )
    kontakt: Rad | None = falt(
        _SIGNS_FOR_IT, kravs="Skriv vem som skriver under för motparten.", longest=limits.NAMN
    )
    epost: Epost | None = falt(
        "E-post",
        "epost",
        hjalp=_BY_LINK,
        kravs="Skriv e-postadressen till den som skriver under.",
        longest=limits.EPOST,
    )
    fler: Onskemal | None = falt(
        "Fler som kan skriva under",
        "rader",
        hjalp="Namn och e-post, en per rad: Anna Ek <anna.ek@hogskolan.se>. Ett svar räcker, och de"
        " andra får veta.",
    )


class Forslag(Payload):
    """The group hands its draft over."""

    sammanfattning: Lopande | None = falt(
        "Sammanfattning av ändringarna", "langtext", kravs="Sammanfatta vad som ändras."
    )
    konsekvenser: Konsekvenser | None = falt(
        "Konsekvenser",
        "konsekvenser",
        hjalp="Ekonomi, juridik och verksamhet, för var och en av parterna.",
    )
    invanare: Lopande | None = falt(
        "Så deltog invånare",
        "langtext",
        kravs="Skriv hur invånare deltog, eller varför de inte gjorde det.",
    )
    andring: Andringsgrad | None = falt(
        "Så mycket ändras", "val", val=Andringsgrad, kravs="Välj hur mycket texten ändras."
    )
    utover: Onskemal | None = falt(_WISHES, "rader", hjalp=_ONE_A_LINE)


class PaRemiss(arende.SkickaPaRemiss):
    """AU asks the parties about exactly the newest locked text."""

    fraga: Lopande | None = falt(
        "Fråga till mottagarna",
        "langtext",
        hjalp="Lämna tomt för att fråga om ni ställer er bakom texten.",
    )


class FragaIgen(PaRemiss):
    """AU asks those it concerns about what has changed since they answered."""

    fraga: Lopande | None = falt(
        "Fråga till mottagarna",
        "langtext",
        hjalp="Lämna tomt för att fråga om det som har ändrats sedan de svarade.",
    )


class Slutligt(MedText):
    """The text that goes to a meeting: the newest locked one, or one more."""

    text: Avtalstext | None = falt(
        "Slutlig text",
        "langtext",
        hjalp="Lämna tomt om den senaste texten är den slutliga.",
        longest=limits.AVTALSTEXT,
    )
    sammanfattning: Lopande | None = falt("Vad har ändrats sedan sist?", "langtext")
    andring: Andringsgrad | None = falt(
        "Så mycket ändras",
        "val",
        val=Andringsgrad,
        ibland="om texten är ändrad sedan den senaste versionen",
    )
    utover: Onskemal | None = falt(_WISHES, "rader", hjalp=_ONE_A_LINE)
    ikraft: Dag | None = falt("Föreslås gälla från", "datum")


# What makes locking a final text reach more people than it does anyway, and an example of it.
I_SAK = (
    (
        "Ändras texten i sak utan att en synpunkt bad om det",
        Slutligt(andring=Andringsgrad.SAKLIG, text="Ny text.", utover=("Någon: något.",)),
    ),
)


class BeslutaText(arende.Besluta):
    """The decision on a text."""

    ikraft: Dag | None = falt(
        "Gäller från", "datum", hjalp="Lämna tomt för att hålla fast vid förslagets dag."
    )
    parter_beslutar: Literal["alla", "inga"] | Rader | None = falt(
        "Parter som beslutar för egen del",
        "rader",
        hjalp=(
            "alla, inga eller en huvudman per rad. Lämna tomt för det vanliga: alla när texten ska"
            " skrivas under, annars de som har sagt var de beslutar."
        ),
    )


class AvslutaRevision(Payload):
    """AU closes a revision that everybody has carried out."""

    oversyn: Dag | None = falt(
        "Nästa översyn", "datum", hjalp="Lämna tomt för det länsprofilen säger."
    )


class GerUppdrag(Protocol):
    """A step that gives a group its mandate."""

    @property
    def grupp(self) -> str | None:
        """Which group."""

    @property
    def mandat(self) -> str | None:
        """What it is to do."""

    @property
    def mandat_till(self) -> date | None:
        """Until when."""

    @property
    def siktar_pa(self) -> date | None:
        """The day of the meeting it aims at."""


class SerOver(Protocol):
    """A step that says when the agreement is looked at next."""

    @property
    def oversyn(self) -> date | None:
        """The day."""


class LaserText(Protocol):
    """A step that locks a text."""

    @property
    def andring(self) -> Andringsgrad | None:
        """How much is changed."""

    @property
    def sammanfattning(self) -> str | None:
        """What is changed."""
