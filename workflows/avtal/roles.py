"""What makes somebody one of the roles around an agreement."""

from __future__ import annotations

from models.vocabulary import PartSlag
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS
from workflows.engine.case import Case
from workflows.handling.roles import speaks_for
from workflows.revision.facts import RevisionCase


def _keeper(actor: Actor, case: Case) -> bool:
    return isinstance(case, AvtalCase) and actor.har(
        organ_id=case.avtal.agare_organ_id, roller=LEADS
    )


def _bound(actor: Actor, case: Case) -> bool:
    if isinstance(case, RevisionCase):
        return any(speaks_for(actor, case, part.huvudman_id) for part in case.kvar())
    return isinstance(case, AvtalCase) and any(
        speaks_for_party(actor, case, part) for part in case.parter
    )


def speaks_for_party(actor: Actor, case: Case, part: PartFacts) -> bool:
    """Tell whether the actor answers for a huvudman that is bound by an agreement."""
    return (
        part.slag is PartSlag.PART
        and part.huvudman_id is not None
        and speaks_for(actor, case, part.huvudman_id)
    )
