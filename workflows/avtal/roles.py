"""What makes somebody one of the roles around an agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.vocabulary import PartSlag
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, R
from workflows.handling.slots import speaks_for


def _keeper(actor: Actor, case: AvtalCase) -> bool:
    return actor.har(organ_id=case.avtal.agare_organ_id, roller=LEADS)


def _bound(actor: Actor, case: AvtalCase) -> bool:
    return any(speaks_for_party(actor, part) for part in case.parter)


def speaks_for_party(actor: Actor, part: PartFacts) -> bool:
    """Tell whether the actor answers for a huvudman that is bound by an agreement."""
    return (
        part.slag is PartSlag.PART
        and part.huvudman_id is not None
        and speaks_for(actor, part.huvudman_id)
    )


ROLES: Mapping[R, Callable[[Actor, AvtalCase], bool]] = {R.AVTALSAGARE: _keeper, R.PART: _bound}
