"""What a revision's pages ask of the steps that are open: how the parties that a step can be about
are found, and the mandate that has run out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workflows.engine.door import OpenStep, named

_FINISH: Final = "slutfor"
_OF_WHAT_IS_THERE: Final = ("stryk_instans", "aterta_underskrift")


def mandate_anew(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step that gives the mandate anew."""
    return named(steps, "ge_nytt_uppdrag")


def concerns(step: OpenStep) -> bool:
    """Tell whether a step has anything to be about: an instans to strike, a signature to take
    back.
    """
    return step.oppet or step.namn not in _OF_WHAT_IS_THERE


def answers_remiss(step: OpenStep) -> bool:
    """Tell whether a step ends what the answers to a remiss began."""
    return step.namn == _FINISH


def names_signatory(step: OpenStep, steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step that says who signs, where the reader may not sign."""
    if step.namn != "signera" or step.oppet:
        return None
    found = named(steps, "ange_undertecknare")
    return found if found and found.oppet else None
