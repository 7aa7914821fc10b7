"""Plans backwards from a meeting: the last days on which each thing can be done for a matter to be
decided there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.ground.deadlines import add_working_days, day_before, last_working_day


@dataclass(frozen=True, slots=True)
class BackPlan:
    """Last working days before a meeting for each thing that must be done for a matter to be
    decided there.
    """

    mote: date
    remiss_oppnas: date
    remiss_stangs: date
    intagning: date
    kallelse: date


def back_plan(
    mote_day: date,
    *,
    intake_dagar: int,
    kallelse_dagar: int,
    remiss_dagar: int,
    sammanstallning_dagar: int,
) -> BackPlan:
    """Plan backwards from a meeting: the matter is ready by the intake day, its remiss closed and
    compiled by then.

    ``remiss_dagar`` are calendar days, the others working days.
    """
    intagning = add_working_days(mote_day, -intake_dagar)
    remiss_stangs = add_working_days(intagning, -sammanstallning_dagar)
    return BackPlan(
        mote=mote_day,
        remiss_oppnas=last_working_day(day_before(remiss_stangs, remiss_dagar)),
        remiss_stangs=remiss_stangs,
        intagning=intagning,
        kallelse=add_working_days(mote_day, -kallelse_dagar),
    )
