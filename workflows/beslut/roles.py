"""What makes somebody one of the roles around an åtagande."""

from __future__ import annotations

from workflows.beslut.facts import AtagandeCase
from workflows.county.actors import Actor
from workflows.county.mandate import holds_for, is_or_stands_in
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.case import Case
from workflows.handling.facts import AtagandeFacts


def _responsible(actor: Actor, case: Case) -> bool:
    if isinstance(case, DelgivningCase):
        one = case.delgivning
        lgs = case.register.ledningsgrupp().id
        return actor.person_id in one.ansvariga or holds_for(actor, one.huvudman_id, lgs, None)
    return isinstance(case, AtagandeCase) and _answers_for(actor, case.atagande)


def _answers_for(actor: Actor, atagande: AtagandeFacts) -> bool:
    if actor.person_id in {atagande.delegat_id, atagande.person_id, *atagande.ansvariga}:
        return True
    if atagande.organ_id is not None:
        return actor.har(organ_id=atagande.organ_id)
    return holds_for(actor, atagande.huvudman_id, atagande.ansvar_organ_id, atagande.sektor)


def _verifier(actor: Actor, case: Case) -> bool:
    return isinstance(case, AtagandeCase) and is_or_stands_in(actor, case.atagande.verifierare_id)
