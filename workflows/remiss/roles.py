"""What makes somebody one of the roles around a round."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.county.actors import Actor, Mandat
from workflows.county.mandate import R, is_chef, is_contact
from workflows.handling.facts import MottagareFacts
from workflows.handling.slots import handles
from workflows.remiss.facts import RemissCase


def _recipient(actor: Actor, case: RemissCase) -> bool:
    return bool(answerable(actor, case))


def answerable(actor: Actor, case: RemissCase) -> frozenset[int]:
    """Return the ids of the recipients the actor answers for: a huvudman, an organ, or oneself."""
    return frozenset(
        mottagare.id
        for mottagare in case.remiss.mottagare
        if any(_answers(one, case, mottagare) for one in actor.mandat)
        or (mottagare.organ_id is not None and actor.har(organ_id=mottagare.organ_id))
        or (mottagare.person_id is not None and mottagare.person_id == actor.person_id)
    )


def _answers(one: Mandat, case: RemissCase, mottagare: MottagareFacts) -> bool:
    """Tell whether an uppdrag is to answer for a huvudman: a chef's in the ledningsgrupp, of the
    sector that is asked; a kontaktperson's where no chef is there, or the profile says so.
    """
    if mottagare.huvudman_id is None or one.huvudman_id != mottagare.huvudman_id:
        return False
    if is_contact(one):
        return case.profile.remiss.kontaktperson_svarar or mottagare.id in set(case.utan_chef)
    return is_chef(one) and mottagare.sektor in {None, one.sektor}


ROLES: Mapping[R, Callable[[Actor, RemissCase], bool]] = {
    R.HANDLAGGARE: handles,
    R.MOTTAGARE: _recipient,
}
