"""What a länsprofil says of whom a matter concerns: whose approval counts, and what a changed text
does to it; who is called when it is up.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from pydantic import model_validator

from models.revisionsord import Andringsgrad
from models.text import same_name
from workflows.county.profile.fields import JaNej, Namn, Profildel


class Godkannandeomrade(Profildel):
    """More sectors that approve when an agreement belongs to an area, by its name in the
    register.
    """

    namn: Namn
    sektorer: tuple[str, ...]


class Godkannanderegler(Profildel):
    """Whether every ledamot must approve a text before it can be put on an agenda.

    ``sektorer`` are those whose ledamöter always approve, all when it is empty; a ledamot without a
    sector always does. Those of another sector do where the matter concerns it: an ärende that says
    so, an agreement of one of the areas; with ``berorda`` no they never do. A change of a grade in
    ``upphaver`` voids the approvals of the text before it, one in ``fragar`` lets them stand but is
    told to those who gave them.
    """

    kravs: JaNej = False
    sektorer: tuple[str, ...] = ()
    upphaver: tuple[Andringsgrad, ...] = (Andringsgrad.SAKLIG, Andringsgrad.EKONOMISK)
    fragar: tuple[Andringsgrad, ...] = (Andringsgrad.FORTYDLIGANDE,)
    omrade: tuple[Godkannandeomrade, ...] = ()
    berorda: JaNej = True

    @model_validator(mode="after")
    def _each_grade_does_one_thing(self) -> Self:
        if set(self.upphaver) & set(self.fragar):
            raise ValueError("Tillåtet: varje ändringsgrad i upphaver eller i fragar, inte i båda.")
        return self

    def berors(self, omrade: str) -> frozenset[str]:
        """Return the codes of the sectors that what belongs to an area concerns in particular."""
        more = (one.sektorer for one in self.omrade if same_name(one.namn) == same_name(omrade))
        return frozenset[str]().union(*more)

    def sektorer_for(self, omrade: str, sektor: str = "") -> frozenset[str] | None:
        """Return the codes of the sectors that approve what belongs to an area, or concerns a
        sector in particular; None when all do.
        """
        if not self.sektorer:
            return None
        if not self.berorda:
            return frozenset(self.sektorer)
        return frozenset(self.sektorer) | self.berors(omrade) | ({sektor} if sektor else set())


class Kallelseregler(Profildel):
    """Who is called to the meetings of the ledningsgrupp.

    ``sektorer`` are those whose ledamöter always are, all when it is empty; those of another sector
    are called where something on the agenda concerns it, with ``berorda`` no never. Chairs, the
    sekreterare and who has no sector always are.
    """

    sektorer: tuple[str, ...] = ()
    berorda: JaNej = True

    def kallas(self, rorda: Collection[str]) -> frozenset[str] | None:
        """Return the codes of the sectors that are called when what is up concerns some; None when
        all are.
        """
        if not self.sektorer:
            return None
        return frozenset(self.sektorer).union(rorda if self.berorda else ())
