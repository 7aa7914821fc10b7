"""What only a group for a time makes happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.engine.effects import Effect


@dataclass(frozen=True, slots=True)
class SistaDag(Effect):
    """The group's organ, and every uppdrag in it, has another last day; ``avslutad`` when that is
    also the end of it.
    """

    tom: date
    avslutad: bool
