"""Whose move it is in each state of a round, and by when."""

from __future__ import annotations

from datetime import date

from models.lagen import Slag
from models.vocabulary import Roll
from workflows.county.slots import Slot
from workflows.ground.sentences import vems_drag
from workflows.handling import dates as handling_dates
from workflows.handling.slots import FRAGADE
from workflows.remiss.facts import RemissCase
from workflows.remiss.payloads import Forlang, LaggTillMottagare


@vems_drag("de som har fått remissen (⟨au⟩ bevakar)")
def remissens(case: RemissCase) -> Slot:
    """Those who have been asked; each has a frist of its own, AU watches the round."""
    return Slot(drag=FRAGADE, organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


def genomgangen(case: RemissCase) -> date:
    """What was said is gone through by the day that holds for what it is about: one job has one
    date.
    """
    aim = case.om.siktar_pa
    planned = case.profile.plan(aim).intagning if aim and case.om.slag is Slag.REVISION else None
    return planned if planned and planned > case.today else handling_dates.sammanstallning(case)


def remissens_sista_dag(case: RemissCase) -> date:
    """The last day of the one who has longest."""
    said = case.payload
    moved = said.sista_dag if isinstance(said, Forlang | LaggTillMottagare) else None
    return max(moved, case.remiss.last_day()) if moved else case.remiss.last_day()
