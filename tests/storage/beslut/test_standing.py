"""What holds until further notice is attested period by period, and each attestation moves the next
day on.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Atagande, Avstamning, Frist
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in


def standing(lan: Lan, senast: str) -> int:
    """Return Alvesta's åtagande from a decision of 8 December 2023."""
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "senast": senast, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    return int(lan.rows(Atagande)[-1].id)


def due(lan: Lan, sak_id: int) -> date:
    """Return the day of the open frist."""
    days: list[date] = [row.senast for row in lan.rows(Frist, sak_id=sak_id) if row.stangd is None]
    return days[0]


def test_until_further_notice_is_attested_in_the_profiles_months(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    assert due(lan, mine) == date(2024, 4, 30)
    lan.at("2024-04-18").step(mine, "alvesta", "stam_av", foljs="helt")
    assert due(lan, mine) == date(2024, 11, 30)


def test_a_late_attestation_counts_for_the_period_it_was_due_in(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    lan.at("2024-05-20").step(mine, "alvesta", "stam_av", foljs="delvis")
    assert [row.period for row in lan.rows(Avstamning)] == ["2024-04"]
    assert due(lan, mine) == date(2024, 11, 30)


def test_what_recurs_yearly_comes_back_a_year_later(lan: Lan) -> None:
    mine = standing(lan, "årligen")
    first = due(lan, mine)
    lan.at("2024-02-01").step(mine, "alvesta", "stam_av", foljs="helt")
    assert due(lan, mine).year == first.year + 1


def test_named_months_are_kept(lan: Lan) -> None:
    mine = standing(lan, "februari,september")
    assert due(lan, mine) == date(2024, 2, 29)
    lan.at("2024-02-10").step(mine, "alvesta", "stam_av", foljs="helt")
    assert due(lan, mine) == date(2024, 9, 30)
    assert [row.period for row in lan.rows(Avstamning)] == ["2024-02"]


def test_every_attestation_moves_the_day_on_not_only_the_first(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    for day, following in (("2024-04-18", date(2024, 11, 30)), ("2024-11-20", date(2025, 4, 30))):
        lan.at(day).step(mine, "alvesta", "stam_av", foljs="helt")
        assert due(lan, mine) == following, day


def test_two_people_who_attest_on_one_day_attest_one_period(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    for foljs in ("delvis", "helt"):
        lan.at("2024-04-18").step(mine, "alvesta", "stam_av", foljs=foljs)
    assert [(row.period, row.foljs.value) for row in lan.rows(Avstamning)] == [("2024-04", "helt")]
    assert due(lan, mine) == date(2024, 11, 30)


@pytest.mark.parametrize(
    ("senast", "days", "periods"),
    [
        ("tills vidare", ["2024-04-18", "2024-04-30"], ["2024-04"]),
        ("tills vidare", ["2024-04-18", "2024-05-01"], ["2024-04", "2024-11"]),
        ("tills vidare", ["2024-05-20", "2024-05-20"], ["2024-04"]),
        ("tills vidare", ["2024-05-20", "2024-05-21"], ["2024-04", "2024-11"]),
        ("årligen", ["2024-02-01", "2024-11-01"], ["2024-12"]),
        ("februari,september", ["2024-02-10", "2024-02-29", "2024-03-01"], ["2024-02", "2024-09"]),
    ],
)
def test_a_period_is_attested_anew_until_it_is_over(
    lan: Lan, senast: str, days: list[str], periods: list[str]
) -> None:
    mine = standing(lan, senast)
    for day in days:
        lan.at(day).step(mine, "alvesta", "stam_av", foljs="helt")
    assert [row.period for row in lan.rows(Avstamning)] == periods


def test_what_is_attested_just_after_midnight_is_attested_on_that_day_in_stockholm(
    lan: Lan,
) -> None:
    mine = standing(lan, "tills vidare")
    for moment, foljs in (("2024-05-19T22:30", "delvis"), ("2024-05-20T08:00", "helt")):
        lan.at(moment).step(mine, "alvesta", "stam_av", foljs=foljs)
    assert [(row.period, row.foljs.value) for row in lan.rows(Avstamning)] == [("2024-04", "helt")]
