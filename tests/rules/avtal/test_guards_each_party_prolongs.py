"""Both sides of every guard of what each party decides about the next period of an agreement."""

from __future__ import annotations

from typing import Any

import pytest

from models.revisionsord import Partsutfall
from models.vocabulary import Forlangning
from support.cases.arende import meeting
from support.cases.avtal import avtal_case, day, parter
from support.cases.county import naming
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
YES, STEP = Partsutfall.JA, "parten_forlanger"
WHY = {"skal": "Nämnden har delegation."}


def by_each(said: dict[str, Any] | None = None, **case: Any) -> AvtalCase:
    """Return an agreement of three that each of them prolongs, with what is said of Alvesta."""
    return avtal_case(**{**TRE, "parter": parter(alvesta=said or {}), **case})


def of(*instanser: Any) -> dict[str, Any]:
    return {"instanser": instanser}


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
    ended = obstacle(by_each(), "sekreterare", "andra_uppgifter", giltig_till="2023-11-30")
    assert "ingen avslutar det ensam" in ended
    assert after(by_each(), "sekreterare", "andra_uppgifter", omrade="Hälsa") == "i_kraft"


@guard("avtal.ratt_dag")
def test_a_slip_in_the_last_day_is_put_right_at_a_meeting() -> None:
    here = meeting("2023-11-07", lage="oppnat")
    case, why = naming(by_each(), here), {"skal": "Felskrivet.", "mote": here.id}
    step = "ratta_sista_dag"
    for last, words in (("2023-11-06", "har redan varit"), ("2023-12-31", "är redan")):
        assert words in obstacle(case, "sekreterare", step, giltig_till=last, **why)
    for last in ("2023-11-30", "2024-01-31"):
        assert after(case, "sekreterare", step, giltig_till=last, **why) == "i_kraft"


@guard("avtal.parten_stannar")
def test_only_a_party_that_stays_is_asked() -> None:
    said = obstacle(by_each(), "sekreterare", STEP, part="ljungby", **JA)
    assert said == "Den huvudmannen är inte part i avtalet."
    assert obstacle(by_each(), "sekreterare", STEP, **JA) == "Välj vilken part det gäller."
    leaves = by_each({"uppsagd": day("2023-11-01"), "lamnar": day("2023-12-31")})
    said = obstacle(leaves, "sekreterare", STEP, part="alvesta", **JA)
    assert said == "Alvesta har sagt upp avtalet och lämnar det sön 31 dec 2023."
    assert after(by_each(), "sekreterare", STEP, part="alvesta", **JA) == "i_kraft"


@guard("avtal.samma_period", "avtal.nej_har_skal")
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
