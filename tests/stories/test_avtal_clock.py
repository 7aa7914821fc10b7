"""Each warning about an agreement goes once, however and whenever the sweeps are run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from models.lagen import Slag
from models.tables import Avisering, Avtal, Avtalspart
from support.county import Lan
from support.letters.avtal import by_the_clock, clock, daily, told
from support.paths.avtal import UPPHOR, avtal
from workflows.engine.clock import Taken, take_clock_steps

HABITS: dict[str, Callable[[date], int]] = {  # how many rounds on a day
    "daily": lambda _day: 1,
    "doubled": lambda _day: 2,
    "every hour a while": lambda day: 24 if day.day < 3 else 1,
    "a week late": lambda day: 5 if day.isoweekday() == 1 else 0,
}


@pytest.mark.parametrize("habit", HABITS)
def test_warnings_go_once_each_however_the_sweeps_are_run(lan: Lan, habit: str) -> None:
    sak = avtal(lan, giltig_till="2024-08-31")  # notice by 29 February, told from 1 December
    ends = avtal(lan, **UPPHOR, giltig_till="2024-06-14")  # told from 17 December
    # By 31 January, told from 2 November.
    lan.step(sak, "sekreterare", "satt_uppsagningstid", part="alvesta", manader=7)
    day = date(2023, 11, 6)
    while day <= date(2024, 9, 30):
        if rounds := HABITS[habit](day):
            clock(lan, str(day), rounds)
        day += timedelta(days=1)
    warned = [
        (row.data["part"], row.data["dag"])
        for row in lan.rows(Avisering, mall="avtal_sista_uppsagningsdag")
    ]
    assert sorted(warned) == [
        ("Alvesta", "2024-01-31"),
        ("Lessebo", "2024-02-29"),
        ("Regionen", "2024-02-29"),
    ]
    assert told(lan, "avtal_upphor_snart") == [
        "alvesta",
        "lessebo",
        "region_kronoberg",
        "sammankallande",
        "sekreterare",
    ]
    assert told(lan, "avtal_ny_period") == ["alvesta", "lessebo", "region_kronoberg"]
    assert (lan.lage(ends), lan.rows(Avtal)[0].giltig_till.isoformat()) == ("upphort", "2025-08-31")


def test_each_party_is_told_ninety_days_before_its_own_day(lan: Lan) -> None:
    sak = avtal(lan, giltig_till="2024-08-31")
    lan.step(sak, "sekreterare", "satt_uppsagningstid", part="alvesta", manader=7)
    told_on = {}
    for day in ("2023-11-01", "2023-11-02", "2023-11-30", "2023-12-01", "2024-03-01"):
        clock(lan, day)
        told_on[day] = told(lan, "avtal_sista_uppsagningsdag")
    both = ["alvesta", "lessebo", "region_kronoberg"]
    assert list(told_on.values()) == [[], ["alvesta"], ["alvesta"], both, both]


def test_a_day_for_notice_that_was_over_when_the_agreement_was_registered_is_not_warned_of(
    lan: Lan,
) -> None:
    lan.at("2024-01-01")  # it was 31 December
    sak = avtal(lan)
    daily(lan, "2024-01-01", "2024-01-14")
    assert lan.rows(Avisering) == []
    # By 29 February: that can still be done.
    lan.step(sak, "sekreterare", "andra_uppgifter", uppsagning_manader=4)
    clock(lan, "2024-01-15")
    assert len(told(lan, "avtal_sista_uppsagningsdag")) == 3


def test_an_old_agreement_new_to_the_register_catches_up_a_period_each_round_and_tells_of_the_last(
    lan: Lan,
) -> None:
    sak = avtal(lan, giltig_till="2020-02-29", uppsagning_manader=3)
    clock(lan, "2023-11-08", rounds=3)
    assert lan.rows(Avtal)[0].giltig_till == date(2023, 2, 28)
    assert lan.rows(Avisering) == []
    clock(lan, "2023-11-08", rounds=3)
    assert lan.rows(Avtal)[0].giltig_till == date(2024, 2, 29)
    assert told(lan, "avtal_ny_period") == ["alvesta", "lessebo", "region_kronoberg"]
    assert by_the_clock(lan, sak) == ["forlang_enligt_avtalet"] * 4 + ["varna_uppsagning"]


def test_what_began_on_the_thirtieth_of_august_is_back_there_after_two_half_years(lan: Lan) -> None:
    sak = avtal(lan, giltig_till="2023-08-30", forlangning_manader=6, uppsagning_manader=1)
    ends = []
    for day in ("2023-11-08", "2024-03-01", "2024-08-31", "2025-03-03"):
        clock(lan, day)
        ends.append(str(lan.rows(Avtal, id=sak)[0].giltig_till))
        # Written as it stands: not a new first day.
        lan.step(sak, "sekreterare", "andra_uppgifter", giltig_till=ends[-1], omrade="Vård")
    assert ends == ["2024-02-29", "2024-08-30", "2025-02-28", "2025-08-30"]


def test_an_end_that_somebody_writes_is_a_first_end_again(lan: Lan) -> None:
    sak = avtal(lan, giltig_till="2023-08-30", forlangning_manader=6, uppsagning_manader=1)
    clock(lan, "2023-11-08")
    where = {"beslutad": "Ledningsgruppen 2023-12-08 § 3"}
    lan.at("2023-12-08").step(sak, "sekreterare", "forlang", giltig_till="2024-03-31", **where)
    clock(lan, "2024-04-01")
    assert lan.rows(Avtal)[0].giltig_till == date(2024, 9, 30)


def test_notice_three_months_before_the_thirtieth_of_june_is_in_time_on_the_last_of_march(
    lan: Lan,
) -> None:
    sak = avtal(lan, giltig_till="2024-06-30", uppsagning_manader=3)
    daily(lan, "2024-03-28", "2024-04-01")
    days = {row.data["dag"] for row in lan.rows(Avisering, mall="avtal_sista_uppsagningsdag")}
    assert days == {"2024-03-31"}, "one day is told, and it is the one that holds"
    lan.at("2024-03-31").step(sak, "alvesta", "saga_upp", skal="Nej.")
    lan.at("2024-04-01").step(sak, "lessebo", "saga_upp", skal="Nej.")
    assert [str(row.lamnar) for row in lan.rows(Avtalspart) if row.lamnar] == [
        "2024-06-30",
        "2025-06-30",
    ]


def test_an_agreement_that_is_over_when_it_is_registered_ends_without_a_warning(lan: Lan) -> None:
    sak = avtal(lan, **UPPHOR, giltig_till="2023-10-31")
    clock(lan, "2023-11-08")
    assert by_the_clock(lan, sak) == ["upphor"]
    assert told(lan, "avtal_upphor_snart") == []


def test_a_decision_to_prolong_gives_a_new_warning_before_the_new_last_day(lan: Lan) -> None:
    sak = avtal(lan, **UPPHOR, giltig_till="2024-01-31")
    clock(lan, "2023-11-08")
    lan.step(
        sak,
        "sekreterare",
        "forlang",
        giltig_till="2024-12-31",
        beslutad="Ledningsgruppen 2023-12-08 § 3",
    )
    daily(lan, "2023-12-09", "2023-12-12")
    assert [row.data["dag"] for row in lan.rows(Avisering, mall="avtal_upphor_snart")] == [
        "2024-01-31"
    ] * 5
    clock(lan, "2024-07-05")
    assert [row.data["dag"] for row in lan.rows(Avisering, mall="avtal_upphor_snart")] == [
        "2024-01-31"
    ] * 5 + ["2024-12-31"] * 5


def test_those_who_have_given_notice_are_not_told_when_they_may(lan: Lan) -> None:
    sak = avtal(lan)
    lan.step(sak, "alvesta", "saga_upp", skal="Nej.")
    clock(lan, "2023-11-08")
    assert told(lan, "avtal_sista_uppsagningsdag") == ["lessebo", "region_kronoberg"]


def test_agreements_at_rest_are_not_asked_one_by_one(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        avtal(lan, giltig_till="2026-06-30")
    near = avtal(lan)
    asked: list[int] = []

    def look(_world: object, _session: object, due: Mapping[int, Slag]) -> list[Taken]:
        asked.extend(due)
        return []

    monkeypatch.setattr("workflows.engine.clock._take", look)
    take_clock_steps(lan.database, lan.world)
    assert asked == [near]
