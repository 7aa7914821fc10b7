"""Whom a remiss reaches where the county asks ledamöter or huvudmän, and whose last day moves."""

from __future__ import annotations

from models.tables import Avisering, Beslut, Remiss, Remissmottagare
from support.county import KOMMUNER, Lan
from support.guards import BESLUT
from support.paths.arende import arende_in
from workflows.county.profile import Remisstill


def changed(lan: Lan, table: str, **values: object) -> Lan:
    """Let the county's profile say something else in one of its tables."""
    part = getattr(lan.profile, table).model_copy(update=values)
    lan.profile = lan.profile.model_copy(update={table: part})
    return lan


def test_where_ledamoter_are_asked_each_of_them_gets_the_remiss(lan: Lan) -> None:
    changed(lan, "remiss", till=Remisstill.LEDAMOTER)
    sak = arende_in(lan, "under_beredning")
    whom = [{"slag": "organ", "kod": "lgs"}, {"slag": "organ", "kod": "socialchefsnatverket"}]
    lan.step(sak, "sekreterare", "skicka_pa_remiss", sista_dag="2023-12-15", mottagare=whom)
    asked = lan.rows(Remissmottagare)
    people = [row.person_id for row in asked if row.person_id is not None]
    ledamoter = ("ordforande", *KOMMUNER, "region_kronoberg")
    assert sorted(people) == sorted(lan.ids[who] for who in ledamoter), "the chair is one of them"
    assert [row.organ_id is not None for row in asked].count(True) == 1


def test_where_huvudman_are_asked_ledningsgruppen_answers_as_one(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    whom = [{"slag": "organ", "kod": "lgs"}]
    lan.step(sak, "sekreterare", "skicka_pa_remiss", sista_dag="2023-12-15", mottagare=whom)
    assert [row.person_id for row in lan.rows(Remissmottagare)] == [None]


def test_a_decision_that_points_out_a_direction_is_kept_as_one(lan: Lan) -> None:
    changed(lan, "former", inriktningsbeslut=True)
    sak = arende_in(lan, "pa_dagordning")
    said = {**BESLUT, "inga_ataganden": True, "inriktning": True}
    lan.step(sak, "sekreterare", "besluta", **said)
    assert [row.inriktning for row in lan.rows(Beslut)] == [True]


def test_more_time_for_one_stays_when_the_others_get_more_and_only_those_are_told(
    lan: Lan,
) -> None:
    arende_in(lan, "pa_remiss")
    remiss, why = lan.rows(Remiss)[-1].id, {"skal": "Sjukdom."}
    one = {"sista_dag": "2023-12-15", "mottagare": "lessebo", **why}
    lan.step(remiss, "au_ledamot", "ge_anstand", **one)
    told = len(lan.rows(Avisering, mall="remiss_flyttad"))
    lan.step(remiss, "au_ledamot", "forlang", sista_dag="2023-12-08", **why)
    days = {row.huvudman_id: row.sista_dag.isoformat() for row in lan.rows(Remissmottagare)}
    assert sorted(days.values()) == ["2023-12-08", "2023-12-15"]
    assert [row.person_id for row in lan.rows(Avisering, mall="remiss_flyttad")[told:]] == [
        lan.ids["alvesta"]
    ]
