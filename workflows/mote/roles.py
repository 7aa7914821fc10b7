"""What makes somebody one of the roles around a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.vocabulary import Roll
from workflows.county.actors import Actor
from workflows.county.mandate import CHAIRS, R, is_or_stands_in, is_secretary
from workflows.mote.facts import MoteCase


def _secretary(actor: Actor, case: MoteCase) -> bool:
    here = actor.har(organ_id=case.mote.organ_id, roller=(Roll.SEKRETERARE,))
    return here or is_secretary(actor)


def _chair(actor: Actor, case: MoteCase) -> bool:
    return actor.har(organ_id=case.mote.organ_id, roller=CHAIRS)


def _called(actor: Actor, case: MoteCase) -> bool:
    organ_id = case.mote.organ_id
    return any(m.organ_id == organ_id and m.roll != Roll.KONTAKTPERSON for m in actor.mandat)


def _confirmer(actor: Actor, case: MoteCase) -> bool:
    return is_or_stands_in(actor, case.mote.justerare_id)


ROLES: Mapping[R, Callable[[Actor, MoteCase], bool]] = {
    R.SEKRETERARE: _secretary,
    R.ORDFORANDE: _chair,
    R.JUSTERARE: _confirmer,
    R.KALLAD: _called,
}
