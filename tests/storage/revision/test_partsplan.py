"""Where and when each party decides, said in its remissvar or later; and AU's mandate given
anew.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.tables import (
    Avisering,
    Frist,
    Huvudman,
    Partsinstans,
    Remiss,
    Revision,
    Revisionspart,
)
from support.county import Lan
from support.guards import refused
from support.paths.arende import close_all
from support.paths.revision import BESLUT, PRIORITERA, revision_in, to_meeting
from workflows.ground.errors import RoleMissing

NAMND = {"instans": "Socialnämnden", "planerat": "2024-01-16"}
SVAR = {"stallningstagande": "tillstyrker"}
NYTT = {
    "skal": "Lagen blev försenad.",
    "grupp": "pg_kronobarnsmodellen",
    "mandat": "Skriv om allt.",
    "mandat_till": "2024-02-01",
    "siktar_pa": "2024-03-08",
}

_TOO_LATE = (
    "Texten ska börja gälla tor 1 feb 2024, så tor 1 feb 2024 är för sent. Välj ett tidigare möte."
    " Finns inget kan ⟨au⟩ låta texten få en senare dag när den beslutas, eller när den har"
    " omarbetats."
)


def plan(lan: Lan, sak: int, kod: str = "alvesta") -> tuple[str, str, bool]:
    """Return where and when a party means to decide, and whether it decides."""
    huvudman = lan.rows(Huvudman, kod=kod)[0].id
    [part] = lan.rows(Revisionspart, revision_id=sak, huvudman_id=huvudman)
    [one] = lan.rows(Partsinstans, revision_id=sak, huvudman_id=huvudman) or [None]
    return (one.namn if one else "", str((one and one.planerat) or ""), part.beslutar)


def own_day(lan: Lan, sak: int) -> str:
    """Return the day the revision itself waits for."""
    [frist] = [one for one in lan.rows(Frist, sak_id=sak, delfrist=False) if one.stangd is None]
    return str(frist.senast)


def letters(lan: Lan, mall: str) -> list[Any]:
    return lan.rows(Avisering, mall=mall)


def test_a_remissvar_says_which_instans_decides_and_when(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[0].id
    nobody = refused(lan, remiss, "alvesta", "svara", **SVAR, planerat="2024-01-16")
    assert nobody == "Skriv vilken instans hos er som beslutar den dagen."
    early = refused(lan, remiss, "alvesta", "svara", **SVAR, **{**NAMND, "planerat": "2023-11-06"})
    assert (
        early
        == "Dagen mån 6 nov 2023 har redan varit. Är beslutet fattat skriver du in det i stället."
    )
    assert plan(lan, sak) == ("", "", False)
    lan.step(remiss, "alvesta", "svara", **SVAR, **NAMND)
    assert plan(lan, sak) == ("Socialnämnden", "2024-01-16", False), "the decision says who decides"
    lan.step(remiss, "alvesta", "svara", stallningstagande="avstyrker", motivering="Nej.")
    assert plan(lan, sak)[0] == "Socialnämnden", (
        "a changed answer that says nothing of it leaves it"
    )
    lan.step(
        remiss,
        "sekreterare",
        "svara_pa_telefon",
        **SVAR,
        mottagare="lessebo",
        instans="Kommunstyrelsen",
    )
    assert plan(lan, sak, "lessebo") == ("Kommunstyrelsen", "", False)


def test_the_day_that_is_waited_for_follows_what_the_parties_plan(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    before = own_day(lan, sak)
    lan.step(sak, "alvesta", "planera_beslut", **NAMND)
    assert own_day(lan, sak) == before == "2024-01-31", (
        "two have not said, and have until the text holds"
    )
    for who, day in (("lessebo", "2023-12-20"), ("region_kronoberg", "2024-01-10")):
        lan.step(sak, who, "planera_beslut", instans="Styrelsen", planerat=day)
    assert own_day(lan, sak) == "2024-01-16"
    days = {
        str(one.senast) for one in lan.rows(Frist, sak_id=sak, delfrist=True) if one.stangd is None
    }
    assert days == {"2024-01-16", "2023-12-20", "2024-01-10"}
    lan.at("2024-01-20").step(
        sak, "alvesta", "planera_beslut", **{**NAMND, "planerat": "2024-01-23"}
    )
    assert own_day(lan, sak) == "2024-01-23"


def test_planning_before_the_parties_have_it_hides_no_late_day(lan: Lan) -> None:
    sak = revision_in(lan, "slutligt")
    before = own_day(lan, sak)
    lan.at("2024-01-08").step(sak, "sekreterare", "planera_beslut", part="alvesta", **NAMND)
    assert own_day(lan, sak) == before
    with pytest.raises(RoleMissing):
        lan.step(sak, "au_ledamot", "planera_beslut", part="alvesta", **NAMND)


def test_a_plan_for_an_earlier_text_does_not_make_a_party_late_with_the_next(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[0].id
    lan.step(remiss, "alvesta", "svara", **SVAR, instans="Socialnämnden", planerat="2023-12-05")
    lan.step(remiss, "lessebo", "svara", **SVAR, instans="Kommunstyrelsen", planerat="2023-12-19")
    lan.step(sak, "au_ledamot", "sammanstall")
    lan.step(sak, "sammankallande", "slutfor")
    to_meeting(lan, sak, "2023-12-08")
    lan.step(sak, "sekreterare", "besluta", **BESLUT)
    assert plan(lan, sak) == ("Socialnämnden", "", True)
    assert plan(lan, sak, "lessebo") == ("Kommunstyrelsen", "2023-12-19", True)
    close_all(lan)
    told = {row.data["part"]: row.data for row in letters(lan, "revision_parten")}
    assert (told["Alvesta"]["instans"], "planerat" in told["Alvesta"]) == ("socialnämnden", False)
    assert told["Lessebo"]["planerat"] == "2023-12-19"


@pytest.mark.parametrize("lage", ["prioriterad", "utarbetas", "sammanstalls"])
def test_a_mandate_is_given_anew_and_its_days_hold_from_then(lan: Lan, lage: str) -> None:
    sak = revision_in(lan, lage)
    lan.at("2023-12-04")
    before = own_day(lan, sak)
    silent = refused(lan, sak, "au_ledamot", "ge_nytt_uppdrag", **{**NYTT, "skal": None})
    assert silent == "Skriv en rad om varför."
    with pytest.raises(RoleMissing):
        lan.step(sak, "sammankallande", "ge_nytt_uppdrag", **NYTT)
    lan.step(sak, "au_ledamot", "ge_nytt_uppdrag", **NYTT)
    row = lan.rows(Revision, id=sak)[0]
    assert (row.mandat, str(row.mandat_till), str(row.siktar_pa)) == (
        "Skriv om allt.",
        "2024-02-01",
        "2024-03-08",
    )
    assert (lan.lage(sak), row.prioritet_skal) == (lage, PRIORITERA["prioritet_skal"])
    assert own_day(lan, sak) > before
    told = letters(lan, "revision_uppdrag")[-1]
    assert (told.data["nytt"], told.data["skal"]) == (True, "Lagen blev försenad.")
    assert letters(lan, "revision_besked") == [], "the same group goes on"


def test_a_group_that_no_longer_writes_is_told(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas")
    lan.at("2023-12-04").step(
        sak, "au_ledamot", "ge_nytt_uppdrag", **{**NYTT, "grupp": "pg_analys"}
    )
    [told] = letters(lan, "revision_annan_grupp")
    assert told.person_id == lan.ids["sammankallande"]
    with pytest.raises(RoleMissing):
        lan.step(sak, "sammankallande", "lamna_forslag")
    assert lan.rows(Revision, id=sak)[0].utkast, "what was written stays"
