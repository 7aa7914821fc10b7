"""Who holds a group together plans its meetings, and those of nobody else."""

from __future__ import annotations

import pytest

from models.tables import Avisering, Mote
from support.county import Lan
from workflows.desk.views import oversikt
from workflows.ground.errors import RoleMissing
from workflows.mote.create import create_mote

OWN = "pg_kronobarnsmodellen"


def plan(lan: Lan, who: str, organ: str) -> int:
    """Make a meeting of an organ as somebody."""
    with lan.database.session() as session:
        sent = {"organ": organ, "datum": "2023-12-08", "tid": "09:00"}
        return create_mote(session, sent, lan.actor(session, who), lan.world)


def test_who_holds_a_group_together_makes_its_meeting_its_agenda_and_calls(lan: Lan) -> None:
    mote = plan(lan, "sammankallande", OWN)
    lan.step(mote, "sammankallande", "lagg_till_punkt", rubrik="Läget i kommunerna")
    lan.step(mote, "sammankallande", "kalla")
    told = {row.person_id for row in lan.rows(Avisering, mall="kallelse")}
    assert told == {lan.ids["sammankallande"], lan.ids["representant"]}
    lan.step(mote, "sammankallande", "stall_in", skal="För få kan komma.")
    assert lan.lage(mote) == "installt"


@pytest.mark.parametrize("organ", ["lgs", "au", "pg_analys"])
def test_another_organs_meeting_is_refused_by_name(lan: Lan, organ: str) -> None:
    with pytest.raises(RoleMissing) as refused:
        plan(lan, "sammankallande", organ)
    name = next(one.namn for one in lan.profile.organ if one.kod == organ)
    assert f"Nytt möte i {name}" in refused.value.message
    assert lan.rows(Mote) == []
    mote = plan(lan, "sekreterare", organ)
    for step in ("lagg_till_punkt", "kalla", "stall_in"):
        with pytest.raises(RoleMissing):
            lan.step(mote, "sammankallande", step, rubrik="Vårt")


def test_a_representant_plans_nothing(lan: Lan) -> None:
    with pytest.raises(RoleMissing):
        plan(lan, "representant", OWN)


def test_the_move_is_theirs_where_the_group_has_no_sekreterare(lan: Lan) -> None:
    mote = plan(lan, "sammankallande", OWN)
    lan.at("2023-11-30")
    with lan.database.read() as session:
        own = oversikt(session, lan.actor(session, "sammankallande"), lan.world).vantar_pa_dig
        other = oversikt(session, lan.actor(session, "sekreterare"), lan.world).vantar_pa_dig
    assert f"/moten/{mote}" in {one.knapp.href for one in own}
    assert f"/moten/{mote}" not in {one.knapp.href for one in other}
