"""Guards that only some counties ask: both sides, and that they are silent where the profile says
nothing.
"""

from __future__ import annotations

from typing import Any

from models.tables import Beslut, Remissmottagare
from support.county import UNDERLAG, Lan
from support.guards import BESLUT, guard, refused
from support.paths.arende import arende_in
from workflows.county.profile import Remisstill


def changed(lan: Lan, table: str, **values: Any) -> Lan:
    """Let the county's profile say something else in one of its tables."""
    part = getattr(lan.profile, table).model_copy(update=values)
    lan.profile = lan.profile.model_copy(update={table: part})
    return lan


@guard("handling.remiss_gjord")
def test_where_everything_goes_on_remiss_an_arende_for_beslut_is_not_ready_before(lan: Lan) -> None:
    changed(lan, "remiss", alltid=True)
    sak = arende_in(lan, "under_beredning")
    assert "har inte varit på remiss" in refused(lan, sak, "sekreterare", "fardigbered", **UNDERLAG)
    asked = arende_in(lan, "sammanstalls")
    lan.step(asked, "sekreterare", "fardigbered", **UNDERLAG)
    assert lan.lage(asked) == "berett"


def test_an_arende_for_dialog_needs_no_remiss_anywhere(lan: Lan) -> None:
    changed(lan, "remiss", alltid=True)
    sak = lan.arende(onskad_hantering=["dialog"])
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    lan.step(sak, "sekreterare", "fardigbered", foredragande="Sammankallande")
    assert lan.lage(sak) == "berett"


def test_where_the_profile_does_not_ask_no_remiss_is_needed(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "sekreterare", "fardigbered", **UNDERLAG)
    assert lan.lage(sak) == "berett"


@guard("handling.inriktning_tillaten")
def test_a_decision_points_out_a_direction_only_where_the_county_has_such(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    said = {**BESLUT, "inga_ataganden": True, "inriktning": True}
    assert "Inriktningsbeslut används inte" in refused(lan, sak, "sekreterare", "besluta", **said)
    changed(lan, "former", inriktningsbeslut=True)
    lan.step(sak, "sekreterare", "besluta", **said)
    assert [row.inriktning for row in lan.rows(Beslut)] == [True]


def test_where_ledamoter_are_asked_each_of_them_gets_the_remiss(lan: Lan) -> None:
    changed(lan, "remiss", till=Remisstill.LEDAMOTER)
    sak = arende_in(lan, "under_beredning")
    whom = [{"slag": "organ", "kod": "lgs"}, {"slag": "organ", "kod": "socialchefsnatverket"}]
    lan.step(sak, "sekreterare", "skicka_pa_remiss", sista_dag="2023-12-15", mottagare=whom)
    asked = lan.rows(Remissmottagare)
    assert len([row for row in asked if row.person_id is not None]) == 9
    assert [row.organ_id is not None for row in asked].count(True) == 1


def test_where_huvudman_are_asked_ledningsgruppen_answers_as_one(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    lan.step(
        sak,
        "sekreterare",
        "skicka_pa_remiss",
        sista_dag="2023-12-15",
        mottagare=[{"slag": "organ", "kod": "lgs"}],
    )
    assert [row.person_id for row in lan.rows(Remissmottagare)] == [None]
