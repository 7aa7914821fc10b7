"""What makes somebody one of the roles around an ärende."""

from __future__ import annotations

from workflows.arende.facts import ArendeCase
from workflows.county.actors import Actor
from workflows.engine.case import Case


def _initiator(actor: Actor, case: Case) -> bool:
    if not isinstance(case, ArendeCase):
        return False
    organ_id = case.arende.avsandare_organ_id
    in_organ = organ_id is not None and case.sak.lage != "utkast" and actor.har(organ_id=organ_id)
    return actor.person_id == case.arende.skapad_av or in_organ


def _carrier(actor: Actor, case: Case) -> bool:
    organ_id = case.arende.barare_organ_id if isinstance(case, ArendeCase) else None
    return organ_id is not None and actor.har(organ_id=organ_id)
