"""Whose move it is in each state of a round, and by when."""

from __future__ import annotations

from datetime import date

from models.vocabulary import Roll
from workflows.county.slots import Slot
from workflows.remiss.facts import RemissCase


def remissens(case: RemissCase) -> Slot:
    """Those who have been asked; each has a frist of its own, AU watches the round."""
    return Slot(drag="De som fått remissen", organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


def remissens_sista_dag(case: RemissCase) -> date:
    """The last day of the one who has longest."""
    said: date | None = case.said("sista_dag")
    return max(said, case.remiss.last_day()) if said else case.remiss.last_day()
