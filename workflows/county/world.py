"""What only the outermost layer knows: which county this is and what time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflows.county.profile import Profile
from workflows.ground.deadlines import day_of


@dataclass(frozen=True, slots=True)
class World:
    """The county and the instant (aware) at which something is asked or done."""

    profile: Profile
    now: datetime

    @property
    def today(self) -> date:
        """Return the day in Stockholm."""
        return day_of(self.now)
