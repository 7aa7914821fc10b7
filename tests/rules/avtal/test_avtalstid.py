"""The days of an agreement: months as the law counts them, periods that keep their place in the
month.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocabulary import AvtalSlag, Forlangning, PartSlag
from workflows.avtal.days import last_notice_day, leaves, months_of_notice, prolonged, valid_on
from workflows.avtal.facts import AvtalFacts, PartFacts, VersionFacts
from workflows.ground.deadlines import add_months, months_on

DAYS = st.dates(date(2001, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 60)
PERIODS = st.integers(1, 120)


def agreement(
    till: str | date | None, way: Forlangning, period: int | None = None, notice: int | None = 3
) -> AvtalFacts:
    last = date.fromisoformat(till) if isinstance(till, str) else till
    return AvtalFacts(
        id=1,
        slug="a",
        rubrik="A",
        slag=AvtalSlag.AVTAL,
        omrade="",
        trappsteg=None,
        agare_organ_id=1,
        giltig_till=last,
        forsta_slut=last,
        forlangning=way,
        forlangning_manader=period,
        uppsagning_manader=notice,
        oversyn=date(2030, 1, 1),
        varnad_upphor=None,
    )


def party(notice: int | None = None) -> PartFacts:
    return PartFacts(
        id=1,
        slag=PartSlag.PART,
        namn="Alvesta",
        huvudman_id=1,
        uppsagning_manader=notice,
        uppsagd=None,
        lamnar=None,
    )


def again(till: str | date | None, period: int = 12, notice: int | None = 3) -> AvtalFacts:
    """Return an agreement that prolongs itself."""
    return agreement(till, Forlangning.AUTOMATISK, period, notice)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-06-30", -6, "2023-12-30"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-05-07", 0, "2024-05-07"),
    ],
)
def test_a_month_ends_on_the_day_with_the_same_number_or_else_the_months_last(
    day: str, months: int, then: str
) -> None:
    """As lagen (1930:173) om beräkning av lagstadgad tid counts."""
    assert add_months(date.fromisoformat(day), months).isoformat() == then


@given(DAYS, st.integers(-400, 400))
def test_months_land_in_the_right_month_and_never_later_in_it(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == min(day.day, calendar.monthrange(then.year, then.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_a_later_day_is_never_earlier_after_as_many_months(
    one: date, other: date, months: int
) -> None:
    first, second = sorted([one, other])
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize(
    ("till", "period", "then"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-02-28", 36, "2028-02-29"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 1, "2024-03-31"),
        ("2024-04-30", 1, "2024-05-31"),
        ("2024-05-15", 6, "2024-11-15"),
        ("2024-12-30", 2, "2025-02-28"),
    ],
)
def test_the_next_period_ends_at_the_same_place_in_its_month(
    till: str, period: int, then: str
) -> None:
    assert prolonged(again(till, period)) == date.fromisoformat(then)


@pytest.mark.parametrize(
    ("first", "period", "ends"),
    [
        ("2023-08-30", 6, ["2024-02-29", "2024-08-30", "2025-02-28", "2025-08-30"]),
        ("2023-02-28", 6, ["2023-08-31", "2024-02-29", "2024-08-31"]),
        ("2024-02-28", 6, ["2024-08-28", "2025-02-28", "2025-08-28"]),
        ("2024-02-29", 12, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2024-10-31", 1, ["2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31"]),
        ("2024-12-30", 1, ["2025-01-30", "2025-02-28", "2025-03-30"]),
        ("2024-12-29", 2, ["2025-02-28", "2025-04-29"]),
    ],
)
def test_periods_are_counted_from_the_first_end_and_never_from_the_last_result(
    first: str, period: int, ends: list[str]
) -> None:
    avtal = again(first, period)
    for end in ends:
        avtal = avtal.but(giltig_till=prolonged(avtal))
        assert avtal.giltig_till == date.fromisoformat(end)


@given(DAYS, PERIODS, st.integers(1, 20), MONTHS)
def test_however_often_it_is_prolonged_each_day_is_as_if_counted_once_from_the_first_end(
    first: date, period: int, times: int, notice: int
) -> None:
    avtal = again(first, period, notice)
    for _ in range(times):
        avtal = avtal.but(giltig_till=prolonged(avtal))
    assert avtal.giltig_till == months_on(first, times * period, first)
    assert last_notice_day(avtal) == months_on(first, times * period - notice, first)


@pytest.mark.parametrize(
    ("ends", "notice", "last"),
    [
        ("2024-06-30", 3, "2024-03-31"),
        ("2024-06-30", 4, "2024-02-29"),
        ("2024-02-29", 3, "2023-11-30"),
        ("2025-02-28", 1, "2025-01-31"),
        ("2024-06-29", 3, "2024-03-29"),
        ("2024-08-30", 6, "2024-02-29"),
    ],
)
def test_notice_before_a_months_end_is_given_by_a_months_end(
    ends: str, notice: int, last: str
) -> None:
    avtal, day = again(ends, notice=notice), date.fromisoformat(last)
    assert last_notice_day(avtal) == day
    assert leaves(avtal, party(), day) == date.fromisoformat(ends)
    assert leaves(avtal, party(), day + timedelta(days=1)) == prolonged(avtal)


@given(DAYS, PERIODS, st.integers(1, 20))
def test_what_ends_with_a_month_ends_with_a_month_however_often_it_is_prolonged(
    day: date, period: int, n: int
) -> None:
    end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    for _ in range(n):
        later = prolonged(again(end, period))
        assert later is not None
        assert (later + timedelta(days=1)).day == 1
        assert (later.year * 12 + later.month) - (end.year * 12 + end.month) == period
        end = later


def test_what_does_not_prolong_itself_has_no_next_period() -> None:
    assert prolonged(agreement("2024-12-31", Forlangning.UPPHOR)) is None
    assert prolonged(agreement(None, Forlangning.TILLS_VIDARE)) is None


def test_a_partys_own_notice_comes_before_the_agreements() -> None:
    avtal = again("2024-12-31")
    assert [
        months_of_notice(avtal, party(6)),
        months_of_notice(avtal, party()),
        months_of_notice(avtal),
    ] == [6, 3, 3]
    assert last_notice_day(avtal, party(6)) == date(2024, 6, 30)
    assert last_notice_day(avtal, party()) == date(2024, 9, 30)


def test_there_is_a_last_day_for_notice_only_where_something_depends_on_it() -> None:
    assert last_notice_day(again("2024-12-31", notice=None), party()) is None
    assert last_notice_day(agreement("2024-12-31", Forlangning.UPPHOR), party()) is None
    assert last_notice_day(agreement(None, Forlangning.TILLS_VIDARE), party()) is None


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("2024-09-30", "2024-12-31"),  # the last day includes its whole day
        ("2024-10-01", "2025-12-31"),
        ("2025-09-30", "2025-12-31"),
        ("2025-10-01", "2026-12-31"),
    ],
)
def test_notice_in_time_ends_with_the_period_and_late_with_the_next(said: str, last: str) -> None:
    assert leaves(again("2024-12-31"), party(), date.fromisoformat(said)) == date.fromisoformat(
        last
    )


def test_a_notice_longer_than_the_period_is_given_its_time() -> None:
    monthly = again("2024-01-31", period=1, notice=3)
    assert leaves(monthly, party(), date(2024, 1, 15)) == date(2024, 4, 30)


def test_until_further_notice_one_leaves_when_the_notice_has_run() -> None:
    avtal = agreement(None, Forlangning.TILLS_VIDARE, notice=3)
    assert leaves(avtal, party(), date(2023, 11, 30)) == date(2024, 2, 29)
    assert (
        leaves(agreement(None, Forlangning.TILLS_VIDARE, notice=None), party(), date(2024, 1, 1))
        is None
    )


def test_one_leaves_what_ends_by_itself_when_it_ends() -> None:
    assert leaves(agreement("2024-12-31", Forlangning.UPPHOR), party(), date(2024, 12, 1)) == date(
        2024, 12, 31
    )


@given(DAYS, PERIODS, MONTHS, st.integers(-2000, 2000))
def test_nobody_leaves_a_prolonging_agreement_before_its_notice_has_run_nor_a_period_too_late(
    end: date, period: int, notice: int, days: int
) -> None:
    avtal, said = again(end, period, notice), end + timedelta(days=days)
    last = leaves(avtal, party(), said)
    assert last is not None
    assert last >= end
    assert said <= months_on(last, -notice, end)
    if last > end:  # the period before that would have been too short
        shorter = end
        while (
            following := prolonged(avtal.but(giltig_till=shorter))
        ) is not None and following < last:
            shorter = following
        assert months_on(shorter, -notice, end) < said


def version(nr: int, day: str) -> VersionFacts:
    return VersionFacts(
        nr, nr, "x", date.fromisoformat(day), redaktionell=False, skapad=date(2023, 1, 1)
    )


def test_the_text_in_force_on_a_day_is_the_latest_to_have_come_into_force() -> None:
    texts = (version(1, "2020-01-01"), version(3, "2024-01-01"), version(2, "2022-06-01"))
    said = {
        day: one.nr if (one := valid_on(texts, date.fromisoformat(day))) else None
        for day in (
            "2019-12-31",
            "2020-01-01",
            "2022-05-31",
            "2022-06-01",
            "2023-12-31",
            "2024-01-01",
        )
    }
    assert list(said.values()) == [None, 1, 1, 2, 2, 3]


def test_of_two_texts_from_one_day_the_one_added_last_holds() -> None:
    texts = (version(1, "2020-01-01"), version(2, "2023-11-07"), version(3, "2023-11-07"))
    assert valid_on(texts, date(2023, 11, 7)) is texts[2]
