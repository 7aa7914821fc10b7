"""What each party is asked about the next period of an agreement."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from models import limits
from models.revisionsord import Partsutfall
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag

_OWN = "Lämna tomt om det gäller din egen organisation."


class Forlangningsplan(Payload):
    """Where and when one of a party's instanser means to decide about the next period."""

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
        "I stället för", hjalp="Lämna tomt om instansen är en till.", longest=limits.NAMN
    )


class StruketBeslut(Payload):
    """One of those a party has named does not decide after all."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    instans: Rad | None = falt(
        "Instans", kravs="Välj vilken instans som inte ska besluta.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.", longest=limits.KORT_TEXT)


class Forlangningsbesked(Payload):
    """What one of a party's instanser decided about exactly the next period."""

    part: Rad | None = falt("Part", "huvudman", hjalp=_OWN, longest=limits.NAMN)
    till: Dag | None = falt(
        "Förlängs till och med", "datum", kravs="Skriv till vilken dag beslutet förlänger avtalet."
    )
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
        "Utfall",
        "val",
        val=Partsutfall,
        hjalp="Besluten ska vara lika: ett ja på villkor förlänger inte avtalet.",
        kravs="Välj vad instansen beslutade.",
    )
    skal: Lopande | None = falt(
        "Skäl", "langtext", ibland="om ni inte säger ja", longest=limits.KORT_TEXT
    )
    ny_dag: Dag | None = falt(
        "Tas upp igen",
        "datum",
        hjalp="Den dag instansen tar upp det igen.",
        ibland="vid återremiss",
    )
    fil: RadNr | None = falt("Protokollsutdrag", "fil")


class NamnerInstans(Protocol):
    """A step that names one of a party's instanser."""

    @property
    def part(self) -> str | None:
        """Whose."""

    @property
    def instans(self) -> str | None:
        """Which."""


class HarDag(Protocol):
    """A step that says when an instans means to decide."""

    @property
    def planerat(self) -> date | None:
        """The day."""
