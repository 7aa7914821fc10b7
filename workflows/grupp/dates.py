"""Whose move it is about a group for a time, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.vocabulary import Roll
from workflows.county.slots import Delfrist, Slot
from workflows.ground.sentences import vems_drag
from workflows.grupp.facts import GruppCase
from workflows.handling import slots


@vems_drag("gruppens sammankallande")
def sammankallande(case: GruppCase) -> Slot:
    """Who holds the group together."""
    one = case.grupp
    return Slot(drag=one.namn, organ_id=one.organ_id, roll=Roll.SAMMANKALLANDE)


def medlemmarna(case: GruppCase) -> tuple[Slot, ...]:
    """Each who takes part, also when their uppdrag have run out today."""
    return tuple(Slot(drag=one.namn, person_id=one.person_id) for one in case.grupp.medlemmar)


def sista_dagen(case: GruppCase) -> date:
    """The last day that was decided."""
    return case.grupp.sista_dag


def au_ocksa(case: GruppCase) -> Iterator[Delfrist]:
    """AU is asked beside the one who holds the group together: it falls to AU where nobody does."""
    if case.grupp.ledare:
        yield Delfrist(slots.au(case))
