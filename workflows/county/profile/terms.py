"""The numbers and words of a länsprofil: time limits, reminders, formalities. Each class is one
table in the file.

Days are working days where nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from models.base import Ord
from models.vocabulary import HuvudmanSlag, RemissSlag
from workflows.county.profile.fields import (
    Dagar,
    InteAnnu,
    JaNej,
    Manad,
    Ordform,
    Pahang,
    Profildel,
    trappa,
)


class Frister(Profildel):
    """How long each move may take, in working days.

    ``intake_dagar`` before a meeting everything for it is ready, ``kallelse_dagar`` before it the
    kallelse goes out. ``avstamningsmanader`` (1–12) are when an åtagande that holds until further
    notice is attested.
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


class Remisstill(Ord):
    """Whom a remiss is meant for."""

    HUVUDMAN = "huvudman", "huvudmännen", "Varje huvudman svarar en gång."
    LEDAMOTER = "ledamoter", "ledamöterna", "Varje ledamot i ⟨ledningsgrupp⟩ svarar för sig."


class Remissgranser(Profildel):
    """The shortest time to answer a remiss, in calendar days, and what goes on remiss to whom.

    ``alltid`` asks a remiss of every ärende for beslut. ``kort_dagar`` is for what those asked have
    seen most of: a text that has changed since they answered, or a counterparty's for signing. The
    chef answers for a huvudman, and its kontaktperson too where ``kontaktperson_svarar``.
    """

    tjansteman_dagar: Dagar
    politisk_dagar: Dagar
    kort_dagar: Dagar = 7
    alltid: JaNej = False
    till: Remisstill = Remisstill.HUVUDMAN
    kontaktperson_svarar: JaNej = False

    def wanted_of(self, *, for_beslut: bool, held: bool) -> bool:
        """Tell whether a remiss stands before a meeting, of what is to be decided or not."""
        return self.alltid and for_beslut and not held

    def dagar(self, slag: RemissSlag) -> int:
        """Return the shortest time for one kind of remiss."""
        return self.tjansteman_dagar if slag is RemissSlag.TJANSTEMAN else self.politisk_dagar


class Paminnelser(Profildel):
    """The reminder ladder, working days relative to the frist; and after how many calendar days
    silence is shown.
    """

    trappa: Annotated[tuple[Pahang, ...], AfterValidator(trappa)]
    tyst_efter_dagar: Dagar


class Brev(Profildel):
    """How long letters that were sent keep the form they were sent in, in calendar days; what they
    said is kept.
    """

    form_dagar: Dagar = 90


class Meddelas(Ord):
    """When those who got an åtagande are told."""

    GENAST = (
        "genast",
        "genast",
        "När beslutet är fattat, märkt ”ej justerat” tills anteckningarna är justerade.",
    )
    VID_JUSTERING = "vid_justering", "vid justering", "När anteckningarna är justerade."


class Former(Profildel):
    """How formal meetings are. What the program cannot do yet may stand in the file, but only as
    false.
    """

    quorum: InteAnnu = False
    jav: InteAnnu = False
    rostning: InteAnnu = False
    paragrafnummer: InteAnnu = False
    justerare: Annotated[int, Field(strict=True, ge=1, le=1)] = 1
    inriktningsbeslut: JaNej = False
    meddelas: Meddelas = Meddelas.GENAST
    rubrik_protokoll: Literal["minnesanteckningar", "mötesanteckningar", "protokoll"] = (
        "mötesanteckningar"
    )


class Ansvarsordning(Profildel):
    """Which sector answers for an åtagande that names none, in order, for each kind of huvudman."""

    kommun: Annotated[tuple[str, ...], Field(min_length=1)]
    region: Annotated[tuple[str, ...], Field(min_length=1)]
    kommunalforbund: tuple[str, ...] = ()

    def sektorer(self, slag: HuvudmanSlag) -> tuple[str, ...]:
        """Return the codes of the sectors in order."""
        return {
            HuvudmanSlag.KOMMUN: self.kommun,
            HuvudmanSlag.REGION: self.region,
            HuvudmanSlag.KOMMUNALFORBUND: self.kommunalforbund,
        }[slag]


class Ordval(Profildel):
    """What people call things here, as they stand inside a sentence.

    The program's own sentences have a mark where such a word goes: "⟨au⟩", or "⟨Au⟩" where a
    sentence begins. What is stored keeps its marks; ``fill`` is for where a text leaves the
    program, as a page, an answer, a letter or a line.
    """

    au: Ordform
    au_genitiv: Ordform
    inkorg: Ordform
    sekreterare: Ordform
    ledningsgrupp: Ordform
    ledningsgrupp_genitiv: Ordform
    processgrupp: Ordform

    def fill(self, text: str) -> str:
        """Return the text with the county's words in the place of the marks; any other text is left
        as it is.
        """
        return _MARK.sub(self._word, text) if "⟨" in text else text

    def fill_all(self, data: Mapping[str, object]) -> dict[str, object]:
        """Return JSON with every text in it filled."""
        return {name: self._filled(one) for name, one in data.items()}

    def _filled(self, value: object) -> object:
        if isinstance(value, str):
            return self.fill(value)
        if isinstance(value, Mapping):
            return self.fill_all(value)
        return [self._filled(one) for one in value] if isinstance(value, list | tuple) else value

    def _word(self, mark: re.Match[str]) -> str:
        word = str(getattr(self, mark[0][1:-1].lower()))
        return word[0].upper() + word[1:] if mark[0][1].isupper() else word


_MARK = re.compile("|".join(f"⟨{name}⟩|⟨{name.capitalize()}⟩" for name in Ordval.model_fields))
