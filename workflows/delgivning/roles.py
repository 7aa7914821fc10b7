"""What makes somebody one of the roles around a delgivning."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.county.actors import Actor
from workflows.county.mandate import R, answers_for
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.roles import Spoken


def _responsible(actor: Actor, case: DelgivningCase) -> bool:
    one = case.delgivning
    return actor.person_id in one.ansvariga or one.huvudman_id in answers_for(actor)


def spoken_for(case: DelgivningCase, _said: object) -> Spoken:
    """Return the party that is asked, when the one who answers for it speaks."""
    return Spoken(case.delgivning.huvudman_id, slot=True, by=frozenset({R.ANSVARIG}))


ROLES: Mapping[R, Callable[[Actor, DelgivningCase], bool]] = {R.ANSVARIG: _responsible}
