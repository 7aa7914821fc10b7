"""The numbers and words of a länsprofil: time limits, reminders, formalities. Each class is one table in the file.

Days are working days where nothing else is said.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from models.base import Ord
from models.vocabulary import HuvudmanSlag, RemissSlag
from workflows.profile.fields import Dagar, InteAnnu, JaNej, Manad, Namn, Pahang, Profildel, trappa


class Frister(Profildel):
    """How long each move may take, in working days.

    ``intake_dagar`` before a meeting everything for it is ready, ``kallelse_dagar`` before it the kallelse goes out.
    ``avstamningsmanader`` (1–12) are when an åtagande that holds until further notice is attested.
    """

    intake_dagar: Dagar
    kallelse_dagar: Dagar
    au_tar_upp: Dagar
    komplettering: Dagar
    sammanstallning: Dagar
    tagit_del: Dagar
    justering: Dagar
    verifiering: Dagar
    avsteg: Dagar
    avstamningsmanader: Annotated[tuple[Manad, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ready_before_called(self) -> Self:
        if self.intake_dagar < self.kallelse_dagar:
            raise ValueError("Tillåtet: intake_dagar minst lika många som kallelse_dagar.")
        return self


class Remissgranser(Profildel):
    """The shortest time to answer a remiss, in calendar days."""

    tjansteman_dagar: Dagar
    politisk_dagar: Dagar

    def dagar(self, slag: RemissSlag) -> int:
        """Return the shortest time for one kind of remiss."""
        return self.tjansteman_dagar if slag is RemissSlag.TJANSTEMAN else self.politisk_dagar


class Paminnelser(Profildel):
    """The reminder ladder, working days relative to the frist; and after how many calendar days silence is shown."""

    trappa: Annotated[tuple[Pahang, ...], AfterValidator(trappa)]
    tyst_efter_dagar: Dagar


class Meddelas(Ord):
    """When those who got an åtagande are told."""

    GENAST = "genast", "genast", "När beslutet är fattat, märkt ”ej justerat” tills anteckningarna är justerade."
    VID_JUSTERING = "vid_justering", "vid justering", "När anteckningarna är justerade."


class Former(Profildel):
    """How formal meetings are. What the program cannot do yet may stand in the file, but only as false."""

    quorum: InteAnnu = False
    jav: InteAnnu = False
    rostning: InteAnnu = False
    aktivt_godkannande: InteAnnu = False
    justerare: Annotated[int, Field(strict=True, ge=1, le=1)] = 1
    paragrafnummer: JaNej = False
    meddelas: Meddelas = Meddelas.GENAST
    rubrik_protokoll: Literal["minnesanteckningar", "mötesanteckningar", "protokoll"] = "mötesanteckningar"


class Ansvarsordning(Profildel):
    """Which sector answers for an åtagande that names none, in order, for each kind of huvudman."""

    kommun: Annotated[tuple[str, ...], Field(min_length=1)]
    region: Annotated[tuple[str, ...], Field(min_length=1)]

    def sektorer(self, slag: HuvudmanSlag) -> tuple[str, ...]:
        """Return the codes of the sectors in order."""
        return self.kommun if slag is HuvudmanSlag.KOMMUN else self.region


class Ordval(Profildel):
    """What people call things here, as they stand inside a sentence."""

    au: Namn
    au_genitiv: Namn
    ledningsgrupp: Namn
    ledningsgrupp_genitiv: Namn
