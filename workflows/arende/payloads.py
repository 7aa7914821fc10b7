"""What the steps of an ärende want to know."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Protocol

from pydantic import BeforeValidator, Field

from models import limits
from models.revisionsord import Godkannandeord
from models.vocabulary import Avsandarkanal, Hantering
from workflows.ground.payload import Epost, Lopande, Payload, Rad, falt
from workflows.handling.payloads import Dag, Kontrollvarde, PaMotet, Uppgift, Uppgifter


def _as_list(value: object) -> object:
    """Let a single word stand for a list of one."""
    return [value] if isinstance(value, str) else value


Hanteringar = Annotated[tuple[Hantering, ...], BeforeValidator(_as_list), Field(max_length=3)]


class Fragetext(Payload):
    """The words of an ärende, while it is a draft and when it is completed."""

    clears = True
    rubrik: Rad | None = falt("Rubrik", hjalp="Säg vad saken gäller.", longest=limits.RUBRIK)
    fraga: Lopande | None = falt(
        "Fråga", "langtext", hjalp="Vad ska ⟨ledningsgrupp⟩ ta ställning till?"
    )
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


_EPOST = falt(
    "Frågeställarens e-post",
    "epost",
    hjalp="Dit går breven om ärendet. Den som saknar konto svarar genom en länk i brevet.",
    longest=limits.EPOST,
)
_KANAL = falt("Vem är frågeställaren?", "val", val=Avsandarkanal)


class Arendetext(Fragetext):
    """The words of an ärende, and where somebody outside is reached."""

    avsandare_epost: Epost | None = _EPOST
    avsandare_kanal: Avsandarkanal | None = _KANAL


class TaUpp(Payload):
    """AU takes the ärende up."""

    handlaggare: Rad | None = falt(
        "Handläggare", "person", kravs="Välj en handläggare.", longest=limits.EPOST
    )
    siktar_pa: Dag | None = falt(
        "Siktar på mötet", "datum", hjalp="Dagen för det möte där saken ska tas upp."
    )


class Arendeprioritet(Payload):
    """AU says how urgent an ärende is."""

    prioritet: Annotated[int, Field(ge=1, le=3)] | None = falt(
        "Prioritet",
        "tal",
        hjalp="1 är mest angeläget, 3 minst.",
        kravs="Välj prioritet 1, 2 eller 3.",
    )
    prioritet_skal: Rad | None = falt(
        "Varför?", kravs="Skriv en rad om varför.", hjalp="En rad.", longest=limits.KORT_TEXT
    )


class Arenderattning(Payload):
    """What AU corrects in an ärende that has been handed in; what is left empty stays as it is."""

    rubrik: Rad | None = falt("Rubrik", longest=limits.RUBRIK)
    fraga: Lopande | None = falt("Fråga", "langtext")
    siktar_pa: Dag | None = falt("Siktar på mötet", "datum")
    avsandare_namn: Rad | None = falt("Ursprunglig frågeställare", longest=limits.NAMN)
    avsandare_epost: Epost | None = _EPOST
    avsandare_kanal: Avsandarkanal | None = _KANAL
    utan_epost: bool = falt("Ta bort frågeställarens e-post", "ja", default=False)

    @property
    def new_address(self) -> str | None:
        """What the address becomes: "" where it is taken away, None where nothing is said of it."""
        return "" if self.utan_epost else self.avsandare_epost


class Siktar(Protocol):
    """A step that says which meeting an ärende aims at."""

    @property
    def siktar_pa(self) -> date | None:
        """The day of the meeting."""


class BegarKomplettering(Payload):
    """AU asks for more."""

    saknas: Lopande | None = falt("Vad saknas?", "langtext", kravs="Skriv vad som saknas.")


class Komplettera(Fragetext):
    """The sender adds what was missing."""

    komplettering: Lopande | None = falt(
        "Komplettering",
        "langtext",
        hjalp="Svara på det som ⟨au⟩ undrar.",
        ibland="om du inte ändrar något annat",
    )


class Avvisa(Payload):
    """AU's chair turns the ärende away."""

    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")
    hanvisning: Lopande | None = falt(
        "Vart kan avsändaren vända sig?", "langtext", kravs="Skriv vart avsändaren kan vända sig."
    )


_FOR_BESLUT = "när ett ärende för beslut färdigbereds"


class Beredning(Payload):
    """What AU writes while it prepares."""

    clears = True
    bakgrund: Lopande | None = falt("Bakgrund", "langtext")
    foredragande: Rad | None = falt(
        "Föredragande",
        hjalp="Den som drar ärendet på mötet.",
        ibland="när ärendet färdigbereds",
        longest=limits.NAMN,
    )
    forslag_beslut: Lopande | None = falt("Förslag till beslut", "langtext", ibland=_FOR_BESLUT)
    forslag_ataganden: Uppgifter | None = falt(
        "Föreslagna åtaganden", "ataganden", hjalp="Lämna tomt om beslutet inte ger några."
    )
    konsekvenser: Lopande | None = falt(
        "Konsekvenser",
        "langtext",
        hjalp="Ekonomi, juridik och verksamhet för var och en.",
        ibland=_FOR_BESLUT,
    )
    invanare: Lopande | None = falt(
        "Så deltog invånare",
        "langtext",
        hjalp="Eller varför de inte deltog.",
        ibland=_FOR_BESLUT,
    )
    tidigare_beslut: tuple[Rad, ...] | None = falt(
        "Tidigare beslut i samma fråga", "rader", hjalp="Beslutsnummer, ett per rad."
    )
    handlaggare: Rad | None = falt("Handläggare", "person", longest=limits.EPOST)
    berord_sektor: Rad | None = falt(
        "Rör särskilt",
        hjalp="De som annars inte är med kallas till mötet, och godkänner där det krävs.",
        longest=limits.KOD,
    )

    @property
    def uppgifter(self) -> tuple[Uppgift, ...]:
        """What the parties are proposed to do."""
        return self.forslag_ataganden or ()

    @property
    def namnda_beslut(self) -> tuple[str, ...]:
        """The decisions it is linked to."""
        return self.tidigare_beslut or ()


class GodkannUnderlag(Payload):
    """What a ledamot says of exactly one underlag."""

    sha256: Kontrollvarde | None = falt(
        "Underlagets kontrollvärde",
        hjalp="Visar vilket underlag du har läst.",
        kravs="Läs underlaget och skicka med dess kontrollvärde.",
        longest=64,
    )
    person: Rad | None = falt(
        "Ledamot", "person", hjalp="Lämna tomt om det gäller dig själv.", longest=limits.EPOST
    )
    ord: Godkannandeord | None = falt(
        "Ditt besked", "val", val=Godkannandeord, kravs="Välj ett besked."
    )
    text: Lopande | None = falt(
        "Anmärkning eller invändning", "langtext", ibland="om du har en anmärkning eller invänder"
    )


class TillHandlingarna(PaMotet):
    """Noted."""

    anteckning: Lopande | None = falt("Anteckning", "langtext", kravs="Skriv vad mötet noterade.")
    medskick: Lopande | None = falt(
        "Medskick", "langtext", hjalp="Något att ta med sig till en grupp."
    )
    medskick_till: Rad | None = falt(
        "Medskicket går till", "organ", ibland="om något skickas med", longest=limits.NAMN
    )
    svar_till: Dag | None = falt(
        "Svaret på medskicket tas upp på mötet",
        "datum",
        hjalp="Lämna tomt för nästa möte.",
    )
    inget_svar: bool = falt("Inget svar på medskicket väntas", "ja", default=False)


class Nytt(Arendetext):
    """A new ärende: handed in at once, or kept as the author's own draft."""

    utkast: bool = falt("Spara som utkast", "ja", default=False)


_EDITS = frozenset({*Arendetext.model_fields, *Beredning.model_fields})
for _one in (Arendetext, Arenderattning, Komplettera, Beredning, Nytt):
    _one.edits = _EDITS
