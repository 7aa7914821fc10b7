"""Whose move it is in each state of a delgivning, and by when."""

from __future__ import annotations

from datetime import date

from workflows.county.slots import Slot
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.case import Case
from workflows.ground.deadlines import add_working_days
from workflows.ground.sentences import vems_drag
from workflows.handling.slots import huvudmannens


@vems_drag("den som svarar för parten")
def delgivningens(case: DelgivningCase) -> Slot:
    """The one who answers for a party that had nobody at the meeting."""
    return huvudmannens(case, case.delgivning.huvudman_id, None)


def tagit_del(case: Case) -> date:
    """A party that had nobody at the meeting answers within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.tagit_del)
