"""The stepper: the five phases of an ärende or a revision, each with where it stands and a short
text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal

from models.base import Ord
from models.lagen import Fas
from workflows.ground.deadlines import day_of
from workflows.ground.words import dag, kort_dag
from workflows.handling.history import HandelseVy
from workflows.handling.pages import FristVy


@dataclass(frozen=True, slots=True)
class FasVy:
    """One phase: ``lage`` says whether it is done, now, to come, or was not needed."""

    fas: Fas
    namn: str
    lage: Literal["klar", "nu", "kommande", "hoppad"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Vandring:
    """What the stepper is made of.

    The phase it is in and the word of its state, the days each phase was last left, since when, and
    whose move. ``slut`` when it is over: carried out, or ended before that. ``framat`` says of
    phases to come what is known.
    """

    fas: Fas
    lage_ord: str
    slut: Literal["", "genomfort", "brutet"]
    lamnad: Mapping[Fas, date]
    sedan: date
    frist: FristVy | None
    framat: Mapping[Fas, str] = field(default_factory=dict)


def phases(walk: Vandring, today: date) -> tuple[FasVy, ...]:
    """Return the five phases in order."""
    order: Sequence[Fas] = tuple(Fas)
    here = order.index(walk.fas)
    return tuple(_phase(fas, place - here, walk, today) for place, fas in enumerate(order))


def left(history: Sequence[HandelseVy], phase_of: Mapping[Ord, Fas]) -> dict[Fas, date]:
    """Return the day each phase was last left, from a history with the newest event first."""
    by_state = {lage.value: fas for lage, fas in phase_of.items()}
    days: dict[Fas, date] = {}
    for later, before in pairwise(history):
        fas = by_state[before.till_lage]
        if by_state[later.till_lage] != fas:
            days.setdefault(fas, day_of(later.nar))
    return days


def _phase(fas: Fas, distance: int, walk: Vandring, today: date) -> FasVy:
    if distance == 0:
        return _now(fas, walk, today)
    if distance < 0:
        day = walk.lamnad.get(fas)
        return (
            FasVy(fas, fas.ord, "klar", short(day, today)) if day else FasVy(fas, fas.ord, "hoppad")
        )
    if walk.slut:
        return FasVy(fas, fas.ord, "hoppad")
    return FasVy(fas, fas.ord, "kommande", walk.framat.get(fas, ""))


def _now(fas: Fas, walk: Vandring, today: date) -> FasVy:
    if walk.slut == "genomfort":
        return FasVy(fas, fas.ord, "klar", short(walk.sedan, today))
    if walk.slut:
        return FasVy(fas, fas.ord, "nu", f"{walk.lage_ord.lower()} {short(walk.sedan, today)}")
    if walk.frist is None:
        return FasVy(fas, fas.ord, "nu")
    return FasVy(
        fas, fas.ord, "nu", f"vems drag: {walk.frist.vems_drag}, senast {dag(walk.frist.senast)}"
    )


def short(day: date, today: date) -> str:
    """Write a day without its year while that goes without saying: "2 okt", "2 okt 2022"."""
    return kort_dag(day) if day.year == today.year else f"{kort_dag(day)} {day.year}"
