"""What the parties and the ledamöter are asked about the text of a revision."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from models import limits
from models.revisionsord import Godkannandeord, Partsutfall
from workflows.ground.payload import Epost, Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag, Kontrollvarde, VidMotet
from workflows.instanser.payloads import COMES_BACK, DAY, DECIDED_BY, MINUTES, PARAGRAF, PART


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
    text: Lopande | None = falt(
        "Anmärkning eller invändning", "langtext", ibland="om du har en anmärkning eller invänder"
    )
    onskad: Lopande | None = falt("Önskad lydelse", "langtext")


class Partsbeslut(Payload):
    """What a party's own instans decided."""

    part: Rad | None = PART
    instans: Rad | None = DECIDED_BY
    datum: Dag | None = DAY
    paragraf: Rad | None = PARAGRAF
    utfall: Partsutfall | None = falt(
        "Utfall", "val", val=Partsutfall, kravs="Välj vad instansen beslutade."
    )
    villkor: Lopande | None = falt(
        "Villkor",
        "langtext",
        hjalp="Vad som behöver ändras för ett ja.",
        ibland="om ni säger ja på villkor",
    )
    ny_dag: Dag | None = COMES_BACK
    fil: RadNr | None = MINUTES


class PlanUrSvar(Payload):
    """Where and when a party means to decide, as its remissvar says; the first of its instanser."""

    part: Rad | None = PART
    instans: Rad | None = falt("Instans", longest=limits.NAMN)
    planerat: Dag | None = falt("Planerad dag", "datum", ibland="när parterna beslutar")


class SlappPart(VidMotet):
    """The others decide to go on without a party."""

    part: Rad | None = falt(
        "Part", "huvudman", kravs="Välj vilken part det gäller.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Underskrift(Payload):
    """Who signs for a party, and by what right."""

    part: Rad | None = PART
    namn: Rad | None = falt("Namn", kravs="Skriv vem som skriver under.", longest=limits.NAMN)
    befattning: Rad | None = falt("Befattning", kravs="Skriv befattningen.", longest=limits.NAMN)
    behorighet: Rad | None = falt(
        "Behörighet",
        hjalp="Delegation eller paragraf, till exempel Kommunstyrelsens delegationsordning 4.2.",
        kravs="Skriv vad som ger rätt att skriva under.",
        longest=limits.KORT_TEXT,
    )
    behorighet_datum: Dag | None = falt(
        "Dag då behörigheten beslutades", "datum", kravs="Välj vilken dag behörigheten beslutades."
    )


class AngeUndertecknare(Payload):
    """Who signs for a party, and by what right; said by those who answer for it."""

    part: Rad | None = PART
    namn: Rad | None = falt("Namn", kravs="Skriv vem som skriver under.", longest=limits.NAMN)
    epost: Epost | None = falt(
        "E-post",
        "epost",
        hjalp="Den som skriver under får texten i ett brev, med en personlig länk.",
        kravs="Skriv e-postadressen till den som skriver under.",
        longest=limits.EPOST,
    )
    befattning: Rad | None = falt("Befattning", kravs="Skriv befattningen.", longest=limits.NAMN)
    behorighet: Rad | None = falt(
        "Behörighet",
        hjalp="Delegation eller paragraf, till exempel Kommunstyrelsens delegationsordning 4.2.",
        kravs="Skriv vad som ger rätt att skriva under.",
        longest=limits.KORT_TEXT,
    )
    behorighet_datum: Dag | None = falt(
        "Dag då behörigheten beslutades", "datum", kravs="Välj vilken dag behörigheten beslutades."
    )


class Signera(Payload):
    """A party signs exactly the text it has read. By what right stands with who signs, where the
    party has said who that is; a chef who signs says it here.
    """

    part: Rad | None = PART
    namn: Rad | None = falt("Namn", longest=limits.NAMN)
    befattning: Rad | None = falt("Befattning", longest=limits.NAMN)
    behorighet: Rad | None = falt(
        "Behörighet",
        hjalp="Delegation eller paragraf, till exempel Kommunstyrelsens delegationsordning 4.2.",
        longest=limits.KORT_TEXT,
    )
    behorighet_datum: Dag | None = falt("Dag då behörigheten beslutades", "datum")
    sha256: Kontrollvarde | None = falt(
        "Textens kontrollvärde",
        hjalp="Visar vilken text du har läst.",
        kravs="Läs texten och skicka med dess kontrollvärde.",
        longest=64,
    )


class AtertaUnderskrift(Payload):
    """A party takes back what it has signed, until all have."""

    part: Rad | None = PART
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class SigneraPaPapper(Underskrift):
    """A signature on paper, scanned and attested."""

    fil: RadNr | None = falt("Inläst papper", "fil", kravs="Bifoga det undertecknade papperet.")


class AvstaSignera(Payload):
    """A party does not sign."""

    part: Rad | None = PART
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class MotpartenAvstar(Payload):
    """One that is no huvudman has said that it does not sign."""

    part: Rad | None = falt(
        "Motpart", "huvudman", kravs="Välj vilken motpart det gäller.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class MotpartUrRegistret(Payload):
    """One that is no huvudman has become a party in the register."""

    motpart: Rad | None = falt("Motpart", longest=limits.KORT_TEXT)


class SagerBehorighet(Protocol):
    """A step that says by what right somebody signs."""

    @property
    def behorighet_datum(self) -> date | None:
        """Since when."""
