"""Which roles somebody has towards a matter: uppdrag of the day and the facts of the matter."""

from __future__ import annotations

from workflows.county.actors import Actor
from workflows.county.mandate import EVERYWHERE, R
from workflows.engine.case import Case


def roles_of(actor: Actor, case: Case) -> frozenset[R]:
    """Return every role the actor has towards this matter today."""
    if actor.ar_klockan:
        return frozenset({R.KLOCKAN})
    here = case.noun.roles
    everywhere = {role for role, holds in EVERYWHERE.items() if holds(actor)}
    return frozenset({role for role, holds in here.items() if holds(actor, case)} | everywhere)
