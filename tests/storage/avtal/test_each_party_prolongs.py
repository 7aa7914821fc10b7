"""An agreement that goes on three months at a time where every party has decided so, and ends where
one has not.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Avisering, Avtal, Forlangningsbeslut, Frist
from support.county import Lan
from support.guards import refused
from support.letters.avtal import daily
from support.paths.arende import close_all
from support.paths.avtal import avtal
from workflows.avtal.days import prolongation
from workflows.avtal.facts import AvtalCase
from workflows.engine.door import load
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS

TRE = {"forlangning": "parterna", "forlangning_manader": 3, "giltig_till": "2023-12-31"}
PARTER = ("alvesta", "lessebo", "region_kronoberg")
JA = {
    "till": "2024-03-31",
    "instans": "Socialnämnden",
    "datum": "2023-11-06",
    "paragraf": "§ 112",
    "utfall": "ja",
}


def three_months(lan: Lan, **said: Any) -> int:
    """Return an agreement that each of its three parties prolongs by three months."""
    return avtal(lan.at("2023-11-07"), **{**TRE, **said})


def ends(lan: Lan, sak: int) -> date:
    (row,) = lan.rows(Avtal, id=sak)
    return date.fromisoformat(str(row.giltig_till))


def missing(lan: Lan, sak: int) -> str:
    with lan.database.read() as session:
        case = load(session, sak, lan.actor(session, "sekreterare"), lan.world)
    assert isinstance(case, AvtalCase)
    stays = [one for one in case.parter if one.huvudman_id and one.lamnar is None]
    found = prolongation(case.avtal, stays, ended=lan.lage(sak) == "upphort")
    return found.mening if found else ""


def waited_for(lan: Lan, sak: int) -> list[str]:
    return [one.drag for one in lan.rows(Frist, sak_id=sak, stangd=None, delfrist=True)]


def test_with_every_partys_own_decision_it_goes_on_three_months(lan: Lan) -> None:
    sak = three_months(lan)
    for who in PARTER:
        assert ends(lan, sak) == date(2023, 12, 31)
        lan.step(sak, who, "parten_forlanger", **JA)
    assert (ends(lan, sak), lan.lage(sak)) == (date(2024, 3, 31), "i_kraft")
    assert len(lan.rows(Avisering, mall="avtal_forlangt")) > 0
    assert "Beslut saknas från Alvesta, Lessebo och Regionen." in missing(lan, sak)
    with lan.database.read() as session:
        assert verify(session, NOUNS).brott == []


def test_without_the_last_one_it_ends_on_its_day_and_names_who_is_missing(lan: Lan) -> None:
    sak = three_months(lan)
    for who in PARTER[:2]:
        lan.step(sak, who, "parten_forlanger", **JA)
    assert missing(lan, sak).endswith("Beslut saknas från Regionen.")
    assert waited_for(lan, sak) == ["Regionen"]
    daily(lan, "2023-12-30", "2023-12-31")
    assert lan.lage(sak) == "i_kraft"
    daily(lan, "2024-01-01", "2024-01-01")
    assert lan.lage(sak) == "upphort"
    assert missing(lan, sak) == "Beslut om förlängning saknades från Regionen."
    (told, *_) = lan.rows(Avisering, mall="avtal_upphort")
    assert told.data["saknas"] == ["Regionen"]
    assert waited_for(lan, sak) == []


def test_each_party_has_a_frist_of_its_own_until_it_has_said(lan: Lan) -> None:
    sak = three_months(lan)
    assert waited_for(lan, sak) == ["Alvesta", "Lessebo", "Regionen"]
    lan.step(sak, "alvesta", "parten_forlanger", **JA)
    assert waited_for(lan, sak) == ["Lessebo", "Regionen"]
    lan.step(sak, "lessebo", "parten_forlanger", **JA)
    lan.step(sak, "region_kronoberg", "parten_forlanger", **JA)
    assert waited_for(lan, sak) == ["Alvesta", "Lessebo", "Regionen"]  # of the next period


def test_a_decision_about_another_day_prolongs_nothing(lan: Lan) -> None:
    sak = three_months(lan)
    said = refused(lan, sak, "alvesta", "parten_forlanger", **{**JA, "till": "2024-06-30"})
    assert said.startswith("Parterna beslutar om förlängning till och med sön 31 mars 2024.")


@pytest.mark.parametrize("utfall", ["nej", "villkor"])
def test_a_no_is_told_to_all_with_its_reason_and_may_be_decided_anew(lan: Lan, utfall: str) -> None:
    sak = three_months(lan)
    no = {**JA, "utfall": utfall, "skal": "För dyrt."}
    lan.step(sak, "lessebo", "parten_forlanger", **no)
    told = lan.rows(Avisering, mall="avtal_forlangs_inte")
    assert {one.data["skal"] for one in told} == {"För dyrt."}
    assert "Lessebo har inte sagt ja." in missing(lan, sak)
    assert waited_for(lan, sak) == ["Alvesta", "Regionen"]
    for who in PARTER:
        lan.step(sak, who, "parten_forlanger", **JA)
    assert ends(lan, sak) == date(2024, 3, 31)
    assert len(lan.rows(Forlangningsbeslut)) == 4  # nothing is written over


def test_a_party_with_several_instanser_says_yes_when_each_has(lan: Lan) -> None:
    sak = three_months(lan)
    for name, after, day in (
        ("Socialnämnden", None, "2023-11-20"),
        ("Kommunstyrelsen", "Socialnämnden", "2023-12-05"),
    ):
        plan = {"instans": name, "efter": after, "planerat": day}
        lan.step(sak, "alvesta", "planera_forlangning", **plan)
    assert "Alvesta (socialnämnden och kommunstyrelsen)" in waited_for(lan, sak)
    later = {**JA, "instans": "Kommunstyrelsen"}
    early = refused(lan, sak, "alvesta", "parten_forlanger", **later)
    assert early == "Socialnämnden beslutar före kommunstyrelsen och har inte sagt ja."
    for who in PARTER:
        lan.step(sak, who, "parten_forlanger", **JA)
    assert ends(lan, sak) == date(2023, 12, 31)
    lan.step(sak, "alvesta", "parten_forlanger", **later)
    assert ends(lan, sak) == date(2024, 3, 31)


def test_an_instans_that_is_not_to_decide_is_waited_for_no_longer(lan: Lan) -> None:
    sak = three_months(lan)
    for name in ("Socialnämnden", "Fullmäktige"):
        lan.step(sak, "alvesta", "planera_forlangning", instans=name)
    for who in PARTER:
        lan.step(sak, who, "parten_forlanger", **JA)
    assert ends(lan, sak) == date(2023, 12, 31)
    struck = {"instans": "Fullmäktige", "skal": "Nämnden har delegation."}
    lan.step(sak, "alvesta", "stryk_forlangningsinstans", **struck)
    assert ends(lan, sak) == date(2024, 3, 31)


def test_nobody_prolongs_alone_what_needs_every_party(lan: Lan) -> None:
    sak = three_months(lan)
    alone = {"giltig_till": "2024-03-31", "beslutad": "AU."}
    said = refused(lan, sak, "sekreterare", "forlang", **alone)
    assert said.startswith("Avtalet förlängs när varje part har beslutat det.")
    for around in ({"giltig_till": "2024-03-31"}, {"forlangning": "automatisk"}):
        said = refused(lan, sak, "sekreterare", "andra_uppgifter", **around)
        assert "Avtalet förlängs bara av parternas egna beslut." in said


def test_a_party_that_has_given_notice_is_not_asked(lan: Lan) -> None:
    sak = three_months(lan)
    lan.step(sak, "lessebo", "saga_upp", skal="Vi ordnar det själva.")
    assert waited_for(lan, sak) == ["Alvesta", "Regionen"]
    gone = refused(lan, sak, "lessebo", "parten_forlanger", part="lessebo", **JA)
    assert gone.startswith("Lessebo har sagt upp avtalet")
    for who in ("alvesta", "region_kronoberg"):
        lan.step(sak, who, "parten_forlanger", **JA)
    assert ends(lan, sak) == date(2024, 3, 31)


def test_it_goes_on_when_the_last_one_without_a_yes_gives_notice(lan: Lan) -> None:
    sak = three_months(lan)
    for who in ("alvesta", "region_kronoberg"):
        lan.step(sak, who, "parten_forlanger", **JA)
    assert ends(lan, sak) == date(2023, 12, 31)
    lan.step(sak, "lessebo", "saga_upp", skal="Vi ordnar det själva.")
    assert ends(lan, sak) == date(2024, 3, 31)


def test_the_period_is_not_made_another_between_the_decisions(lan: Lan) -> None:
    sak = three_months(lan)
    lan.step(sak, "alvesta", "parten_forlanger", **JA)
    said = refused(lan, sak, "sekreterare", "andra_uppgifter", forlangning_manader=60)
    assert said.startswith("Alvesta har redan beslutat om nästa period.")


def test_a_yes_on_a_condition_is_told_as_one(lan: Lan) -> None:
    sak = three_months(lan)
    said = {**JA, "utfall": "villkor", "skal": "Om regionen betalar."}
    lan.step(sak, "lessebo", "parten_forlanger", **said)
    assert {one.data["villkor"] for one in lan.rows(Avisering, mall="avtal_forlangs_inte")} == {
        True
    }


def test_periods_keep_the_place_in_the_month_of_the_first_end(lan: Lan) -> None:
    sak = three_months(lan, giltig_till="2023-11-30")
    for till in ("2024-02-29", "2024-05-31"):
        for who in PARTER:
            lan.step(sak, who, "parten_forlanger", **{**JA, "till": till})
        assert ends(lan, sak) == date.fromisoformat(till)


def test_a_slip_in_the_last_day_is_mended_and_nobody_alone_ends_it_by_a_date(lan: Lan) -> None:
    sak = three_months(lan)
    for who in ("sammankallande", "sekreterare"):
        said = refused(lan, sak, who, "andra_uppgifter", giltig_till="2023-11-07")
        assert "ingen avslutar det ensam" in said
    lan.step(sak, "alvesta", "parten_forlanger", **JA)
    right = {"giltig_till": "2024-01-31", "skal": "Felskrivet i registret."}
    lan.step(sak, "sekreterare", "ratta_sista_dag", **right, mote=lan.at_meeting())
    assert ends(lan, sak) == date(2024, 1, 31)
    assert waited_for(lan, sak) == ["Alvesta", "Lessebo", "Regionen"], "about another period"
    back = {**right, "giltig_till": "2023-12-31"}
    lan.step(sak, "sekreterare", "ratta_sista_dag", **back, mote=lan.at_meeting())
    assert waited_for(lan, sak) == ["Lessebo", "Regionen"], "what was said of this one holds again"
    close_all(lan)
    told = {row.data["skal"] for row in lan.rows(Avisering, mall="avtal_sista_dag_rattad")}
    assert told == {"Felskrivet i registret."}


def test_a_slip_in_a_later_period_leaves_the_first_end_from_which_periods_count(lan: Lan) -> None:
    sak = three_months(lan, giltig_till="2023-11-29")
    for who in PARTER:
        lan.step(sak, who, "parten_forlanger", **{**JA, "till": "2024-02-29"})
    mote = lan.at_meeting()
    for day in ("2024-02-28", "2024-02-29"):
        said = {"giltig_till": day, "skal": "Felskrivet.", "mote": mote}
        lan.step(sak, "sekreterare", "ratta_sista_dag", **said)
    for who in PARTER:
        lan.step(sak, who, "parten_forlanger", **{**JA, "till": "2024-05-29"})
    assert ends(lan, sak) == date(2024, 5, 29)
