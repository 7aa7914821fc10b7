"""The roles a lifecycle names, and what makes somebody one.

Uppdrag of the day and the facts of the matter, one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.vocabulary import OrganSlag, Roll
from workflows.arende.roles import _carrier, _initiator
from workflows.avtal.roles import _bound, _keeper
from workflows.beslut.roles import _responsible, _verifier
from workflows.county.actors import Actor
from workflows.county.mandate import CHAIRS, R, is_secretary
from workflows.engine.case import Case
from workflows.handling.roles import _handler
from workflows.mote.facts import MoteCase
from workflows.mote.roles import _chair, _confirmer
from workflows.remiss.roles import _recipient
from workflows.revision.roles import _approver, _convener, _in_group


def roles_of(actor: Actor, case: Case) -> frozenset[R]:
    """Return every role the actor has towards this matter today."""
    if actor.ar_klockan:
        return frozenset({R.KLOCKAN})
    return frozenset(role for role, holds in _HOLDS.items() if holds(actor, case))


def _au(actor: Actor, _case: Case) -> bool:
    return actor.har(slag=OrganSlag.AU)


def _secretary(actor: Actor, case: Case) -> bool:
    here = isinstance(case, MoteCase) and actor.har(
        organ_id=case.mote.organ_id, roller=(Roll.SEKRETERARE,)
    )
    return here or is_secretary(actor)


def _au_chair(actor: Actor, _case: Case) -> bool:
    return actor.har(slag=OrganSlag.AU, roller=CHAIRS)


def _leadership(actor: Actor, _case: Case) -> bool:
    return actor.har(slag=OrganSlag.LEDNINGSGRUPP, roller=(*CHAIRS, Roll.LEDAMOT))


_HOLDS: Mapping[R, Callable[[Actor, Case], bool]] = {
    R.INITIATIVTAGARE: _initiator,
    R.SEKRETERARE: _secretary,
    R.AU: _au,
    R.AU_ORDFORANDE: _au_chair,
    R.LEDNINGSGRUPP: _leadership,
    R.ORDFORANDE: _chair,
    R.HANDLAGGARE: _handler,
    R.BARARE: _carrier,
    R.MOTTAGARE: _recipient,
    R.JUSTERARE: _confirmer,
    R.ANSVARIG: _responsible,
    R.VERIFIERARE: _verifier,
    R.AVTALSAGARE: _keeper,
    R.PART: _bound,
    R.SAMMANKALLANDE: _convener,
    R.GRUPP: _in_group,
    R.GODKANNARE: _approver,
}
