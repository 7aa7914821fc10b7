"""Every date people see is right: Swedish days off, clock changes, leap days, and plans that keep
their own rules.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.ground.backplan import back_plan
from workflows.ground.deadlines import (
    add_working_days,
    at,
    day_of,
    digest_day,
    earliest_answer_day,
    is_working_day,
    last_working_day,
    next_working_day,
    proposed_answer_day,
    quarter_end,
    rungs,
    within_calendar,
    working_days_between,
)

days = st.dates(date(2001, 1, 1), date(2098, 12, 31))
counts = st.integers(-300, 300)


def end_of_day(day: date) -> datetime:
    """Return the last microsecond of the day in Stockholm."""
    return at(day, time.max)


# Written by hand from the Swedish almanac: every Monday to Friday of the year when people are free.
DAYS_OFF = {
    2023: "0106 0407 0410 0501 0518 0606 0623 1225 1226",
    2024: "0101 0329 0401 0501 0509 0606 0621 1224 1225 1226 1231",
    2025: "0101 0106 0418 0421 0501 0529 0606 0620 1224 1225 1226 1231",
    2026: "0101 0106 0403 0406 0501 0514 0619 1224 1225 1231",
    2027: "0101 0106 0326 0329 0506 0625 1224 1231",
    2028: "0106 0414 0417 0501 0525 0606 0623 1225 1226",
}


@pytest.mark.parametrize("year", DAYS_OFF)
def test_the_weekdays_off_are_those_of_the_swedish_almanac(year: int) -> None:
    every_day = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    off = [
        day
        for day in every_day
        if day.year == year and day.isoweekday() <= 5 and not is_working_day(day)
    ]
    assert " ".join(f"{day:%m%d}" for day in off) == DAYS_OFF[year]


@given(days)
def test_no_weekend_is_a_working_day(day: date) -> None:
    assert not (day.isoweekday() > 5 and is_working_day(day))


@given(days, counts)
def test_stepping_working_days_and_counting_them_undo_each_other(day: date, n: int) -> None:
    assert working_days_between(day, add_working_days(day, n)) == n


@given(days, counts.filter(bool))
def test_stepping_lands_on_a_working_day_on_the_right_side(day: date, n: int) -> None:
    landed = add_working_days(day, n)
    assert is_working_day(landed)
    assert (landed > day) == (n > 0)


@given(days, st.integers(0, 100), st.integers(0, 100))
def test_steps_in_one_direction_add_up(day: date, first: int, second: int) -> None:
    assert add_working_days(add_working_days(day, first), second) == add_working_days(
        day, first + second
    )


@given(days, st.integers(0, 400))
def test_counting_agrees_with_looking_at_each_day(day: date, length: int) -> None:
    after = [day + timedelta(days=n) for n in range(1, length + 1)]
    assert working_days_between(day, day + timedelta(days=length)) == sum(
        map(is_working_day, after)
    )


@given(days)
def test_the_nearest_working_days_leave_a_working_day_alone_and_skip_nothing(day: date) -> None:
    before, after = last_working_day(day), next_working_day(day)
    assert is_working_day(before)
    assert is_working_day(after)
    assert before <= day <= after
    assert (before == after == day) == is_working_day(day)
    assert working_days_between(before, after) == (0 if before == after else 1)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2024-06-20", 1, "2024-06-24"),  # over midsommarafton
        ("2026-12-23", 1, "2026-12-28"),  # over jul
        ("2026-12-30", 1, "2027-01-04"),  # nyårsafton to the Monday after v. 53
        ("2026-12-30", 2, "2027-01-05"),
        ("2026-12-30", 3, "2027-01-07"),  # over trettondagen
        ("2024-02-28", 1, "2024-02-29"),  # leap day
        ("2028-02-29", 1, "2028-03-01"),
        ("2025-05-28", 1, "2025-05-30"),  # Kristi himmelsfärdsdag
        ("2025-06-05", 1, "2025-06-09"),  # nationaldagen, then a weekend
        ("2023-12-08", -10, "2023-11-24"),  # two weeks before the December meeting
        ("2026-04-07", -1, "2026-04-02"),  # back over påsk
        ("2026-06-20", 0, "2026-06-20"),  # nought moves nothing, not even off a day off
    ],
)
def test_known_steps(start: str, n: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(start), n) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "last", "hours"),
    [
        ("2027-03-28", "2027-03-28T21:59:59.999999", 23),  # clocks go forward
        ("2026-10-25", "2026-10-25T22:59:59.999999", 25),  # clocks go back
        ("2026-12-31", "2026-12-31T22:59:59.999999", 24),
        ("2028-02-29", "2028-02-29T22:59:59.999999", 24),
        ("2026-07-01", "2026-07-01T21:59:59.999999", 24),
    ],
)
def test_a_last_day_includes_its_whole_day_also_when_clocks_change(
    day: str, last: str, hours: int
) -> None:
    end = end_of_day(date.fromisoformat(day))
    assert end == datetime.fromisoformat(last).replace(tzinfo=UTC)
    assert end - end_of_day(date.fromisoformat(day) - timedelta(days=1)) == timedelta(hours=hours)


@given(days)
def test_the_end_of_a_day_is_its_last_instant(day: date) -> None:
    end = end_of_day(day)
    assert end.utcoffset() == timedelta(0)
    assert day_of(end) == day
    assert day_of(end + timedelta(microseconds=1)) == day + timedelta(days=1)


@given(days, st.datetimes(datetime(2001, 1, 1), datetime(2098, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_being_late_is_the_same_by_day_and_by_instant(last_day: date, now: datetime) -> None:
    assert (now > end_of_day(last_day)) == (day_of(now) > last_day)


def test_a_time_of_day_is_that_of_clocks_in_stockholm() -> None:
    assert at(date(2023, 11, 7), time(8)) == datetime(2023, 11, 7, 7, tzinfo=UTC)
    assert at(date(2024, 6, 7), time(8)) == datetime(2024, 6, 7, 6, tzinfo=UTC)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="saknar tidszon"):
        day_of(datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001


@given(st.integers(2000, 2099), st.integers(1, 4))
def test_a_quarter_ends_the_day_before_the_next_begins(year: int, quarter: int) -> None:
    following = quarter_end(year, quarter) + timedelta(days=1)
    assert (following.day, following.month) == (1, (3 * quarter) % 12 + 1)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)), st.integers(1, 90))
def test_a_form_proposes_a_last_day_when_people_are_at_work_and_no_earlier_than_it_may_be(
    opened: date, days: int
) -> None:
    proposed, earliest = proposed_answer_day(opened, days), earliest_answer_day(opened, days)
    assert is_working_day(proposed)
    assert proposed == next_working_day(earliest)


def test_no_form_proposes_langfredag_or_paskdagen() -> None:
    days = [proposed_answer_day(date(2024, 3, day), 21) for day in (8, 10)]
    assert days == [date(2024, 4, 2)] * 2, "the Tuesday after: 29 and 31 March are not worked"


def test_the_ladder_gives_its_rungs_in_working_days() -> None:
    ladder = rungs(date(2023, 12, 8), [2, -10, -2], date(2023, 11, 6))
    assert ladder == [(-10, date(2023, 11, 24)), (-2, date(2023, 12, 6)), (2, date(2023, 12, 12))]


def test_rungs_up_to_the_day_the_frist_was_made_never_fire() -> None:
    frist = date(2023, 12, 8)
    assert [offset for offset, _ in rungs(frist, [-10, -2, 2], date(2023, 11, 23))] == [-10, -2, 2]
    assert [offset for offset, _ in rungs(frist, [-10, -2, 2], date(2023, 11, 24))] == [-2, 2]
    assert [offset for offset, _ in rungs(frist, [-10, -2, 2], date(2023, 12, 12))] == []


def test_a_moved_frist_moves_its_reminders() -> None:
    made = date(2023, 11, 6)
    assert rungs(date(2024, 1, 26), [-2], made) == [(-2, date(2024, 1, 24))]


def test_the_plan_for_the_december_meeting() -> None:
    plan = back_plan(
        date(2023, 12, 8),
        intake_dagar=10,
        kallelse_dagar=5,
        remiss_dagar=21,
        sammanstallning_dagar=10,
    )
    assert plan.kallelse == date(2023, 12, 1)
    assert plan.intagning == date(2023, 11, 24)
    assert plan.remiss_stangs == date(2023, 11, 10)
    assert plan.remiss_oppnas == date(2023, 10, 20)


@given(
    mote=days,
    kallelse=st.integers(1, 30),
    extra=st.integers(0, 60),
    remiss=st.integers(1, 120),
    sammanstallning=st.integers(1, 30),
)
def test_a_plan_keeps_the_rules_it_plans_for(
    *, mote: date, kallelse: int, extra: int, remiss: int, sammanstallning: int
) -> None:
    plan = back_plan(
        mote,
        intake_dagar=kallelse + extra,
        kallelse_dagar=kallelse,
        remiss_dagar=remiss,
        sammanstallning_dagar=sammanstallning,
    )
    assert plan.remiss_oppnas < plan.remiss_stangs < plan.intagning <= plan.kallelse < plan.mote
    assert earliest_answer_day(plan.remiss_oppnas, remiss) <= plan.remiss_stangs
    assert add_working_days(plan.remiss_stangs, sammanstallning) <= plan.intagning
    assert all(
        map(is_working_day, [plan.remiss_oppnas, plan.remiss_stangs, plan.intagning, plan.kallelse])
    )


def test_years_nobody_plans_in_are_refused() -> None:
    assert within_calendar(date(2099, 12, 31)) == date(2099, 12, 31)
    with pytest.raises(ValueError, match="2000–2099"):
        within_calendar(date(2100, 1, 1))


@pytest.mark.parametrize(
    ("weekday", "today", "chosen"),
    [
        (1, "2026-11-23", "2026-11-23"),  # a Monday like others
        (1, "2026-11-27", "2026-11-23"),
        (5, "2026-11-26", "2026-11-20"),
        (1, "2026-04-06", "2026-03-30"),  # annandag påsk: that Monday's letter has not come yet,
        (1, "2026-04-07", "2026-04-06"),  # it comes on the Tuesday
        (5, "2026-06-22", "2026-06-19"),  # midsommarafton: on the Monday after
        (4, "2026-12-28", "2026-12-24"),  # julafton, in week 52; 28 December begins week 53
        (5, "2027-01-04", "2027-01-01"),
        (2, "2028-02-29", "2028-02-29"),  # leap day
    ],
)
def test_a_weekly_letter_has_its_day_or_the_next_working_day(
    weekday: int, today: str, chosen: str
) -> None:
    assert digest_day(weekday, date.fromisoformat(today)) == date.fromisoformat(chosen)


@given(st.integers(1, 5), days.filter(is_working_day))
def test_a_weekly_letter_is_never_skipped_and_never_early(weekday: int, today: date) -> None:
    chosen = digest_day(weekday, today)
    assert chosen.isoweekday() == weekday
    assert next_working_day(chosen) <= today < next_working_day(chosen + timedelta(days=7))
