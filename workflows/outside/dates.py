"""By when what a meeting sent out is back."""

from __future__ import annotations

from datetime import date

from models.lagen import TAKES_ITEMS
from workflows.county.meetings import ComingMote
from workflows.ground.deadlines import add_working_days, day_after, next_working_day
from workflows.handling.dates import STANDARD_DAGAR, intake_of
from workflows.handling.facts import AboutCase, OmCase

FORUM_DAGAR = 60  # days, where no meeting of the forum is known


def aterkommer(case: AboutCase) -> date:
    """The intake day of the meeting the dialogue is to return to."""
    day = case.om.aterkommer
    return intake_of(case, day) if day else add_working_days(case.today, STANDARD_DAGAR)


def forumets_mote(case: AboutCase) -> date:
    """The meeting whose agenda it stands on, else the forum's next, or two months when none is
    known.
    """
    own = next((mote for mote in case.moten if mote.id == case.om.mote_id), None)
    mote = own or case.next_mote(case.om.forum_organ_id or 0)
    if mote and (own or mote.datum > case.today):
        return mote.datum
    return next_working_day(day_after(case.today, FORUM_DAGAR))


def takes_it_up(case: OmCase, organ_id: int | None) -> ComingMote | None:
    """Return the forum's next meeting whose agenda is still being built, but for the one it stands
    on; None when none is planned.
    """
    return next(
        (
            mote
            for mote in case.moten
            if mote.organ_id == organ_id
            and mote.lage in TAKES_ITEMS
            and mote.datum >= case.today
            and mote.id != case.om.mote_id
        ),
        None,
    )
