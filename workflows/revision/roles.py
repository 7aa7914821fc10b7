"""What makes somebody one of the roles around a revision."""

from __future__ import annotations

from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, is_or_stands_in
from workflows.engine.case import Case
from workflows.revision.facts import RevisionCase


def _convener(actor: Actor, case: Case) -> bool:
    if not isinstance(case, RevisionCase):
        return False
    return actor.har(
        organ_id=case.revision.grupp_organ_id or case.revision.agare_organ_id, roller=LEADS
    )


def _in_group(actor: Actor, case: Case) -> bool:
    group = case.revision.grupp_organ_id if isinstance(case, RevisionCase) else None
    return group is not None and actor.har(organ_id=group)


def _approver(actor: Actor, case: Case) -> bool:
    return isinstance(case, RevisionCase) and any(
        is_or_stands_in(actor, one.id) for one in case.godkannare
    )
