"""The timetable of the sweeps, in Swedish time whatever the season."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.rounds import SVEP
from flows.timetable import TIDTABELL, Schemarad, schemarad
from workflows.ground.deadlines import STOCKHOLM


def swedish(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_every_sweep_has_its_hours_and_every_hour_its_sweep() -> None:
    assert sorted(rad.svep for rad in TIDTABELL) == sorted(SVEP)


def test_a_name_that_is_no_sweep_has_no_hours() -> None:
    with pytest.raises(KeyError):
        schemarad("fika")


@pytest.mark.parametrize(
    "rad", [rad for rad in TIDTABELL if not rad.cron.startswith("*/15")], ids=lambda rad: rad.svep
)
def test_nothing_is_set_in_the_hour_that_spring_lacks_and_autumn_has_twice(rad: Schemarad) -> None:
    now, end = swedish("2026-03-01T00:00"), swedish("2027-04-01T00:00")
    while now < end:
        now = rad.following(now)
        assert now.astimezone(STOCKHOLM).hour != 2


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("2026-10-23T07:00", "2026-10-26T07:00"),  # the weekend in which summer time ends
        ("2027-03-26T07:00", "2027-03-29T07:00"),  # and in which it begins
        # Week 53; what a röd dag means is the sweep's own question.
        ("2026-12-31T12:00", "2027-01-01T07:00"),
        ("2028-02-28T12:00", "2028-02-29T07:00"),
    ],
)
def test_seven_in_the_morning_is_seven_in_the_morning(before: str, expected: str) -> None:
    assert schemarad("bevaka_frister").following(swedish(before)) == swedish(expected).astimezone(
        UTC
    )


@pytest.mark.parametrize("night", ["2026-10-25", "2027-03-28", "2026-11-22"])
def test_letters_leave_four_times_an_hour_through_every_night(night: str) -> None:
    rad, now = schemarad("leverera_aviseringar"), swedish(f"{night}T00:00").astimezone(UTC)
    for _ in range(12):
        following = rad.following(now)
        assert following - now == timedelta(minutes=15)
        assert rad.latest(following + timedelta(seconds=1)) == following
        now = following


@pytest.mark.parametrize("rad", TIDTABELL, ids=lambda rad: rad.svep)
@pytest.mark.parametrize("day", ["2026-10-23", "2027-03-26", "2026-12-31"])
def test_what_began_at_most_a_minute_early_stands_for_a_time(rad: Schemarad, day: str) -> None:
    due = swedish(f"{day}T00:00").astimezone(UTC)
    for _ in range(200):
        due, before = rad.following(due), due
        short = due - datetime.resolution
        assert (rad.latest(due), rad.latest(short)) == (due, rad.latest(before))
        for seconds in (-60, -0.25, 0, 0.25, 600):
            assert rad.owed(due + timedelta(seconds=seconds), due) is None
        assert rad.owed(due - timedelta(seconds=60.25), due) == due
