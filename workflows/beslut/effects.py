"""What may follow from a step on an åtagande, as data."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import Roll
from workflows.engine.effects import Effect


@dataclass(frozen=True, slots=True)
class GiveUppdrag(Effect):
    """Make the named person's uppdrag from an answer of kind namn, in place of whom an earlier
    answer named.

    Without an address (``epost`` "") nobody gets one.
    """

    namn: str
    epost: str
    huvudman_id: int
    organ_id: int
    roll: Roll
