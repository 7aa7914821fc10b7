"""What makes somebody one of the roles around an åtagande."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.beslut.facts import AtagandeCase
from workflows.county.actors import Actor
from workflows.county.mandate import R, holds_for, is_or_stands_in


def _responsible(actor: Actor, case: AtagandeCase) -> bool:
    atagande = case.atagande
    if actor.person_id in {atagande.delegat_id, atagande.person_id, *case.ansvariga}:
        return True
    if atagande.organ_id is not None:
        return actor.har(organ_id=atagande.organ_id)
    return holds_for(actor, atagande.huvudman_id, atagande.ansvar_organ_id, atagande.sektor)


def _verifier(actor: Actor, case: AtagandeCase) -> bool:
    return is_or_stands_in(actor, case.atagande.verifierare_id)


ROLES: Mapping[R, Callable[[Actor, AtagandeCase], bool]] = {
    R.ANSVARIG: _responsible,
    R.VERIFIERARE: _verifier,
}
