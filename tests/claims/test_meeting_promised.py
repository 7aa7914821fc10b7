"""A page promises no meeting that what must come first makes impossible."""

from __future__ import annotations

from datetime import date

from support.county import Lan
from support.paths.arende import arende_in
from support.walks.promised import days_of, promise
from workflows.arende.views import arende_by_id
from workflows.county.actors import KLOCKAN


def remiss_phase(lan: Lan, sak: int) -> str:
    with lan.database.read() as session:
        faser = arende_by_id(session, KLOCKAN, lan.world, sak).faser
    return next(one.text for one in faser if one.fas == "remiss")


def test_where_all_that_is_decided_goes_on_remiss_the_meeting_is_the_one_after_it(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    near, far = "2023-12-08", "2024-03-08"
    for day in (near, far):
        lan.mote(day, organ="lgs")
    with lan.database.read() as session:
        assert days_of(promise(lan, session, sak)) == (date(2023, 12, 8), date(2024, 3, 8))
    assert remiss_phase(lan, sak) == "om det behövs"
    rules = lan.profile.remiss.model_copy(update={"alltid": True})
    lan.profile = lan.profile.model_copy(update={"remiss": rules})
    with lan.database.read() as session:
        assert days_of(promise(lan, session, sak)) == (None, date(2024, 3, 8))
    assert remiss_phase(lan, sak) == "krävs"
