"""What makes somebody one of the roles around a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.vocabulary import Roll
from workflows.county.actors import Actor
from workflows.county.mandate import CHAIRS, R, is_or_stands_in, plans_meetings
from workflows.mote.facts import MoteCase, sectors_called


def _secretary(actor: Actor, case: MoteCase) -> bool:
    return plans_meetings(actor, case.mote.organ_id)


def _chair(actor: Actor, case: MoteCase) -> bool:
    return actor.har(organ_id=case.mote.organ_id, roller=(*CHAIRS, Roll.SAMMANKALLANDE))


def _called(actor: Actor, case: MoteCase) -> bool:
    here = [m for m in actor.mandat if m.organ_id == case.mote.organ_id]
    mine = [m for m in here if m.roll != Roll.KONTAKTPERSON]
    only = sectors_called(case) if mine else None
    return any(
        only is None or m.roll != Roll.LEDAMOT or m.sektor is None or m.sektor in only for m in mine
    )


def _confirmer(actor: Actor, case: MoteCase) -> bool:
    return is_or_stands_in(actor, case.mote.justerare_id)


ROLES: Mapping[R, Callable[[Actor, MoteCase], bool]] = {
    R.SEKRETERARE: _secretary,
    R.ORDFORANDE: _chair,
    R.JUSTERARE: _confirmer,
    R.KALLAD: _called,
}
