"""Which side holds the chairs a given year, where they change sides: a kommun and the region, never
a person.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workflows.county.profile.fields import Profildel

Sida = Literal["kommuner", "regioner"]
_OTHER: dict[Sida, Sida] = {"kommuner": "regioner", "regioner": "kommuner"}


class Ordforandeskap(Profildel):
    """The chairs change sides every ``vaxlar_ar`` years, at the new year, counted from the year
    ``fran``.

    ``forst`` chairs the organ in ``i_fas`` from that year, and the other side those in ``omvant``.
    """

    fran: Annotated[int, Field(strict=True, ge=2000, le=2099)]
    vaxlar_ar: Annotated[int, Field(strict=True, ge=1, le=10)]
    forst: Sida
    i_fas: Annotated[tuple[str, ...], Field(min_length=1)]
    omvant: tuple[str, ...] = ()

    def side(self, kod: str, year: int) -> Sida | None:
        """Return which side chairs the organ that year; None for one whose chair does not change
        sides.
        """
        if kod not in {*self.i_fas, *self.omvant}:
            return None
        turned = (year - self.fran) // self.vaxlar_ar % 2 == 1
        return _OTHER[self.forst] if turned != (kod in self.omvant) else self.forst

    def last_year(self, year: int) -> int:
        """Return the last year of the turn that a year belongs to."""
        return year + self.vaxlar_ar - 1 - (year - self.fran) % self.vaxlar_ar
