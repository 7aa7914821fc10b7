"""What the steps of an ärende want to know."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from models import limits
from models.vocabulary import Hantering, MottagareSlag, RemissSlag, SvarSlag, Utfall
from workflows.deadlines import parse_due, within_calendar
from workflows.payloads.base import Lopande, Payload, Rad, SakNr, falt
from workflows.payloads.content import Content

Dag = Annotated[date, AfterValidator(within_calendar)]
MAX_RADER = 200


def _as_list(value: object) -> object:
    """Let a single word stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _readable_due(text: str) -> str:
    parse_due(text)
    return text


Hanteringar = Annotated[tuple[Hantering, ...], BeforeValidator(_as_list), Field(max_length=3)]
Tidsangivelse = Annotated[Rad, Field(max_length=100), AfterValidator(_readable_due)]


class Mottagare(Content):
    """One addressee of an åtagande or a remiss.

    ``kod`` is a huvudman's or organ's code or name, or a person's address.
    """

    slag: MottagareSlag
    kod: Annotated[Rad, Field(min_length=1, max_length=limits.EPOST)]
    sektor: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


Mottagarval = Literal["alla", "kommuner", "regioner"] | Annotated[tuple[Mottagare, ...], Field(max_length=MAX_RADER)]


class Uppgift(Content):
    """One thing a decision says shall be done: it becomes one åtagande for each addressee."""

    text: Annotated[Lopande, Field(min_length=1, max_length=limits.KORT_TEXT)]
    mottagare: Mottagarval = "alla"
    svar: SvarSlag = SvarSlag.JA
    senast: Tidsangivelse
    verifieras_av: Annotated[Rad, Field(max_length=limits.EPOST)] | None = None
    sektor: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


Uppgifter = Annotated[tuple[Uppgift, ...], Field(max_length=50)]


class Arendetext(Payload):
    """The words of an ärende, while it is a draft and when it is completed."""

    clears = True
    rubrik: Rad | None = falt("Rubrik", hjalp="Säg vad saken gäller.", longest=limits.RUBRIK)
    fraga: Lopande | None = falt("Fråga", "langtext", hjalp="Vad ska ⟨ledningsgrupp⟩ ta ställning till?")
    bakgrund: Lopande | None = falt("Bakgrund", "langtext")
    onskad_hantering: Hanteringar | None = falt("Önskad hantering", "kryss", val=Hantering)
    avsandare_organ: Rad | None = falt(
        "Avsändare", "organ", hjalp="Organet som skickar in ärendet.", longest=limits.NAMN
    )
    avsandare_namn: Rad | None = falt(
        "Ursprunglig frågeställare",
        hjalp="När frågan kommer från någon utanför, till exempel en invånare eller förening.",
        longest=limits.NAMN,
    )


class TaUpp(Payload):
    """AU takes the ärende up."""

    handlaggare: Rad | None = falt("Handläggare", "person", kravs="Välj en handläggare.", longest=limits.EPOST)
    siktar_pa: Dag | None = falt("Siktar på mötet", "datum", hjalp="Dagen för det möte där saken ska tas upp.")


class Skal(Payload):
    """A step that wants a reason."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class BegarKomplettering(Payload):
    """AU asks for more."""

    saknas: Lopande | None = falt("Vad saknas?", "langtext", kravs="Skriv vad som saknas.")


class Komplettera(Arendetext):
    """The sender adds what was missing."""

    komplettering: Lopande | None = falt("Komplettering", "langtext", hjalp="Svara på det som ⟨au⟩ undrar.")


class Avvisa(Payload):
    """AU's chair turns the ärende away."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")
    hanvisning: Lopande | None = falt(
        "Vart kan avsändaren vända sig?", "langtext", kravs="Skriv vart avsändaren kan vända sig."
    )


class Beredning(Payload):
    """What AU writes while it prepares."""

    clears = True
    bakgrund: Lopande | None = falt("Bakgrund", "langtext")
    foredragande: Rad | None = falt("Föredragande", hjalp="Den som drar ärendet på mötet.", longest=limits.NAMN)
    forslag_beslut: Lopande | None = falt("Förslag till beslut", "langtext")
    forslag_ataganden: Uppgifter | None = falt(
        "Föreslagna åtaganden", "ataganden", hjalp="Lämna tomt om beslutet inte ger några."
    )
    konsekvenser: Lopande | None = falt(
        "Konsekvenser", "langtext", hjalp="Ekonomi, juridik och verksamhet för var och en."
    )
    invanare: Lopande | None = falt("Så deltog invånare", "langtext", hjalp="Eller varför de inte deltog.")
    tidigare_beslut: tuple[Rad, ...] | None = falt(
        "Tidigare beslut i samma fråga", "rader", hjalp="Beslutsnummer, ett per rad."
    )
    handlaggare: Rad | None = falt("Handläggare", "person", longest=limits.EPOST)


class SkickaPaRemiss(Payload):
    """AU asks the parties."""

    sista_dag: Dag | None = falt("Sista svarsdag", "datum", kravs="Välj sista svarsdag.")
    mottagare: Mottagarval | None = falt("Mottagare", "huvudman", kravs="Välj vilka som ska tillfrågas.")
    slag: RemissSlag = falt("Slag av remiss", "val", val=RemissSlag, default=RemissSlag.TJANSTEMAN)
    fraga: Lopande | None = falt("Fråga till mottagarna", "langtext", hjalp="Lämna tomt för att ställa ärendets fråga.")


class PaDagordning(Payload):
    """The ärende goes to a meeting."""

    mote: SakNr | None = falt("Möte", "mote", kravs="Välj ett möte.")


class SentPaDagordning(PaDagordning):
    """The ärende goes to a meeting whose agenda is already sent."""

    skal: Lopande | None = falt(
        "Varför kan det inte vänta?", "langtext", kravs="Skriv varför det inte kan vänta.", longest=limits.KORT_TEXT
    )


class PaMotet(Payload):
    """A step taken at the meeting; ``mote`` may be left out, the ärende knows which."""

    mote: SakNr | None = falt("Möte", "mote")


class Besluta(PaMotet):
    """The decision."""

    utfall: Utfall | None = falt("Utfall", "val", val=Utfall, kravs="Välj bifall eller avslag.")
    beslutstext: Lopande | None = falt("Beslut", "langtext", kravs="Skriv beslutet.")
    ataganden: Uppgifter | None = falt("Åtaganden", "ataganden", hjalp="Vem ska göra vad, till när?")
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


class PaMotetMedSkal(PaMotet):
    """An item put off at the meeting."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Aterremiss(PaMotetMedSkal):
    """Back to preparation."""

    att_gora: Lopande | None = falt(
        "Vad ska göras?", "langtext", kravs="Skriv vad som ska göras innan ärendet kommer tillbaka."
    )


class FortsattDialog(PaMotet):
    """The dialogue goes on."""

    anteckning: Lopande | None = falt("Anteckning", "langtext", kravs="Skriv vad mötet kom fram till.")
    barare: Rad | None = falt(
        "Vem bär frågan vidare?", "organ", kravs="Välj vem som bär frågan vidare.", longest=limits.NAMN
    )
    aterkommer: Dag | None = falt("Återkommer senast", "datum", kravs="Välj när frågan ska komma tillbaka.")
    att_aterkomma_med: Lopande | None = falt(
        "Vad ska komma tillbaka?", "langtext", kravs="Skriv vad som ska komma tillbaka."
    )


class TillHandlingarna(PaMotet):
    """Noted."""

    anteckning: Lopande | None = falt("Anteckning", "langtext", kravs="Skriv vad mötet noterade.")
    medskick: Lopande | None = falt("Medskick", "langtext", hjalp="Något att ta med sig till en grupp.")
    medskick_till: Rad | None = falt("Medskicket går till", "organ", longest=limits.NAMN)


class Lyft(PaMotet):
    """Up to a political body."""

    forum: Rad | None = falt("Forum", "organ", kravs="Välj forum.", longest=limits.NAMN)
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Svarstext(Payload):
    """What came back."""

    svar: Lopande | None = falt("Vad blev svaret?", "langtext", kravs="Skriv vad som kom fram.")


class Nytt(Arendetext):
    """A new ärende: handed in at once, or kept as the author's own draft."""

    utkast: bool = falt("Spara som utkast", "ja", default=False)
