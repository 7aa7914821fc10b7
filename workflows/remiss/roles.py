"""What makes somebody one of the roles around a round."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.vocabulary import OrganSlag, Roll
from workflows.county.actors import Actor
from workflows.county.mandate import R
from workflows.handling.slots import handles
from workflows.remiss.facts import RemissCase


def _recipient(actor: Actor, case: RemissCase) -> bool:
    return bool(answerable(actor, case))


def answerable(actor: Actor, case: RemissCase) -> frozenset[int]:
    """Return the ids of the recipients the actor answers for.

    A huvudman through the ledningsgrupp, an organ, or oneself.
    """
    for_huvudman = {
        m.huvudman_id
        for m in actor.mandat
        if m.organ_slag == OrganSlag.LEDNINGSGRUPP or m.roll == Roll.KONTAKTPERSON
    }
    return frozenset(
        mottagare.id
        for mottagare in case.remiss.mottagare
        if (mottagare.huvudman_id is not None and mottagare.huvudman_id in for_huvudman)
        or (mottagare.organ_id is not None and actor.har(organ_id=mottagare.organ_id))
        or (mottagare.person_id is not None and mottagare.person_id == actor.person_id)
    )


ROLES: Mapping[R, Callable[[Actor, RemissCase], bool]] = {
    R.HANDLAGGARE: handles,
    R.MOTTAGARE: _recipient,
}
