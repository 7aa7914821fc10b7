"""What a rule may know of a delgivning."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Fakta
from models.delgivning import DelgivningBase
from workflows.county.meetings import MoteFacts
from workflows.engine.case import Case


class DelgivningFacts(DelgivningBase, Fakta):
    """What one party that had nobody at a meeting is asked.

    ``huvudman`` is the name people read; ``ansvariga`` the ids of those who answer for it.
    """

    huvudman: str
    ansvariga: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelgivningCase(Case):
    """What a party that had nobody at a meeting is asked, with the meeting."""

    delgivning: DelgivningFacts
    mote: MoteFacts
