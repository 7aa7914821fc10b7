"""Both sides of what makes the clock take a step on an agreement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from support.cases.avtal import ENDS, UNTIL_FURTHER_NOTICE, avtal_case, day, parter, version
from support.cases.county import at
from support.guards import guard, obstacle
from workflows.avtal.facts import AvtalCase
from workflows.county.mandate import R
from workflows.nouns import LIFECYCLES


def open_to_the_clock(case: AvtalCase) -> set[str]:
    """Return the steps the clock may take that day."""
    lifecycle = LIFECYCLES[case.sak.slag]
    steps = lifecycle.from_state(lifecycle.state(case.sak.lage))
    own = [step.name for step in steps if R.KLOCKAN in step.by]
    return {name for name in own if not obstacle(case, "klockan", name)}


def first_day(case: AvtalCase, step: str, about: str) -> str:
    """Return the first day the clock may take the step, of those around a day."""
    days = [date.fromisoformat(about) + timedelta(days=n) for n in range(-2, 3)]
    return next(str(one) for one in days if step in open_to_the_clock(at(case, str(one))))


@guard("avtal.en_text_galler")
def test_it_comes_into_force_on_its_texts_day() -> None:
    case = avtal_case("planerat", versioner=(version(since="2024-01-01"),))
    assert first_day(case, "trad_i_kraft", "2024-01-01") == "2024-01-01"
    assert open_to_the_clock(avtal_case("planerat", versioner=())) == set()


@guard("avtal.uppsagningsdagen_nara")
def test_the_warning_comes_ninety_days_before_the_last_day_for_notice_until_that_day() -> None:
    case, step = avtal_case(giltig_till=day("2024-12-31")), "varna_uppsagning"
    assert first_day(case, step, "2024-04-01") == "2024-04-01"
    assert step in open_to_the_clock(at(case, "2024-06-30"))
    assert step not in open_to_the_clock(at(case, "2024-07-01"))
    for other in (UNTIL_FURTHER_NOTICE, ENDS, {"uppsagning_manader": None}):
        assert step not in open_to_the_clock(at(avtal_case(**other), "2023-12-29"))


@guard("avtal.slutet_nara")
def test_the_end_is_warned_of_half_a_year_before_until_it_has_come() -> None:
    last: dict[str, Any] = {"giltig_till": day("2024-12-31")}
    case, step = avtal_case(**{**ENDS, **last}), "varna_upphor"
    assert first_day(case, step, "2024-07-04") == "2024-07-04"
    assert step in open_to_the_clock(at(case, "2024-12-31"))
    assert open_to_the_clock(at(case, "2025-01-01")) == {"upphor"}
    warned = avtal_case(**{**ENDS, **last}, varnad_upphor=day("2024-12-31"))
    for other in (avtal_case(**last), warned):
        assert step not in open_to_the_clock(at(other, "2024-12-31"))


@guard("avtal.perioden_slut", "avtal.slut")
def test_the_day_after_the_last_it_starts_over_or_ends_as_it_says() -> None:
    goes_on, ends = avtal_case(), avtal_case(**ENDS)
    assert first_day(goes_on, "forlang_enligt_avtalet", "2024-06-30") == "2024-07-01"
    assert first_day(ends, "upphor", "2024-06-30") == "2024-07-01"
    later = "2030-01-01"
    assert "upphor" not in open_to_the_clock(at(goes_on, later))
    assert "forlang_enligt_avtalet" not in open_to_the_clock(at(ends, later))
    assert open_to_the_clock(at(avtal_case(**UNTIL_FURTHER_NOTICE), later)) == set()


@guard("avtal.perioden_slut", "avtal.slut")
@pytest.mark.parametrize("how", [{}, UNTIL_FURTHER_NOTICE], ids=["prolongs itself", "until notice"])
def test_what_every_party_has_left_ends_and_is_not_prolonged(how: dict[str, Any]) -> None:
    gone, last = {"lamnar": day("2024-06-30")}, "2024-06-30"
    some = avtal_case(**how, parter=parter(alvesta=gone, lessebo=gone))
    assert "upphor" not in open_to_the_clock(at(some, "2024-07-01")), "the region is left"
    everybody = parter(alvesta=gone, lessebo=gone, region_kronoberg=gone)
    case = avtal_case(**how, parter=everybody)
    assert first_day(case, "upphor", last) == "2024-07-01"
    assert open_to_the_clock(at(case, "2024-07-01")) == {"upphor"}
