"""Whose move it is in each state of an agreement, and by when."""

from __future__ import annotations

from datetime import date

from models.vocabulary import Forlangning
from workflows.avtal.facts import AvtalCase
from workflows.avtal.payloads import Text
from workflows.county.slots import Slot
from workflows.ground.deadlines import day_after, next_working_day
from workflows.handling.whose import organets


def avtalsagaren(case: AvtalCase) -> Slot:
    """The group that keeps the agreement up to date."""
    return organets(case, case.avtal.agare_organ_id)


def avtalet_borjar(case: AvtalCase) -> date:
    """The day a text comes into force; a month when there is none."""
    said = case.payload.galler_fran if isinstance(case.payload, Text) else None
    coming = [version.galler_fran for version in case.versioner if version.galler_fran > case.today]
    return said or min(coming, default=next_working_day(day_after(case.today, 30)))


def avtalets_oversyn(case: AvtalCase) -> date:
    """The day somebody looks at it again, and before that the last day of what ends by itself."""
    last, day = case.avtal.giltig_till, case.avtal.oversyn
    return min(day, last) if last and case.avtal.forlangning is Forlangning.UPPHOR else day
