"""What makes somebody one of the roles around a group for a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.vocabulary import Roll
from workflows.county.actors import Actor
from workflows.county.mandate import R
from workflows.grupp.facts import GruppCase


def _leads(actor: Actor, case: GruppCase) -> bool:
    return actor.har(organ_id=case.grupp.organ_id, roller=(Roll.SAMMANKALLANDE,))


ROLES: Mapping[R, Callable[[Actor, GruppCase], bool]] = {R.SAMMANKALLANDE: _leads}
