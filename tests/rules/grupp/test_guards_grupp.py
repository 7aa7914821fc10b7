"""Both sides of every guard of a group for a time: which decision is behind a step, and when."""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Beslut, Organ
from support.county import Lan
from support.guards import guard, refused
from support.paths.grupp import NOT_LATER, SISTA_DAG, bildad, later_decision

DONE = {"resultat": "Klart."}


@guard("grupp.beslutet_forlanger", "grupp.senare_sista_dag")
def test_another_decision_prolongs_to_a_later_day(lan: Lan) -> None:
    sak = bildad(lan)
    first, other = lan.rows(Beslut)[-1].beteckning, later_decision(lan)
    longer = {"beslut": other, "sista_dag": "2024-09-30"}
    for said, obstacle in (
        ({"beslut": first}, NOT_LATER.format(first, "förlänga")),
        ({"sista_dag": SISTA_DAG}, "Välj en dag efter gruppens sista dag fredag 28 juni 2024."),
    ):
        assert refused(lan, sak, "alvesta", "forlang_gruppen", **{**longer, **said}) == obstacle
    lan.step(sak, "alvesta", "forlang_gruppen", **longer)
    again = {**longer, "sista_dag": "2034-09-29"}
    obstacle = NOT_LATER.format(other, "förlänga")
    assert refused(lan, sak, "alvesta", "forlang_gruppen", **again) == obstacle
    lan.at("2024-10-02")
    assert "Välj en dag efter i dag." in refused(
        lan, sak, "au_ledamot", "forlang_gruppen", **{**again, "sista_dag": "2024-10-01"}
    )


@guard("grupp.beslutet_avslutar")
def test_before_its_last_day_a_later_decision_ends_a_group(lan: Lan) -> None:
    sak = bildad(lan)
    first = lan.rows(Beslut)[-1].beteckning
    nothing = refused(lan.at("2024-05-02"), sak, "alvesta", "avsluta_gruppen", **DONE)
    assert "Skriv vilket beslut som avslutar den" in nothing
    own = refused(lan, sak, "alvesta", "avsluta_gruppen", **DONE, beslut=first)
    assert own == NOT_LATER.format(first, "avsluta")
    lan.step(sak, "alvesta", "avsluta_gruppen", **DONE, beslut=later_decision(lan))


@pytest.mark.parametrize("day", [SISTA_DAG, "2024-07-10"])
def test_from_its_last_day_on_a_group_ends_with_a_word_and_nobody_gets_more_days(
    lan: Lan, day: str
) -> None:
    sak = bildad(lan)
    lan.at(day).step(sak, "au_ledamot", "avsluta_gruppen", **DONE)
    [organ] = lan.rows(Organ, kod=f"grupp_{sak}")
    assert organ.tom == date.fromisoformat(SISTA_DAG)


@guard("grupp.sista_dagen_har_varit")
def test_the_clock_ends_a_group_after_its_last_day(lan: Lan) -> None:
    sak = bildad(lan)
    obstacle = refused(lan.at(SISTA_DAG), sak, "klockan", "upphor_gruppen")
    assert obstacle == "Gruppens sista dag är fredag 28 juni 2024."
    lan.at("2024-06-29").step(sak, "klockan", "upphor_gruppen")
