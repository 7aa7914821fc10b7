"""What the parties and the ledamöter are asked about the text of a revision."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models import limits
from models.revisionsord import Godkannandeord, Partsutfall
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag

_OWN = "Lämna tomt om det gäller din egen organisation."
Kontrollvarde = Annotated[Rad, Field(pattern=r"^[0-9a-f]{64}$")]


class Godkann(Payload):
    """What a ledamot says of exactly one text."""

    version: RadNr | None = falt("Version", "tal", kravs="Säg vilken version det gäller.")
    person: Rad | None = falt(
        "Ledamot", "person", hjalp="Lämna tomt om det gäller dig själv.", longest=limits.EPOST
    )
    ord: Godkannandeord | None = falt(
        "Ditt besked", "val", val=Godkannandeord, kravs="Välj ett besked."
    )
    avsnitt: Rad | None = falt("Avsnitt", hjalp="Vilket avsnitt det gäller.", longest=limits.RUBRIK)
    text: Lopande | None = falt("Anmärkning eller invändning", "langtext")
    onskad: Lopande | None = falt("Önskad lydelse", "langtext")


class Partsbeslut(Payload):
    """What a party's own instans decided."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    instans: Rad | None = falt(
        "Instans",
        hjalp="Till exempel socialnämnden.",
        kravs="Skriv vilken instans som beslutade.",
        longest=limits.NAMN,
    )
    datum: Dag | None = falt("Dag", "datum", kravs="Välj vilken dag instansen beslutade.")
    paragraf: Rad | None = falt(
        "Paragraf",
        hjalp="Till exempel § 112.",
        kravs="Skriv beslutets paragraf.",
        longest=limits.KOD,
    )
    utfall: Partsutfall | None = falt(
        "Utfall", "val", val=Partsutfall, kravs="Välj vad instansen beslutade."
    )
    villkor: Lopande | None = falt(
        "Villkor", "langtext", hjalp="Vad som behöver ändras för ett ja."
    )
    fil: RadNr | None = falt("Protokollsutdrag", "fil")


class Partsplan(Payload):
    """Where and when a party means to decide."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    instans: Rad | None = falt(
        "Instans",
        hjalp="Till exempel socialnämnden.",
        kravs="Skriv vilken instans hos er som beslutar.",
        longest=limits.NAMN,
    )
    planerat: Dag | None = falt("Planerad dag", "datum", hjalp="Den dag instansen väntas besluta.")


class SlappPart(Payload):
    """AU lets a party go: the others go on without it."""

    part: Rad | None = falt(
        "Part", "huvudman", kravs="Välj vilken part det gäller.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Underskrift(Payload):
    """Who signs for a party, and by what right."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    namn: Rad | None = falt("Namn", kravs="Skriv vem som skriver under.", longest=limits.NAMN)
    befattning: Rad | None = falt("Befattning", kravs="Skriv befattningen.", longest=limits.NAMN)
    behorighet: Rad | None = falt(
        "Behörighet",
        hjalp="Delegation eller paragraf, till exempel Kommunstyrelsens delegationsordning 4.2.",
        kravs="Skriv vad som ger rätt att skriva under.",
        longest=limits.KORT_TEXT,
    )
    behorighet_datum: Dag | None = falt(
        "Behörigheten beslutad", "datum", kravs="Välj vilken dag behörigheten beslutades."
    )


class Signera(Underskrift):
    """A party signs exactly the text it has read."""

    sha256: Kontrollvarde | None = falt(
        "Textens kontrollvärde",
        hjalp="Visar vilken text du har läst.",
        kravs="Läs texten och skicka med dess kontrollvärde.",
        longest=64,
    )


class SigneraPaPapper(Underskrift):
    """A signature on paper, scanned and attested."""

    fil: RadNr | None = falt("Inläst papper", "fil", kravs="Bifoga det undertecknade papperet.")


class AvstaSignera(Payload):
    """A party does not sign."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")
