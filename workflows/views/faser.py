"""The stepper: five phases of an ärende, each with where it stands and a short text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.lagen import ArendeLage, Fas
from workflows.arende import ARENDE
from workflows.views.common import FristVy
from workflows.words import dag, kort_dag

_ENDED = frozenset({ArendeLage.AVSLUTAT, ArendeLage.AVVISAT, ArendeLage.ATERKALLAT})


@dataclass(frozen=True, slots=True)
class FasVy:
    """One phase: ``lage`` says whether it is done, now, to come, or was not needed."""

    fas: Fas
    namn: str
    lage: Literal["klar", "nu", "kommande", "hoppad"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Vandring:
    """What the stepper is made of: the state, the days each phase was last left, whose move, and what is aimed at."""

    lage: ArendeLage
    lamnad: Mapping[Fas, date]
    sedan: date
    frist: FristVy | None
    siktar_pa: date | None


def phases(walk: Vandring, today: date) -> tuple[FasVy, ...]:
    """Return the five phases in order."""
    order: Sequence[Fas] = tuple(Fas)
    here = order.index(Fas(ARENDE.phases[walk.lage]))
    return tuple(_phase(fas, place - here, walk, today) for place, fas in enumerate(order))


def _phase(fas: Fas, distance: int, walk: Vandring, today: date) -> FasVy:
    if distance == 0:
        return _now(fas, walk, today)
    if distance < 0:
        left = walk.lamnad.get(fas)
        return FasVy(fas, fas.ord, "klar", short(left, today)) if left else FasVy(fas, fas.ord, "hoppad")
    if walk.lage in _ENDED:
        return FasVy(fas, fas.ord, "hoppad")
    return FasVy(fas, fas.ord, "kommande", _ahead(fas, walk, today))


def _now(fas: Fas, walk: Vandring, today: date) -> FasVy:
    if walk.lage is ArendeLage.AVSLUTAT:
        return FasVy(fas, fas.ord, "klar", short(walk.sedan, today))
    if walk.lage in _ENDED:
        return FasVy(fas, fas.ord, "nu", f"{walk.lage.ord.lower()} {short(walk.sedan, today)}")
    if walk.frist is None:
        return FasVy(fas, fas.ord, "nu")
    return FasVy(fas, fas.ord, "nu", f"vems drag: {walk.frist.vems_drag}, senast {dag(walk.frist.senast)}")


def _ahead(fas: Fas, walk: Vandring, today: date) -> str:
    if fas is Fas.REMISS:
        return "om det behövs"
    if fas is Fas.BESLUT and walk.siktar_pa and walk.siktar_pa >= today:
        return f"siktar på {short(walk.siktar_pa, today)}"
    return ""


def short(day: date, today: date) -> str:
    """Write a day without its year while that goes without saying: "2 okt", "2 okt 2022"."""
    return kort_dag(day) if day.year == today.year else f"{kort_dag(day)} {day.year}"
