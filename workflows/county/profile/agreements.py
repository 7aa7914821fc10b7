"""What a länsprofil says of agreements: how early the clock warns, which kinds are not signed, the
stairs.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from models.text import same_name
from models.vocabulary import AvtalSlag
from workflows.county.profile.fields import Dag, Kod, Namn, Profildel
from workflows.ground.deadlines import add_months

Kalenderdagar = Annotated[int, Field(strict=True, ge=1, le=730)]


class Trappsteg(Profildel):
    """One step of the konkretiseringstrappa, from direction to everyday work in the order of the
    file.
    """

    kod: Kod
    namn: Namn


class Avtalsregler(Profildel):
    """Days are calendar days, months calendar months. ``osignerade`` are the kinds that may be
    corrected directly. ``mandatperiod`` is the last day of a term of office, of which there is one
    every fourth year: a strategi is tested once in each.
    """

    varna_uppsagning_dagar: Kalenderdagar
    varna_upphor_dagar: Kalenderdagar
    initiera_oversyn_dagar: Kalenderdagar
    oversyn_manader: Annotated[int, Field(strict=True, ge=1, le=120)]
    osignerade: tuple[AvtalSlag, ...] = ()
    mandatperiod: Dag | None = None
    trappsteg: Annotated[tuple[Trappsteg, ...], Field(min_length=1)]

    def senaste_oversyn(self, slag: AvtalSlag, today: date) -> date | None:
        """Return the last day for the next review of an agreement that is tested today: the end of
        the next term of office for a strategi; None where no day is said.
        """
        if slag is not AvtalSlag.STRATEGI or self.mandatperiod is None:
            return None
        ends = self.mandatperiod.year + _TERM * -((self.mandatperiod.year - today.year) // _TERM)
        this = _same_day(self.mandatperiod, ends)
        if this < today:
            this = _same_day(self.mandatperiod, ends + _TERM)
        return _same_day(self.mandatperiod, this.year + _TERM)

    def trappsteg_named(self, text: str | None) -> Trappsteg | None:
        """Return the step by its code or name, whatever the case of the letters; None when there is
        none.
        """
        wanted = same_name(text or "")
        return next(
            (one for one in self.trappsteg if wanted in {one.kod, same_name(one.namn)}), None
        )


_TERM = 4  # years of a term of office


def _same_day(day: date, year: int) -> date:
    """Return the day in another year of the same kind: terms are whole leap cycles apart."""
    return add_months(day, 12 * (year - day.year))
