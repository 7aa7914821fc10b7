"""What may follow from a step on an ärende, as data."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.engine.effects import Effect


@dataclass(frozen=True, slots=True)
class GiveNumber(Effect):
    """Give the ärende its number in the ledningsgrupp's series of the year."""


@dataclass(frozen=True, slots=True)
class KnowSender(Effect):
    """Make whoever asked from outside known by their address, so that letters reach them."""
