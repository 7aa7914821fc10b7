"""What a rule may know of a delgivning."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.county.meetings import MoteFacts
from workflows.engine.case import Case


@dataclass(frozen=True, slots=True)
class DelgivningFacts:
    """What one party that had nobody at a meeting is asked.

    ``huvudman`` is the name people read; ``ansvariga`` the ids of those who answer for it.
    """

    id: int
    mote_id: int
    huvudman_id: int
    invandning: str
    svarad_av: int | None
    huvudman: str
    ansvariga: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelgivningCase(Case):
    """What a party that had nobody at a meeting is asked, with the meeting."""

    delgivning: DelgivningFacts
    mote: MoteFacts
