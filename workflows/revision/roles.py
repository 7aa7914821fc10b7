"""What makes somebody one of the roles around a revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, R, is_or_stands_in
from workflows.handling.slots import handles, speaks_for
from workflows.outside.slots import carries, keeps_the_forum
from workflows.revision.facts import RevisionCase


def _convener(actor: Actor, case: RevisionCase) -> bool:
    group = case.revision.grupp_organ_id or case.revision.agare_organ_id
    return actor.har(organ_id=group, roller=LEADS)


def _in_group(actor: Actor, case: RevisionCase) -> bool:
    group = case.revision.grupp_organ_id
    return group is not None and actor.har(organ_id=group)


def _approver(actor: Actor, case: RevisionCase) -> bool:
    return any(is_or_stands_in(actor, one.id) for one in case.godkannare)


def _bound(actor: Actor, case: RevisionCase) -> bool:
    return any(speaks_for(actor, part.huvudman_id) for part in case.kvar())


def _signs(actor: Actor, case: RevisionCase) -> bool:
    theirs = [part.undertecknare_id for part in case.kvar()]
    outside = any(one.has(actor.person_id) for one in case.motparter_kvar())
    return actor.person_id is not None and (outside or actor.person_id in theirs)


ROLES: Mapping[R, Callable[[Actor, RevisionCase], bool]] = {
    R.HANDLAGGARE: handles,
    R.BARARE: carries,
    R.FORUMET: keeps_the_forum,
    R.PART: _bound,
    R.SAMMANKALLANDE: _convener,
    R.GRUPP: _in_group,
    R.GODKANNARE: _approver,
    R.UNDERTECKNARE: _signs,
}
