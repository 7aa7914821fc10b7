"""Both sides of every guard of a group for a time: which decision is behind a step, and when."""

from __future__ import annotations

import pytest

from models.tables import Beslut
from support.county import Lan
from support.guards import guard, refused
from support.paths.grupp import SISTA_DAG, bildad, later_decision

DONE = {"resultat": "Klart."}


@guard("grupp.beslutet_forlanger", "grupp.senare_sista_dag")
def test_another_decision_prolongs_to_a_later_day(lan: Lan) -> None:
    sak = bildad(lan)
    first, other = lan.rows(Beslut)[-1].beteckning, later_decision(lan)
    longer = {"beslut": other, "sista_dag": "2024-09-30"}
    for said, obstacle in (
        ({"beslut": first}, f"{first} bildade gruppen. Att förlänga den är ett nytt beslut."),
        ({"sista_dag": SISTA_DAG}, "Välj en dag efter gruppens sista dag fredag 28 juni 2024."),
    ):
        assert refused(lan, sak, "alvesta", "forlang_gruppen", **{**longer, **said}) == obstacle
    lan.step(sak, "alvesta", "forlang_gruppen", **longer)


@guard("grupp.beslutet_avslutar")
@pytest.mark.parametrize(("day", "behind"), [("2024-05-02", 1), (SISTA_DAG, 0)])
def test_a_group_ends_on_its_last_day_or_sooner_by_a_decision(
    lan: Lan, day: str, behind: int
) -> None:
    sak = bildad(lan)
    said = {"beslut": lan.rows(Beslut)[-1].beteckning} if behind else {}
    lan.at("2024-05-02")
    assert "Skriv vilket beslut som avslutar den" in refused(
        lan, sak, "alvesta", "avsluta_gruppen", **DONE
    )
    lan.at(day).step(sak, "alvesta", "avsluta_gruppen", **DONE, **said)


@guard("grupp.sista_dagen_har_varit")
def test_the_clock_ends_a_group_after_its_last_day(lan: Lan) -> None:
    sak = bildad(lan)
    obstacle = refused(lan.at(SISTA_DAG), sak, "klockan", "upphor_gruppen")
    assert obstacle == "Gruppens sista dag är fredag 28 juni 2024."
    lan.at("2024-06-29").step(sak, "klockan", "upphor_gruppen")
