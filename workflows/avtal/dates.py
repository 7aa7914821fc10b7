"""Whose move it is in each state of an agreement, and by when."""

from __future__ import annotations

from datetime import date

from workflows.avtal.facts import AvtalCase
from workflows.avtal.payloads import Text
from workflows.county.slots import Slot
from workflows.ground.deadlines import day_after, next_working_day
from workflows.ground.sentences import vems_drag
from workflows.handling.slots import organets

NEAR = 92  # days before its day an agreement asks to be looked at


@vems_drag("den ansvariga gruppen")
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
    last, day = case.avtal.last_day, case.avtal.oversyn
    return min(day, last) if last else day


def to_be_done(last: date | None, day: date, *, by_parties: bool) -> str:
    """Return what is to be done with a text in force by a day: what ends then makes another
    question than a review, and a third where it is for each party to prolong it.
    """
    if last != day:
        return "Pröva om texten håller"
    return "Se vilka som inte har beslutat" if by_parties else "Förläng eller låt upphöra"
