"""What only the outermost layer knows: which county this is, which kinds of matter it has, and what
time it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from workflows.county.profile import Profile
from workflows.engine.noun import Nouns
from workflows.ground.deadlines import day_of


@dataclass(frozen=True, slots=True)
class World:
    """The county and the instant (aware) at which something is asked or done.

    ``today`` is the day in Stockholm.
    """

    profile: Profile
    now: datetime
    nouns: Nouns
    today: date = field(init=False)

    def __post_init__(self) -> None:
        """Find the day once: every rule asks it."""
        object.__setattr__(self, "today", day_of(self.now))
