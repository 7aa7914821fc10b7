"""What makes somebody one of the roles around an ärende."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.lagen import ArendeLage
from workflows.arende.facts import ArendeCase
from workflows.county.actors import Actor
from workflows.county.mandate import R, is_or_stands_in
from workflows.handling.slots import handles
from workflows.outside.slots import carries, keeps_the_forum


def _initiator(actor: Actor, case: ArendeCase) -> bool:
    organ_id = case.arende.avsandare_organ_id
    handed_in = organ_id is not None and case.sak.lage != ArendeLage.UTKAST
    in_organ = handed_in and actor.har(organ_id=organ_id)
    asked = {case.arende.skapad_av, case.arende.avsandare_person_id}
    return actor.person_id in asked or in_organ


def _approver(actor: Actor, case: ArendeCase) -> bool:
    return any(is_or_stands_in(actor, one.id) for one in case.godkannare)


ROLES: Mapping[R, Callable[[Actor, ArendeCase], bool]] = {
    R.INITIATIVTAGARE: _initiator,
    R.HANDLAGGARE: handles,
    R.BARARE: carries,
    R.FORUMET: keeps_the_forum,
    R.GODKANNARE: _approver,
}
