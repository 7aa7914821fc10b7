"""What a länsprofil says of agreements: how early the clock warns, which kinds are not signed, the
stairs.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.text import same_name
from models.vocabulary import AvtalSlag
from workflows.county.profile.fields import Kod, Namn, Profildel

Kalenderdagar = Annotated[int, Field(strict=True, ge=1, le=730)]


class Trappsteg(Profildel):
    """One step of the konkretiseringstrappa, from direction to everyday work in the order of the
    file.
    """

    kod: Kod
    namn: Namn


class Avtalsregler(Profildel):
    """Days are calendar days, months calendar months. ``osignerade`` are the kinds that may be
    corrected directly.
    """

    varna_uppsagning_dagar: Kalenderdagar
    varna_upphor_dagar: Kalenderdagar
    initiera_oversyn_dagar: Kalenderdagar
    oversyn_manader: Annotated[int, Field(strict=True, ge=1, le=120)]
    osignerade: tuple[AvtalSlag, ...] = ()
    trappsteg: Annotated[tuple[Trappsteg, ...], Field(min_length=1)]

    def trappsteg_named(self, text: str | None) -> Trappsteg | None:
        """Return the step by its code or name, whatever the case of the letters; None when there is
        none.
        """
        wanted = same_name(text or "")
        return next(
            (one for one in self.trappsteg if wanted in {one.kod, same_name(one.namn)}), None
        )
