"""Guards that only some counties ask: both sides, and that they are silent where the profile says
nothing.
"""

from __future__ import annotations

from models.vocabulary import Hantering
from support.cases.arende import arende, at_meeting, omgang
from support.cases.county import profiled
from support.county import UNDERLAG
from support.guards import BESLUT, after, guard, obstacle

ALLTID = profiled("remiss", alltid=True)


@guard("handling.remiss_gjord")
def test_where_everything_goes_on_remiss_an_arende_for_beslut_is_not_ready_before() -> None:
    case = arende("under_beredning", profile=ALLTID)
    said = obstacle(case, "sekreterare", "fardigbered", **UNDERLAG)
    assert "har inte varit på remiss" in said
    asked = arende("sammanstalls", profile=ALLTID, remiss=omgang("stangd"))
    assert after(asked, "sekreterare", "fardigbered", **UNDERLAG) == "berett"
    called_off = arende("under_beredning", profile=ALLTID, remiss=omgang("avbruten"))
    assert obstacle(called_off, "sekreterare", "fardigbered", **UNDERLAG) == said


def test_an_arende_for_dialog_needs_no_remiss_anywhere() -> None:
    case = arende("under_beredning", profile=ALLTID, onskad_hantering=(Hantering.DIALOG,))
    said = {"foredragande": "Sammankallande"}
    assert after(case, "sekreterare", "fardigbered", **said) == "berett"


def test_where_the_profile_does_not_ask_no_remiss_is_needed() -> None:
    assert after(arende("under_beredning"), "sekreterare", "fardigbered", **UNDERLAG) == "berett"


@guard("handling.inriktning_tillaten")
def test_a_decision_points_out_a_direction_only_where_the_county_has_such() -> None:
    said = {**BESLUT, "inga_ataganden": True, "inriktning": True}
    refused = obstacle(at_meeting(), "sekreterare", "besluta", **said)
    assert "Inriktningsbeslut används inte" in refused
    such = at_meeting(profile=profiled("former", inriktningsbeslut=True))
    assert after(such, "sekreterare", "besluta", **said) in {"implementeras", "avslutat"}
