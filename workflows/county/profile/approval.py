"""What a länsprofil says of active approval: whether it is demanded, of whom, and what a changed
text does to it.
"""

from __future__ import annotations

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
    sector always does. A change of a grade in ``upphaver`` voids the approvals of the text before
    it, one in ``fragar`` lets them stand but is told to those who gave them.
    """

    kravs: JaNej = False
    sektorer: tuple[str, ...] = ()
    upphaver: tuple[Andringsgrad, ...] = (Andringsgrad.SAKLIG, Andringsgrad.EKONOMISK)
    fragar: tuple[Andringsgrad, ...] = (Andringsgrad.FORTYDLIGANDE,)
    omrade: tuple[Godkannandeomrade, ...] = ()

    @model_validator(mode="after")
    def _each_grade_does_one_thing(self) -> Self:
        if set(self.upphaver) & set(self.fragar):
            raise ValueError("Tillåtet: varje ändringsgrad i upphaver eller i fragar, inte i båda.")
        return self

    def sektorer_for(self, omrade: str) -> frozenset[str] | None:
        """Return the codes of the sectors that approve what belongs to an area; None when
        all do.
        """
        if not self.sektorer:
            return None
        more = (one.sektorer for one in self.omrade if same_name(one.namn) == same_name(omrade))
        return frozenset(self.sektorer).union(*more)
