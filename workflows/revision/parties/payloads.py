"""What the parties and the ledamöter are asked about the text of a revision."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from models import limits
from models.revisionsord import Godkannandeord, Partsutfall
from workflows.ground.payload import Epost, Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag, Kontrollvarde, VidMotet

_OWN = "Lämna tomt om det gäller din egen organisation."


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
        "Villkor",
        "langtext",
        hjalp="Vad som behöver ändras för ett ja.",
        ibland="om ni säger ja på villkor",
    )
    ny_dag: Dag | None = falt(
        "Tas upp igen",
        "datum",
        hjalp="Den dag instansen tar upp det igen.",
        ibland="om instansen återremitterar",
    )
    fil: RadNr | None = falt("Protokollsutdrag", "fil")


class Partsplan(Payload):
    """Where and when one of a party's instanser means to decide. Another name is another instans,
    where it is not said that it stands in the place of one.
    """

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    instans: Rad | None = falt(
        "Instans",
        hjalp="Till exempel socialnämnden.",
        kravs="Skriv vilken instans hos er som beslutar.",
        longest=limits.NAMN,
    )
    planerat: Dag | None = falt("Planerad dag", "datum", hjalp="Den dag instansen väntas besluta.")
    efter: Rad | None = falt(
        "Beslutar efter",
        hjalp="Lämna tomt om instansen inte behöver vänta på någon annan hos er.",
        longest=limits.NAMN,
    )
    i_stallet_for: Rad | None = falt(
        "I stället för",
        hjalp="Lämna tomt om instansen är en till.",
        longest=limits.NAMN,
    )


class PlanUrSvar(Payload):
    """Where and when a party means to decide, as its remissvar says; the first of its instanser."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    instans: Rad | None = falt("Instans", longest=limits.NAMN)
    planerat: Dag | None = falt("Planerad dag", "datum")


class StrykInstans(Payload):
    """One of those a party has named does not decide after all."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    instans: Rad | None = falt(
        "Instans", kravs="Välj vilken instans som inte ska besluta.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class HarInstans(Protocol):
    """A step that names one of a party's instanser."""

    @property
    def part(self) -> str | None:
        """Whose."""

    @property
    def instans(self) -> str | None:
        """Which."""


class Planerar(HarInstans, Protocol):
    """A step that says when an instans means to decide."""

    @property
    def planerat(self) -> date | None:
        """The day."""


class SlappPart(VidMotet):
    """The others decide to go on without a party."""

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
        "Dag då behörigheten beslutades", "datum", kravs="Välj vilken dag behörigheten beslutades."
    )


class AngeUndertecknare(Payload):
    """Who signs for a party, and by what right; said by those who answer for it."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
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

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
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

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class SigneraPaPapper(Underskrift):
    """A signature on paper, scanned and attested."""

    fil: RadNr | None = falt("Inläst papper", "fil", kravs="Bifoga det undertecknade papperet.")


class AvstaSignera(Payload):
    """A party does not sign."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class MotpartenAvstar(Payload):
    """One that is no huvudman has said that it does not sign."""

    part: Rad | None = falt(
        "Motpart", "huvudman", kravs="Välj vilken motpart det gäller.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class SagerBehorighet(Protocol):
    """A step that says by what right somebody signs."""

    @property
    def behorighet_datum(self) -> date | None:
        """Since when."""
