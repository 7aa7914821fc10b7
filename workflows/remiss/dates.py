"""Whose move it is in each state of a round, and by when."""

from __future__ import annotations

from datetime import date

from models.vocabulary import Roll
from workflows.county.slots import Slot
from workflows.ground.sentences import vems_drag
from workflows.remiss.facts import RemissCase
from workflows.remiss.payloads import Forlang


@vems_drag("de som har fått remissen (⟨au⟩ bevakar)")
def remissens(case: RemissCase) -> Slot:
    """Those who have been asked; each has a frist of its own, AU watches the round."""
    return Slot(drag="De som fått remissen", organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


def remissens_sista_dag(case: RemissCase) -> date:
    """The last day of the one who has longest."""
    moved = case.payload.sista_dag if isinstance(case.payload, Forlang) else None
    return max(moved, case.remiss.last_day()) if moved else case.remiss.last_day()
