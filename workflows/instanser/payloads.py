"""What is asked about a party's instanser. What one decided is said in each matter's own words,
with the fields that are the same in all.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from models import limits
from models.revisionsord import Partsutfall
from workflows.ground.payload import Lopande, Payload, Rad, falt
from workflows.handling.payloads import Dag

PART = falt(
    "Part", "huvudman", hjalp="Lämna tomt om det gäller din egen organisation.", longest=limits.NAMN
)
DECIDED_BY = falt(
    "Instans",
    hjalp="Till exempel socialnämnden.",
    kravs="Skriv vilken instans som beslutade.",
    longest=limits.NAMN,
)
DAY = falt("Dag", "datum", kravs="Välj vilken dag instansen beslutade.")
PARAGRAF = falt(
    "Paragraf", hjalp="Till exempel § 112.", kravs="Skriv beslutets paragraf.", longest=limits.KOD
)
COMES_BACK = falt(
    "Tas upp igen",
    "datum",
    hjalp="Den dag instansen tar upp det igen.",
    ibland="om instansen återremitterar",
)
MINUTES = falt("Protokollsutdrag", "fil")


class Instansplan(Payload):
    """Where and when one of a party's instanser means to decide. Another name is another instans,
    where it is not said that it stands in the place of one.
    """

    part: Rad | None = PART
    instans: Rad | None = falt(
        "Instans",
        hjalp="Till exempel socialnämnden.",
        kravs="Skriv vilken instans hos er som beslutar.",
        longest=limits.NAMN,
    )
    planerat: Dag | None = falt(
        "Planerad dag",
        "datum",
        hjalp="Den dag instansen väntas besluta.",
        ibland="när parterna beslutar",
    )
    efter: Rad | None = falt(
        "Beslutar efter",
        hjalp="Lämna tomt om instansen inte behöver vänta på någon annan hos er.",
        longest=limits.NAMN,
    )
    i_stallet_for: Rad | None = falt(
        "I stället för", hjalp="Lämna tomt om instansen är en till.", longest=limits.NAMN
    )


class StruketInstans(Payload):
    """One of those a party has named does not decide after all."""

    part: Rad | None = PART
    instans: Rad | None = falt(
        "Instans", kravs="Välj vilken instans som inte ska besluta.", longest=limits.NAMN
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.", longest=limits.KORT_TEXT)


class NamnerInstans(Protocol):
    """A step that names one of a party's instanser."""

    @property
    def part(self) -> str | None:
        """Whose."""

    @property
    def instans(self) -> str | None:
        """Which."""


class Planerar(NamnerInstans, Protocol):
    """A step that says when an instans means to decide."""

    @property
    def planerat(self) -> date | None:
        """The day."""


class Instansbeslut(NamnerInstans, Protocol):
    """A step that says what an instans decided."""

    @property
    def datum(self) -> date | None:
        """The day it did."""

    @property
    def paragraf(self) -> str | None:
        """The paragraph of its minutes."""

    @property
    def utfall(self) -> Partsutfall | None:
        """What."""

    @property
    def ny_dag(self) -> date | None:
        """When what it sent back comes up again."""
