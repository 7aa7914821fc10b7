"""What makes somebody one of the roles around an åtagande."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.beslut.facts import AtagandeCase
from workflows.county.actors import Actor
from workflows.county.mandate import R, holds_for, is_or_stands_in
from workflows.engine.roles import Spoken


def _responsible(actor: Actor, case: AtagandeCase) -> bool:
    atagande = case.atagande
    if actor.person_id in {atagande.delegat_id, atagande.person_id, *case.ansvariga}:
        return True
    if atagande.organ_id is not None:
        return actor.har(organ_id=atagande.organ_id)
    return holds_for(actor, atagande.huvudman_id, atagande.ansvar_organ_id, atagande.sektor)


def _verifier(actor: Actor, case: AtagandeCase) -> bool:
    return is_or_stands_in(actor, case.atagande.verifierare_id)


def spoken_for(case: AtagandeCase, _said: object) -> Spoken:
    """Return the party whose åtagande it is, when the one who answers for it speaks."""
    one, me = case.atagande, case.actor.person_id
    named = me if me in {one.delegat_id, one.person_id} else None
    by = frozenset({R.ANSVARIG})
    return Spoken(one.huvudman_id, named, slot=named is None, by=by)


ROLES: Mapping[R, Callable[[Actor, AtagandeCase], bool]] = {
    R.ANSVARIG: _responsible,
    R.VERIFIERARE: _verifier,
}
