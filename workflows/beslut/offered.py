"""What an åtagande's page asks of the steps that are open: which it lists, and the way out."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine.door import OpenStep, named

# Of the two only one fits an åtagande; the other is no help.
_EITHER = frozenset({"rapportera", "stam_av"})


def listed(steps: Iterable[OpenStep]) -> list[OpenStep]:
    """Return the steps that say something to the reader."""
    return [step for step in steps if step.oppet or step.namn not in _EITHER]


def way_out(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step for whoever cannot do it now."""
    return named(steps, "anmal_avsteg")
