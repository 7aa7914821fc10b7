"""Both sides of every guard of what each party decides about the next period of an agreement."""

from __future__ import annotations

from typing import Any

import pytest

from models.revisionsord import Partsutfall
from models.vocabulary import Forlangning
from support.cases.avtal import avtal_case, day, parter
from support.cases.revision import instans
from support.guards import after, guard, obstacle
from workflows.avtal.facts import AvtalCase

TRE: dict[str, Any] = {
    "forlangning": Forlangning.PARTERNA,
    "forlangning_manader": 3,
    "giltig_till": day("2023-12-31"),
    "forsta_slut": day("2023-12-31"),
}
JA = {
    "till": "2024-03-31",
    "instans": "Socialnämnden",
    "datum": "2023-11-06",
    "paragraf": "§ 112",
    "utfall": "ja",
}
YES, STEP, PLAN = Partsutfall.JA, "parten_forlanger", "planera_forlangning"
WHY = {"skal": "Nämnden har delegation."}


def by_each(said: dict[str, Any] | None = None, **case: Any) -> AvtalCase:
    """Return an agreement of three that each of them prolongs, with what is said of Alvesta."""
    return avtal_case(**{**TRE, "parter": parter(alvesta=said or {}), **case})


def of(*instanser: Any) -> dict[str, Any]:
    return {"instanser": instanser}


TWO = of(instans("Socialnämnden"), instans("Fullmäktige", efter="Socialnämnden"))


@guard("avtal.forlangs_av_parterna", "avtal.inte_parternas_sak")
def test_an_agreement_is_prolonged_by_each_party_or_in_another_way() -> None:
    other = "Avtalet förlängs inte genom parternas egna beslut."
    assert other in obstacle(avtal_case(), "alvesta", STEP, **JA)
    assert after(by_each(), "alvesta", STEP, **JA) == "i_kraft"
    late = obstacle(by_each(when="2024-01-01"), "alvesta", STEP, **JA)
    assert late == "Avtalets sista dag var sön 31 dec 2023."
    longer = {"giltig_till": "2024-07-31", "beslutad": "Ledningsgruppen"}
    said = obstacle(by_each(of(instans("Nämnden", utfall=YES))), "sekreterare", "forlang", **longer)
    assert said.endswith("när varje part har beslutat det. Kvar: Lessebo och Regionen.")
    assert after(avtal_case(), "sekreterare", "forlang", **longer) == "i_kraft"


@guard("avtal.forlangs_inte_vid_sidan")
def test_a_correction_of_the_register_is_no_way_around_the_parties() -> None:
    for around in (
        {"giltig_till": "2024-01-31"},
        {"forlangning": "automatisk"},
        {"forlangning": "tills_vidare"},
        {"forlangning": "upphor"},  # and a later last day after that
    ):
        said = obstacle(by_each(), "sekreterare", "andra_uppgifter", **around)
        assert said.startswith("Avtalet förlängs bara av parternas egna beslut.")
    for right in ({"giltig_till": "2023-11-30"}, {"omrade": "Hälsa"}):
        assert after(by_each(), "sekreterare", "andra_uppgifter", **right) == "i_kraft"


@guard("avtal.parten_stannar")
def test_only_a_party_that_stays_is_asked() -> None:
    said = obstacle(by_each(), "sekreterare", STEP, part="ljungby", **JA)
    assert said == "Den huvudmannen är inte part i avtalet."
    assert obstacle(by_each(), "sekreterare", STEP, **JA) == "Välj vilken part det gäller."
    leaves = by_each({"uppsagd": day("2023-11-01"), "lamnar": day("2023-12-31")})
    said = obstacle(leaves, "sekreterare", STEP, part="alvesta", **JA)
    assert said == "Alvesta har sagt upp avtalet och lämnar det sön 31 dec 2023."
    assert after(by_each(), "sekreterare", STEP, part="alvesta", **JA) == "i_kraft"


@guard("avtal.samma_period", "avtal.nej_har_skal", "avtal.ny_dag_i_tid")
def test_every_party_decides_about_the_same_period_and_a_no_says_why() -> None:
    case = by_each()
    for till in ("2024-03-30", "2024-04-30", "2024-06-30"):
        said = obstacle(case, "alvesta", STEP, **{**JA, "till": till})
        assert said.startswith("Parterna beslutar om förlängning till och med sön 31 mars 2024.")
    early = obstacle(case, "alvesta", STEP, **{**JA, "datum": "2023-11-08"})
    assert early.startswith("Dagen ons 8 nov 2023 har inte varit än.")
    for no in ("nej", "villkor"):
        assert obstacle(case, "alvesta", STEP, **{**JA, "utfall": no}) == "Skriv skälet."
        assert after(case, "alvesta", STEP, **{**JA, "utfall": no, **WHY}) == "i_kraft"
    back = {**JA, "utfall": "aterremiss"}
    assert obstacle(case, "alvesta", STEP, **back).startswith("Välj vilken dag")
    late = obstacle(case, "alvesta", STEP, **back, ny_dag="2024-01-01")
    assert late.startswith("Avtalet upphör sön 31 dec 2023, så mån 1 jan 2024 är för sent.")
    assert after(case, "alvesta", STEP, **back, ny_dag="2023-12-31") == "i_kraft"
    odd = obstacle(case, "alvesta", STEP, **JA, ny_dag="2023-12-01")
    assert odd == "Bara det som återremitteras tas upp igen."


@guard("avtal.instansen_i_tur")
def test_what_is_reported_is_by_one_that_is_named_in_its_turn() -> None:
    two = by_each(TWO)
    said = obstacle(two, "alvesta", STEP, **{**JA, "instans": "Fullmäktige"})
    assert said == "Socialnämnden beslutar före fullmäktige och har inte sagt ja."
    other = obstacle(two, "alvesta", STEP, **{**JA, "instans": "Kommunstyrelsen"})
    assert other.startswith("Hos Alvesta är det socialnämnden och fullmäktige som beslutar.")
    again = by_each(of(instans("Socialnämnden", utfall=YES), instans("Fullmäktige")))
    assert obstacle(again, "alvesta", STEP, **JA) == "Socialnämnden har redan sagt ja."
    assert after(two, "alvesta", STEP, **JA) == "i_kraft"


@guard("avtal.instansen_kvar_att_planera", "avtal.planerad_i_tid")
def test_an_instans_that_has_not_decided_is_planned_while_the_agreement_holds() -> None:
    plan = {"instans": "Socialnämnden"}
    done = by_each(of(instans("Socialnämnden", utfall=YES)))
    assert obstacle(done, "alvesta", PLAN, **plan) == "Alvesta har redan sagt ja."
    half = by_each(of(instans("Socialnämnden", utfall=YES), instans("Fullmäktige")))
    assert obstacle(half, "alvesta", PLAN, **plan) == "Socialnämnden har redan sagt ja."
    instead = {"instans": "Styrelsen", "i_stallet_for": "Socialnämnden"}
    assert "har redan beslutat" in obstacle(half, "alvesta", PLAN, **instead)
    nobody = obstacle(by_each(), "alvesta", PLAN, **instead)
    assert nobody == "Alvesta har ingen instans som heter Socialnämnden."
    for when, words in (("2023-11-06", "har redan varit"), ("2024-01-01", "är för sent")):
        assert words in obstacle(by_each(), "alvesta", PLAN, **plan, planerat=when)
    assert after(by_each(), "alvesta", PLAN, **plan, planerat="2023-12-31") == "i_kraft"


@guard("avtal.turordningen_haller")
def test_an_order_has_no_rings_and_its_days_follow_it() -> None:
    case = by_each(TWO)
    ring = obstacle(case, "alvesta", PLAN, instans="Socialnämnden", efter="Fullmäktige")
    assert ring == "Fullmäktige beslutar inte före socialnämnden."
    unknown = obstacle(case, "alvesta", PLAN, instans="Styrelsen", efter="Nämnden")
    assert unknown == "Alvesta har ingen instans som heter Nämnden. Lägg till den först."
    dated = by_each(of(instans("Socialnämnden", day("2023-12-05"))))
    plan = {"instans": "Fullmäktige", "efter": "Socialnämnden"}
    early = obstacle(dated, "alvesta", PLAN, **plan, planerat="2023-12-04")
    assert early.startswith("Socialnämnden beslutar tis 5 dec 2023.")
    assert after(dated, "alvesta", PLAN, **plan, planerat="2023-12-05") == "i_kraft"


@guard("avtal.instansen_har_inte_talat")
def test_only_an_instans_that_has_not_spoken_is_struck() -> None:
    step, case = "stryk_forlangningsinstans", by_each(of(instans("Socialnämnden", utfall=YES)))
    said = obstacle(case, "alvesta", step, instans="Socialnämnden", **WHY)
    assert said == "Socialnämnden har redan beslutat."
    said = obstacle(case, "alvesta", step, instans="Fullmäktige", **WHY)
    assert said == "Alvesta har ingen instans som heter Fullmäktige."
    assert after(by_each(TWO), "alvesta", step, instans="Fullmäktige", **WHY) == "i_kraft"


@guard("avtal.alla_har_forlangt")
@pytest.mark.parametrize("when", ["2023-12-31", "2024-01-01"])
def test_with_every_yes_in_time_it_goes_on(when: str) -> None:
    yes = of(instans("Nämnden", utfall=YES))
    some = by_each(yes)
    missing = "Beslut om förlängning saknas från Lessebo och Regionen."
    assert obstacle(some, "klockan", "forlang_genom_parterna") == missing
    everybody = parter(alvesta=yes, lessebo=yes, region_kronoberg=yes)
    case = by_each(parter=everybody, when=when)
    if when == "2023-12-31":
        assert after(case, "klockan", "forlang_genom_parterna") == "i_kraft"
    else:
        late = obstacle(case, "klockan", "forlang_genom_parterna")
        assert late == "Avtalet upphörde sön 31 dec 2023."
