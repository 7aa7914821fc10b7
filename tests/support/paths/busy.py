"""A county where much happens on one day."""

from __future__ import annotations

from typing import Self

from models.tables import Mote
from support.county import Lan


class Busy(Lan):
    """A county whose meetings of a day each have a time of their own."""

    @classmethod
    def like(cls, lan: Lan) -> Self:
        """Return a county as it stands, from now on busy."""
        return cls(lan.database, lan.profile, lan.ids)

    def mote(self, datum: str = "2023-12-08", organ: str = "lgs", tid: str = "") -> int:  # noqa: ARG002 - see above
        """Make a meeting."""
        hour, minute = divmod(len(self.rows(Mote)), 60)
        return super().mote(datum, organ, f"{8 + hour:02}:{minute:02}")
