"""What makes somebody the one who handles a matter, or who answers for a huvudman in it."""

from __future__ import annotations

from workflows.county.actors import Actor
from workflows.county.mandate import holds_for
from workflows.engine.case import Case
from workflows.handling.facts import AboutCase


def handles(actor: Actor, case: AboutCase) -> bool:
    """Tell whether the actor was chosen to handle what the matter is about, or is in the group that
    does.
    """
    group = case.om.grupp_organ_id
    return actor.person_id == case.om.handlaggare_id or (
        group is not None and actor.har(organ_id=group)
    )


def speaks_for(actor: Actor, case: Case, huvudman_id: int) -> bool:
    """Tell whether the actor answers for a huvudman in the ledningsgrupp, or as its
    kontaktperson.
    """
    return holds_for(actor, huvudman_id, case.register.ledningsgrupp().id, None)
