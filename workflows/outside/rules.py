"""What can stand in the way of an answer from outside, and what it is called in the history."""

from __future__ import annotations

from collections.abc import Mapping

from models.lagen import MoteLage
from workflows.ground.sentences import regel
from workflows.handling.facts import OmCase
from workflows.handling.payloads import Lyfter
from workflows.outside.dates import takes_it_up


@regel("Forumets möte pågår inte.")
def forumets_mote_pagar_inte(case: OmCase, _said: object) -> str | None:
    """What a forum decides while it meets is written there, in its own minutes."""
    if case.mote is None or case.mote.lage != MoteLage.OPPNAT:
        return None
    return "Forumets möte pågår. Skriv in vid mötet vad det kom fram till."


@regel("Frågan står inte på någon dagordning, och forumet har ett möte som inte är kallat.")
def forumet_har_ett_mote(case: OmCase, _said: object) -> str | None:
    """What was lifted does not wait beside a meeting that can take it up, however it came so."""
    waits = not on_its_agenda(case) and takes_it_up(case, case.om.forum_organ_id)
    return None if waits else "Forumet har inget möte som kan ta upp frågan."


@regel("Gruppen som bär frågan har avslutats.")
def gruppen_har_avslutats(case: OmCase, _said: object) -> str | None:
    """Nothing lies with a group that has ended, however it came so."""
    organ = case.register.organ_by_id(case.om.barare_organ_id)
    return None if organ and organ.avslutad else "Gruppen som bär frågan har inte avslutats."


def on_its_agenda(case: OmCase) -> bool:
    """Tell whether a meeting of the forum has it on its agenda, and so brings the answer."""
    return case.om.mote_id is not None


def lifted_to(case: OmCase, said: Lyfter) -> Mapping[str, str]:
    """Name the forum it is lifted to in the history."""
    organ = case.register.organ_named(said.forum)
    return {"forumet": organ.namn} if organ else {}


def the_forum(case: OmCase, _said: object) -> Mapping[str, str]:
    """Name the forum that answers in the history."""
    organ = case.register.organ_by_id(case.om.forum_organ_id)
    return {"forumet": organ.namn} if organ else {}
