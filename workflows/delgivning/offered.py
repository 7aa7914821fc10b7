"""What a delgivning's page asks of the steps that are open."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine.door import OpenStep, named


def objection(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the other answer there is."""
    return named(steps, "invand")
