"""Each party's own decision may be several: its instanser decide side by side or in order, and
nothing that one has said overwrites what another has.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.tables import Avisering, Frist, Partsbeslut, Partsinstans, Remiss
from support.county import Lan
from support.guards import refused
from support.paths.revision import JA, decided, paper, revision_in
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS
from workflows.revision.views import revision_by_id

STYRELSE = {"instans": "Kommunstyrelsen", "datum": "2024-01-09", "paragraf": "§ 7", "utfall": "ja"}
FULLMAKTIGE = {**STYRELSE, "instans": "Kommunfullmäktige", "datum": "2024-01-22"}


def in_order(lan: Lan) -> int:
    """Return a revision in which Alvesta alone decides: nämnd, then styrelse, then fullmäktige."""
    sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
    for instans, day, before in (
        ("Socialnämnden", "2023-12-18", None),
        ("Kommunstyrelsen", "2024-01-09", "Socialnämnden"),
        ("Kommunfullmäktige", "2024-01-22", "kommunstyrelsen"),
    ):
        said = {"instans": instans, "planerat": day, "efter": before}
        lan.step(sak, "alvesta", "planera_beslut", **said)
    return sak


def days(lan: Lan, sak: int) -> tuple[str, str, str]:
    """Return the county's own day, the party's, and who is waited for."""
    stands = [one for one in lan.rows(Frist, sak_id=sak) if one.stangd is None]
    [own] = [one for one in stands if not one.delfrist]
    [party] = [one for one in stands if one.delfrist]
    return str(own.senast), str(party.senast), party.drag


def test_three_instanser_in_order_say_yes_one_by_one_and_then_the_party_has(lan: Lan) -> None:
    sak = in_order(lan)
    first = "Alvesta (socialnämnden, kommunstyrelsen och kommunfullmäktige)"
    assert days(lan, sak) == ("2024-01-22", "2023-12-18", first), "the county waits for the last"
    early = refused(lan.at("2024-01-22"), sak, "alvesta", "parten_beslutar", **FULLMAKTIGE)
    assert early == "Socialnämnden beslutar före kommunfullmäktige och har inte sagt ja."
    extract = paper(lan, "alvesta")
    lan.step(sak, "alvesta", "parten_beslutar", **{**JA, "datum": "2023-12-18"}, fil=extract)
    assert lan.lage(sak) == "hos_parterna"
    left = "Alvesta (kommunstyrelsen och kommunfullmäktige)"
    assert days(lan, sak)[1:] == ("2024-01-09", left)
    lan.step(sak, "alvesta", "parten_beslutar", **STYRELSE)
    assert lan.lage(sak) == "hos_parterna"
    assert days(lan, sak)[1:] == ("2024-01-22", "Alvesta (kommunfullmäktige)")
    lan.step(sak, "alvesta", "parten_beslutar", **FULLMAKTIGE)
    assert lan.lage(sak) == "signeras"
    kept = [(row.instans, row.paragraf, row.fil_id) for row in lan.rows(Partsbeslut)]
    assert kept == [
        ("Socialnämnden", "§ 112", extract),
        ("Kommunstyrelsen", "§ 7", None),
        ("Kommunfullmäktige", "§ 7", None),
    ]


def test_two_namnder_side_by_side_decide_in_any_order(lan: Lan) -> None:
    sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
    for instans in ("Socialnämnden", "Utbildningsnämnden"):
        said = {"instans": instans, "planerat": "2024-01-16"}
        lan.step(sak, "alvesta", "planera_beslut", **said)
    lan.at("2023-12-18")
    lan.step(sak, "alvesta", "parten_beslutar", **{**JA, "instans": "utbildningsnämnden"})
    assert refused(lan, sak, "klockan", "parterna_klara") == (
        "Beslut saknas från Alvesta (socialnämnden)."
    )
    wrong = refused(lan, sak, "alvesta", "parten_beslutar", **{**JA, "instans": "Bildningsnämnden"})
    assert wrong == (
        "Hos Alvesta är det socialnämnden och utbildningsnämnden som beslutar. Välj vilken, eller"
        " lägg till instansen med ”Skriv in var och när parten beslutar”."
    )
    lan.step(sak, "alvesta", "parten_beslutar", **JA)
    assert lan.lage(sak) == "signeras"


def test_a_second_report_of_the_same_instans_is_a_row_of_its_own(lan: Lan) -> None:
    sak = in_order(lan)
    lan.at("2023-12-18")
    on_terms = {**JA, "utfall": "villkor", "villkor": "Mer tid."}
    lan.step(sak, "alvesta", "parten_beslutar", **on_terms)
    lan.step(sak, "alvesta", "parten_beslutar", **{**JA, "paragraf": "§ 113"})
    said = [(row.utfall, row.villkor, row.paragraf) for row in lan.rows(Partsbeslut)]
    assert said == [("villkor", "Mer tid.", "§ 112"), ("ja", "", "§ 113")]
    assert lan.lage(sak) == "hos_parterna", "two are left"


def test_what_an_instans_sends_back_comes_up_again_on_a_new_day(lan: Lan) -> None:
    sak = in_order(lan)
    lan.at("2023-12-18")
    back = {**JA, "utfall": "aterremiss"}
    dayless = refused(lan, sak, "alvesta", "parten_beslutar", **back)
    assert dayless == "Välj vilken dag instansen tar upp det igen."
    loose = refused(lan, sak, "alvesta", "parten_beslutar", **JA, ny_dag="2024-01-08")
    assert loose == "Bara det som återremitteras tas upp igen."
    late = refused(lan, sak, "alvesta", "parten_beslutar", **back, ny_dag="2024-02-01")
    assert late.startswith("Texten ska börja gälla tor 1 feb 2024, så tor 1 feb 2024 är för sent.")
    lan.step(sak, "alvesta", "parten_beslutar", **back, ny_dag="2024-01-08")
    assert days(lan, sak)[1] == "2024-01-08"
    assert [row.mall for row in lan.rows(Avisering) if "part_" in row.mall] == [], "no no"
    lan.at("2024-01-08").step(
        sak, "alvesta", "parten_beslutar", **{**JA, "datum": "2024-01-08", "paragraf": "§ 2"}
    )
    assert [row.utfall for row in lan.rows(Partsbeslut)] == ["aterremiss", "ja"]


def test_one_no_among_several_is_the_partys_and_au_goes_on(lan: Lan) -> None:
    sak = in_order(lan)
    lan.at("2023-12-18").step(sak, "alvesta", "parten_beslutar", **{**JA, "utfall": "nej"})
    assert refused(lan, sak, "klockan", "parterna_klara") == "Nej från Alvesta."
    assert [row.mall for row in lan.rows(Avisering) if row.mall == "revision_part_nej"]
    assert not [one for one in lan.rows(Frist, sak_id=sak, delfrist=True) if one.stangd is None]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"efter": "Regionfullmäktige"}, "Alvesta har ingen instans som heter Regionfullmäktige."),
        ({"efter": "Kommunfullmäktige"}, "Kommunfullmäktige beslutar inte före socialnämnden."),
        ({"efter": "SOCIALNÄMNDEN"}, "Socialnämnden beslutar inte före socialnämnden."),
        ({"i_stallet_for": "Kultur"}, "Alvesta har ingen instans som heter Kultur."),
        ({"i_stallet_for": "Kommunstyrelsen"}, "Socialnämnden finns redan."),
    ],
)
def test_an_order_has_no_rings_and_names_only_ones_own(
    lan: Lan, said: dict[str, Any], why: str
) -> None:
    sak = in_order(lan)
    plan = {"instans": "Socialnämnden", "planerat": "2024-01-16", **said}
    assert refused(lan, sak, "alvesta", "planera_beslut", **plan).startswith(why)


def test_days_follow_the_order(lan: Lan) -> None:
    sak = in_order(lan)
    plan = {"instans": "Kommunstyrelsen", "planerat": "2023-12-15", "efter": "Socialnämnden"}
    assert refused(lan, sak, "alvesta", "planera_beslut", **plan) == (
        "Socialnämnden beslutar mån 18 dec 2023. Välj den dagen eller en senare."
    )


def test_an_instans_is_renamed_or_struck_and_the_order_closes_around_it(lan: Lan) -> None:
    sak = in_order(lan)
    new = {"instans": "Regionstyrelsen", "planerat": "2024-01-10", "efter": "Socialnämnden"}
    lan.step(sak, "alvesta", "planera_beslut", **new, i_stallet_for="Kommunstyrelsen")
    lan.step(sak, "alvesta", "stryk_instans", instans="socialnämnden", skal="Delegerat.")
    stands = [(one.namn, one.efter) for one in lan.rows(Partsinstans)]
    assert sorted(stands) == [("Kommunfullmäktige", "Regionstyrelsen"), ("Regionstyrelsen", "")]
    with lan.database.read() as session:
        assert verify(session, NOUNS).brott == []
    lan.at("2024-01-10").step(
        sak, "alvesta", "parten_beslutar", **{**STYRELSE, "instans": "Regionstyrelsen"}
    )
    gone = refused(lan, sak, "alvesta", "stryk_instans", instans="Regionstyrelsen", skal="Nej.")
    assert gone == "Regionstyrelsen har redan beslutat."
    lan.step(sak, "alvesta", "stryk_instans", instans="Kommunfullmäktige", skal="Behövs inte.")
    assert lan.lage(sak) == "signeras", "each that was left has said yes"


def test_the_only_instans_of_a_deciding_party_is_not_struck_nor_by_another(lan: Lan) -> None:
    sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
    lan.step(sak, "alvesta", "planera_beslut", instans="Socialnämnden", planerat="2024-01-16")
    alone = refused(lan, sak, "alvesta", "stryk_instans", instans="Socialnämnden", skal="Nej.")
    assert alone == "Alvesta skulle inte ha någon som beslutar. Ändra instansen i stället."
    theirs = {"part": "alvesta", "instans": "Socialnämnden", "skal": "Nej."}
    assert "Du företräder inte Alvesta." in refused(lan, sak, "lessebo", "stryk_instans", **theirs)


def test_an_answer_that_is_given_anew_corrects_the_only_instans_and_adds_to_several(
    lan: Lan,
) -> None:
    sak = revision_in(lan, "pa_remiss")
    [remiss] = [one.id for one in lan.rows(Remiss)]

    def answers(instans: str) -> list[str]:
        said = {"stallningstagande": "tillstyrker", "instans": instans}
        lan.step(remiss, "alvesta", "svara", **said)
        rows = sorted(lan.rows(Partsinstans, revision_id=sak), key=lambda row: row.plats)
        return [row.namn for row in rows]

    assert answers("Socialnamden") == ["Socialnamden"]
    assert answers("Socialnämnden") == ["Socialnämnden"], "a slip is put right"
    lan.step(sak, "alvesta", "planera_beslut", instans="Kommunstyrelsen")
    assert answers("SOCIALNÄMNDEN") == ["Socialnämnden", "Kommunstyrelsen"]
    assert answers("Valnämnden") == ["Socialnämnden", "Kommunstyrelsen", "Valnämnden"]


def test_the_page_and_the_days_say_what_is_left(lan: Lan) -> None:
    sak = in_order(lan)
    lan.at("2023-12-18").step(sak, "alvesta", "parten_beslutar", **{**JA, "datum": "2023-12-18"})
    with lan.database.read() as session:
        vy = revision_by_id(session, lan.actor(session, "alvesta"), lan.world, sak)
    [alvesta] = [one for one in vy.parter if one.kod == "alvesta"]
    assert (alvesta.utfall, [(one.namn, one.klar) for one in alvesta.instanser]) == (
        None,
        [("Socialnämnden", True), ("Kommunstyrelsen", False), ("Kommunfullmäktige", False)],
    )
    ahead = [(str(one.dag), one.vad) for one in vy.plan]
    assert ahead == [
        ("2024-01-09", "Alvesta beslutar: Kommunstyrelsen"),
        ("2024-01-22", "Alvesta beslutar: Kommunfullmäktige"),
        ("2024-02-01", "Texten börjar gälla"),
    ]
