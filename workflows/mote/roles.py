"""What makes somebody one of the roles around a meeting."""

from __future__ import annotations

from workflows.county.actors import Actor
from workflows.county.mandate import CHAIRS, is_or_stands_in
from workflows.engine.case import Case
from workflows.mote.facts import MoteCase


def _chair(actor: Actor, case: Case) -> bool:
    return isinstance(case, MoteCase) and actor.har(organ_id=case.mote.organ_id, roller=CHAIRS)


def _confirmer(actor: Actor, case: Case) -> bool:
    return isinstance(case, MoteCase) and is_or_stands_in(actor, case.mote.justerare_id)
