"""What an agreement's pages ask of the steps that are open: the one that is wanted and why, and
whom it can be about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from models.lagen import AvtalLage
from models.revisionsord import Partsutfall
from models.vocabulary import Forlangning
from workflows.avtal.dates import NEAR
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.avtal.payloads import Uppsagningstid
from workflows.avtal.roles import speaks_for_party
from workflows.avtal.views import AvtalVy
from workflows.county.mandate import is_secretary
from workflows.engine.door import OpenStep
from workflows.engine.lifecycle import AnyStep
from workflows.ground.deadlines import day_after
from workflows.ground.words import dag

GIVE_NOTICE: Final = "saga_upp"
TAKE_BACK: Final = "aterta_uppsagning"
PROLONG: Final = "forlang"
BY_EACH: Final = "parten_forlanger"
_STRIKE: Final = "stryk_forlangningsinstans"
_PERIOD_FOR_PERIOD: Final = (BY_EACH, "planera_forlangning", _STRIKE, "ratta_sista_dag")
ADD_A_TEXT: Final = ("lagg_in_text", "ratta_redaktionellt", "stoppa_rattelse")
# Which of the parties a step can be about.
_WANTED: Final[Mapping[str, Callable[[PartFacts], bool]]] = {
    GIVE_NOTICE: lambda one: one.lamnar is None,
    TAKE_BACK: lambda one: one.lamnar is not None,
    BY_EACH: lambda one: one.lamnar is None and one.utfall is not Partsutfall.JA,
    "planera_forlangning": lambda one: one.lamnar is None and one.utfall is not Partsutfall.JA,
    _STRIKE: lambda one: any(i.utfall is None for i in one.instanser),
}


def next_step(vy: AvtalVy, today: date, *, revised: bool) -> tuple[OpenStep | None, str | None]:
    """Return the step the page is about and why; none while nothing needs to be done yet.

    While its text is ``revised`` nobody is asked about the one that holds, only that it ends.
    """
    steps = {step.namn: step for step in vy.steg}
    if revised and (vy.senast is None or vy.senast != vy.fakta.avtal.last_day):
        return None, None
    if vy.lage is AvtalLage.PLANERAT and not vy.versioner:
        return steps.get("lagg_in_text"), "Registret har ingen text än."
    if vy.lage is not AvtalLage.I_KRAFT or vy.senast is None:
        return None, None
    if vy.senast > day_after(today, NEAR):
        return None, None
    if vy.senast == vy.fakta.avtal.last_day:
        by_each, ends = vy.nasta_period, f"Avtalet upphör {dag(vy.senast)} om ingen beslutar annat."
        return steps.get(BY_EACH if by_each else PROLONG), by_each.mening if by_each else ends
    late = (
        "Översynen skulle ha varit gjord"
        if vy.senast < today
        else "Översynen ska vara gjord senast"
    )
    return steps.get("prova_aktualitet"), f"{late} {dag(vy.senast)}."


def concerns(vy: AvtalVy, step: OpenStep) -> bool:
    """Tell whether a step has anything to be about: a notice to take back, a last day to move."""
    if step.namn == TAKE_BACK:
        return any(one.lamnar and one.bunden for one in vy.parterna)
    by_each = vy.forlangning is Forlangning.PARTERNA
    if step.namn in _PERIOD_FOR_PERIOD:
        return by_each and (step.oppet or step.namn != _STRIKE)
    return step.namn != PROLONG or (vy.giltig_till is not None and not by_each)


def parties_for(step: AnyStep[AvtalCase], case: AvtalCase) -> list[PartFacts]:
    """Return the parties the actor may answer for in a step: a sekreterare all that are bound."""
    everyone = step.takes is Uppsagningstid or is_secretary(case.actor)
    wanted = _WANTED.get(step.name)
    return [
        part
        for part in case.bundna()
        if (wanted is None or wanted(part)) and (everyone or speaks_for_party(case.actor, part))
    ]
