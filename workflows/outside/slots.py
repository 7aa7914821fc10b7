"""Whose move it is while a question is with somebody else, and who speaks for them."""

from __future__ import annotations

from models.vocabulary import Roll
from workflows.county.actors import Actor
from workflows.county.mandate import CHAIRS
from workflows.county.slots import Slot
from workflows.ground.sentences import vems_drag
from workflows.handling.facts import AboutCase, OmCase
from workflows.handling.slots import au, organets


@vems_drag("den som bär dialogen")
def bararen(case: AboutCase) -> Slot:
    """The organ that carries the dialogue; its sammankallande or chair answers for it."""
    return carried_by(case, case.om.barare_organ_id)


def carried_by(case: AboutCase, organ_id: int | None) -> Slot:
    """Return who answers for an organ that carries a dialogue; AU's work is its sekreterare's."""
    return au(case) if organ_id == case.register.au().id else organets(case, organ_id)


@vems_drag("forumet (⟨au⟩ bevakar)")
def forumet(case: AboutCase) -> Slot:
    """The political body the question was lifted to; AU watches that its answer comes."""
    organ = case.register.organ_by_id(case.om.forum_organ_id)
    return Slot(
        drag=organ.kortnamn if organ else "Forumet",
        organ_id=case.register.au().id,
        roll=Roll.SEKRETERARE,
    )


def carries(actor: Actor, case: OmCase) -> bool:
    """Tell whether the actor has an uppdrag in the organ that carries the dialogue."""
    organ_id = case.om.barare_organ_id
    return organ_id is not None and actor.har(organ_id=organ_id)


def keeps_the_forum(actor: Actor, case: OmCase) -> bool:
    """Tell whether the actor leads the forum it was lifted to, or keeps its papers."""
    organ_id = case.om.forum_organ_id
    return organ_id is not None and actor.har(organ_id=organ_id, roller=(Roll.SEKRETERARE, *CHAIRS))
