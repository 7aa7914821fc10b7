"""Both sides of every guard of a party's instanser: who decides, in what order, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.revisionsord import Partsutfall
from support.cases.arende import meeting
from support.cases.county import naming
from support.cases.revision import instans, part, parter, revision_case, with_the_parties
from support.guards import after, guard, obstacle
from support.paths.revision import JA
from workflows.ground.errors import RoleMissing

DAY = date(2024, 1, 16)


def three(**said: Any) -> Any:
    """Return a text of which Alvesta's nämnd, styrelse and fullmäktige decide in that order."""
    own = (
        instans("Socialnämnden", DAY, utfall=said.get("first")),
        instans("Kommunstyrelsen", DAY, "Socialnämnden"),
        instans("Kommunfullmäktige", None, "Kommunstyrelsen"),
    )
    return with_the_parties(parter=(part("alvesta", instanser=own), *parter()[1:]))


@guard("revision.instansen_star_i_tur")
def test_a_report_is_of_one_that_is_named_in_its_turn() -> None:
    step = "parten_beslutar"
    early = obstacle(three(), "alvesta", step, **{**JA, "instans": "Kommunfullmäktige"})
    assert early == "Socialnämnden beslutar före kommunfullmäktige och har inte sagt ja."
    strange = obstacle(three(), "alvesta", step, **{**JA, "instans": "Valnämnden"})
    assert strange.startswith("Hos Alvesta är det socialnämnden, kommunstyrelsen och")
    assert after(three(), "alvesta", step, **{**JA, "instans": "SOCIALNÄMNDEN"}) == "hos_parterna"
    later = {**JA, "instans": "Kommunstyrelsen"}
    assert after(three(first=Partsutfall.JA), "alvesta", step, **later) == "hos_parterna"
    back = obstacle(three(first=Partsutfall.ATERREMISS), "alvesta", step, **later)
    assert back == "Socialnämnden beslutar före kommunstyrelsen och har inte sagt ja."
    silent = with_the_parties(parter=(part("alvesta", instans="Socialnämnden"), *parter()[1:]))
    other = {**JA, "instans": "Kommunstyrelsen"}
    assert after(silent, "alvesta", step, **other) == "hos_parterna", "of an earlier text alone"


@guard("revision.aterremiss_har_ny_dag")
def test_what_is_sent_back_says_when_it_comes_up_again() -> None:
    back, step = {**JA, "utfall": "aterremiss"}, "parten_beslutar"
    assert obstacle(three(), "alvesta", step, **back) == (
        "Välj vilken dag instansen tar upp det igen."
    )
    assert obstacle(three(), "alvesta", step, **JA, ny_dag="2024-01-20") == (
        "Bara det som återremitteras tas upp igen."
    )
    assert after(three(), "alvesta", step, **back, ny_dag="2024-01-20") == "hos_parterna"


@guard("revision.instansen_har_kvar_att_besluta", "revision.ordningen_haller")
def test_what_is_planned_is_left_to_decide_and_keeps_the_order() -> None:
    step, plan = "planera_beslut", {"planerat": "2024-01-17"}
    said = {**plan, "instans": "Socialnämnden"}
    yes = three(first=Partsutfall.JA)
    assert obstacle(yes, "alvesta", step, **said) == "Socialnämnden har redan sagt ja."
    new = {**plan, "instans": "Valnämnden"}
    for wrong, why in (
        ({"i_stallet_for": "Socialnämnden"}, "Socialnämnden har redan beslutat."),
        ({"i_stallet_for": "Kultur"}, "Alvesta har ingen instans som heter Kultur."),
        ({"efter": "Kultur"}, "Alvesta har ingen instans som heter Kultur."),
        (
            {"efter": "Kommunstyrelsen", "planerat": "2024-01-15"},
            "Kommunstyrelsen beslutar tis 16 jan 2024.",
        ),
    ):
        assert obstacle(yes, "alvesta", step, **{**new, **wrong}).startswith(why), wrong
    ring = {**plan, "instans": "Kommunstyrelsen", "efter": "Kommunfullmäktige"}
    assert obstacle(yes, "alvesta", step, **ring) == (
        "Kommunfullmäktige beslutar inte före kommunstyrelsen."
    )
    assert after(yes, "alvesta", step, **new, efter="Kommunfullmäktige") == "hos_parterna"


@guard("revision.instansen_kan_strykas")
def test_one_that_has_spoken_or_is_alone_is_not_struck() -> None:
    step, why = "stryk_instans", {"skal": "Delegerat."}
    spoken = obstacle(three(first=Partsutfall.NEJ), "alvesta", step, instans="Socialnämnden", **why)
    assert spoken == "Socialnämnden har redan beslutat om texten."
    strange = obstacle(three(), "alvesta", step, instans="Kultur", **why)
    assert strange == "Alvesta har ingen instans som heter Kultur."
    alone = with_the_parties(parter=(part("alvesta", instans="Socialnämnden"), *parter()[1:]))
    assert obstacle(alone, "alvesta", step, instans="Socialnämnden", **why) == (
        "Alvesta skulle inte ha någon som beslutar. Ändra instansen i stället."
    )
    assert after(three(), "alvesta", step, instans="Kommunfullmäktige", **why) == "hos_parterna"


@guard("revision.inte_foreslaget", "revision.avbrott_foreslaget", "handling.vid_motet")
def test_a_revision_is_broken_off_when_au_has_proposed_it_at_an_open_meeting() -> None:
    why, here = {"skal": "Löst."}, meeting("2023-12-08", lage="oppnat")
    bare = revision_case("utarbetas")
    proposed = naming(revision_case("utarbetas", avbrott_skal="Löst."), here)
    assert after(bare, "au_ledamot", "foresla_avbrott", **why) == "utarbetas"
    again = obstacle(proposed, "au_ledamot", "foresla_avbrott", **why)
    assert again == "Förslaget väntar redan på ett möte."
    for step, to in (("avbryt", "avbruten"), ("avsla_avbrott", "utarbetas")):
        unasked = obstacle(naming(bare, here), "sekreterare", step, **why, mote=100)
        assert unasked.startswith("⟨Au⟩ har inte föreslagit att revisionen avbryts.")
        assert obstacle(proposed, "sekreterare", step, **why) == "Välj mötet där det beslutas."
        assert after(proposed, "sekreterare", step, **why, mote=100) == to
        for who in ("au_ledamot", "ordforande", "alvesta"):
            with pytest.raises(RoleMissing):
                obstacle(proposed, who, step, **why, mote=100)
