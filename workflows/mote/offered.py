"""What a meeting's page asks of the steps that are open: which of them stand elsewhere on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.lagen import ArendeLage, MoteLage
from models.vocabulary import Hantering, PunktSlag
from workflows.engine.door import OpenStep, named
from workflows.mote.views import PunktVy


def confirms(step: str) -> bool:
    """Tell whether a step, by its name, confirms exactly the notes that stand on the page."""
    return step == "justera"


def attendance(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step that writes down who took part; it stands beside those who could decide."""
    return named(steps, "anteckna_narvaro")


def fits(step: OpenStep, items: Sequence[PunktVy]) -> bool:
    """Tell whether the agenda has what a step is about: an item to take away, two to move."""
    if step.namn == "flytta_punkt":
        return len(items) > 1
    return step.namn != "ta_bort_punkt" or any(one.om is None for one in items)


def noting(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step that notes what was said on an item, when it is open."""
    step = named(steps, "anteckna_punkt")
    return step if step and step.oppet else None


def expected(punkt: PunktVy) -> str:
    """Return the name of the step that an item is on the agenda for."""
    if punkt.om_lage == ArendeLage.LYFT:
        return "forumet_beslutar"
    decides = punkt.slag is PunktSlag.REVISION or Hantering.BESLUT in punkt.onskad_hantering
    return "besluta" if decides else "lagg_till_handlingarna"


def what_becomes_of_it(lage: MoteLage, steps: Sequence[OpenStep]) -> list[OpenStep]:
    """Return the steps that say what becomes of a meeting that was not held."""
    if lage is not MoteLage.UTEBLEV:
        return []
    found = (named(steps, name) for name in ("flytta", "stall_in"))
    return [step for step in found if step and step.oppet]


def about_what_comes_back(steps: Sequence[OpenStep]) -> list[OpenStep]:
    """Return the steps that say what becomes of something that comes back."""
    found = (named(steps, name) for name in ("ta_upp_igen", "skjut_upp", "lat_vila"))
    return [step for step in found if step]
