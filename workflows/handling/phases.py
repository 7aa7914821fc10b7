"""The stepper: the five phases of an ärende or a revision, each with where it stands and a short
text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from models.base import Ord
from models.lagen import Fas
from workflows.ground.deadlines import day_of
from workflows.ground.sentences import pastaende
from workflows.ground.words import dag, kort_dag
from workflows.handling.history import HandelseVy
from workflows.handling.pages import FristVy


@dataclass(frozen=True, slots=True)
class FasVy:
    """One phase: ``lage`` says whether it is done, now, to come, was broken off or not needed."""

    fas: Fas
    namn: str
    lage: Literal["klar", "nu", "kommande", "bruten", "hoppad"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lamnad:
    """When a phase was last left. ``klar`` when it was to go on to a later one."""

    dag: date
    klar: bool


@dataclass(frozen=True, slots=True)
class Vandring:
    """What the stepper is made of.

    The phase it is in and the word of its state, how each phase was last left, since when, and
    whose move. ``slut`` when it is over: carried out, or ended before that; ``fas`` is then the one
    it ended in. ``framat`` says of phases to come what is known.
    """

    fas: Fas
    lage_ord: str
    slut: Literal["", "genomfort", "brutet"]
    lamnad: Mapping[Fas, Lamnad]
    sedan: date
    frist: FristVy | None
    framat: Mapping[Fas, str] = field(default_factory=dict)


@pastaende("Vilka faser som är klara och när, vilken som pågår, och vilka som hoppades över.")
def phases(walk: Vandring, today: date) -> tuple[FasVy, ...]:
    """Return the five phases in order."""
    order: Sequence[Fas] = tuple(Fas)
    here = order.index(walk.fas)
    return tuple(_phase(fas, place - here, walk, today) for place, fas in enumerate(order))


def left(history: Sequence[HandelseVy], phase_of: Mapping[Ord, Fas]) -> dict[Fas, Lamnad]:
    """Return how each phase was last left, from a history with the newest event first. The phase of
    the decision is done the day it was decided, whatever the text then waits for.
    """
    by_state = {lage.value: fas for lage, fas in phase_of.items()}
    order: Sequence[Fas] = tuple(Fas)
    found: dict[Fas, Lamnad] = {}
    for later, before in pairwise(history):
        fas, after = by_state[before.till_lage], by_state[later.till_lage]
        if after != fas:
            on = order.index(after) > order.index(fas)
            found.setdefault(fas, Lamnad(day_of(later.nar), klar=on))
    decided = next((one.nar for one in history if one.steg == _DECIDES), None)
    if Fas.BESLUT in found and decided is not None:
        found[Fas.BESLUT] = replace(found[Fas.BESLUT], dag=day_of(decided))
    return found


def ended_in(history: Sequence[HandelseVy], phase_of: Mapping[Ord, Fas]) -> Fas:
    """Return the phase in which something came to its end: that of its last state before it."""
    by_state = {lage.value: fas for lage, fas in phase_of.items()}
    last = history[0].till_lage
    return by_state[next((one.till_lage for one in history if one.till_lage != last), last)]


_DECIDES = "besluta"


def _phase(fas: Fas, distance: int, walk: Vandring, today: date) -> FasVy:
    if distance == 0:
        return _now(fas, walk, today)
    if distance > 0 and not walk.slut:
        return FasVy(fas, fas.ord, "kommande", walk.framat.get(fas, ""))
    gone = walk.lamnad.get(fas)
    if gone is None:
        return FasVy(fas, fas.ord, "hoppad", "hoppades över")
    day = short(gone.dag, today)
    return FasVy(fas, fas.ord, "klar", day) if gone.klar else _broken(fas, f"avbröts {day}")


def _broken(fas: Fas, text: str) -> FasVy:
    return FasVy(fas, fas.ord, "bruten", text)


def _now(fas: Fas, walk: Vandring, today: date) -> FasVy:
    if walk.slut == "genomfort":
        return FasVy(fas, fas.ord, "klar", short(walk.sedan, today))
    if walk.slut:
        return _broken(fas, f"{walk.lage_ord.lower()} {short(walk.sedan, today)}")
    if walk.frist is None:
        return FasVy(fas, fas.ord, "nu")
    return FasVy(
        fas, fas.ord, "nu", f"vems drag: {walk.frist.vems_drag}, senast {dag(walk.frist.senast)}"
    )


def short(day: date, today: date) -> str:
    """Write a day without its year while that goes without saying: "2 okt", "2 okt 2022"."""
    return kort_dag(day) if day.year == today.year else f"{kort_dag(day)} {day.year}"
