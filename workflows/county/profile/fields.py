"""The kinds of values a länsprofil is made of; each refusal says what is allowed, in Swedish."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict

from models import limits
from models.vocabulary import HuvudmanSlag
from workflows.ground.deadlines import within_calendar
from workflows.ground.payload import clean, one_line

# Words for several huvudmän at once; the same ones address the åtaganden of a decision.
ALLA, KOMMUNER, REGIONER = "alla", "kommuner", "regioner"
GRUPPER: dict[str, tuple[HuvudmanSlag, ...]] = {
    ALLA: tuple(HuvudmanSlag),
    KOMMUNER: (HuvudmanSlag.KOMMUN,),
    REGIONER: (HuvudmanSlag.REGION,),
}


def _kod(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", text):
        raise ValueError("Tillåtet: 2–40 tecken a–z, 0–9 och _, först en bokstav.")
    if text in GRUPPER:
        raise ValueError(
            f"Tillåtet: något annat än {', '.join(GRUPPER)}, som betyder flera huvudmän."
        )
    return text


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{1,10}", text):
        raise ValueError("Tillåtet: 1–10 versaler A–Z.")
    return text


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("Tillåtet: text som inte är tom.")
    return text


def _plain(text: str) -> str:
    # So that a word can stand in HTML and in JSON as it is.
    if not re.fullmatch(r"\w[\w :.-]{0,59}", text):
        raise ValueError(
            "Tillåtet: 1–60 bokstäver, siffror, mellanslag, kolon, punkt och bindestreck."
        )
    return text


def lanskod(text: str) -> str:
    """Return the two digits of a county; ValueError otherwise."""
    if not re.fullmatch(r"[0-9]{2}", text):
        raise ValueError('Tillåtet: länets två siffror som text, till exempel "07".')
    return text


def trappa(rungs: tuple[int, ...]) -> tuple[int, ...]:
    """Return the rungs; ValueError unless they ascend without 0."""
    if 0 in rungs or any(earlier >= later for earlier, later in pairwise(rungs)):
        raise ValueError("Tillåtet: stigande tal utan 0, till exempel [-10, -2, 2].")
    return rungs


def ascending(days: tuple[date, ...]) -> tuple[date, ...]:
    """Return the days; ValueError unless each stands once and in order."""
    if any(earlier >= later for earlier, later in pairwise(days)):
        raise ValueError("Tillåtet: varje dag en gång, i ordning.")
    return days


def _not_yet(on: bool) -> bool:  # noqa: FBT001 - pydantic hands over the value alone
    if on:
        raise ValueError("Tillåtet: false. Samflöde kan inte det här ännu.")
    return on


Kod = Annotated[str, AfterValidator(_kod)]
Prefix = Annotated[str, AfterValidator(_prefix)]
Namn = Annotated[
    str, Field(max_length=limits.NAMN), AfterValidator(one_line), AfterValidator(_not_empty)
]
Ordform = Annotated[str, AfterValidator(one_line), AfterValidator(_plain)]
Mandat = Annotated[
    str, Field(max_length=limits.KORT_TEXT), AfterValidator(clean), AfterValidator(_not_empty)
]
Dagar = Annotated[int, Strict(), Field(ge=1, le=260)]
Dag = Annotated[date, Strict(), AfterValidator(within_calendar)]
Klockslag = Annotated[time, Strict()]
Manad = Annotated[int, Strict(), Field(ge=1, le=12)]
Pahang = Annotated[int, Strict(), Field(ge=-60, le=60)]
JaNej = Annotated[bool, Strict()]
InteAnnu = Annotated[bool, Strict(), AfterValidator(_not_yet)]


class Profildel(BaseModel):
    """Base of every table in the file: fixed once read, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
