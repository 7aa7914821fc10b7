"""A reminder comes when the ladder says, at once or in the digest, once; and never about what is
done.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from models.base import table_of
from models.database import Database
from models.faults import LockTimeout
from models.tables import Atagande, Frist, Paminnad
from support.county import UPPGIFT, Lan
from support.letters.arende import sweep
from support.paths.arende import arende_in, atagande_in
from support.reminding import got, live
from workflows.engine.door import Ask, take_step
from workflows.reminders import Reminded, remind

# Alvesta's åtagande is given on 8 December 2023 and due on Friday 26 January 2024: ten working days
# before is the 12th, two before the 24th, two after the 30th. On Monday 8 January nobody has said
# anything for more than thirty days.
ON_TIME = [
    ("2024-01-08", "sammandrag"),
    ("2024-01-15", "sammandrag"),
    ("2024-01-24", "paminnelse"),
    ("2024-01-30", "forsenad"),
]


def rungs_of(lan: Lan, atagande: int) -> list[tuple[int, str]]:
    """Return the rungs Alvesta has been told of about an åtagande, silence left out."""
    ids = [row.id for row in lan.rows(Frist, sak_id=atagande)]
    rows = lan.rows(Paminnad, person_id=lan.ids["alvesta"])
    return [(row.steg, row.utfall) for row in rows if row.frist_id in ids and abs(row.steg) < 100]


def test_day_by_day_the_ladder_is_climbed_and_then_it_is_quiet(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    live(lan, "2023-12-08", "2024-02-20")
    assert got(lan) == ON_TIME


def test_a_sweep_run_three_times_a_day_says_the_same(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")

    def thrice(now: Lan) -> None:
        for _ in range(3):
            sweep(now)

    live(lan, "2023-12-08", "2024-02-20", thrice)
    assert got(lan) == ON_TIME


def test_two_runners_at_once_say_the_same(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    other = Database(lan.database.url)

    def both(now: Lan) -> None:
        twin = Lan(other, now.profile, now.ids, now.now)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(sweep, (now, twin)))

    for day, _ in ON_TIME:
        both(lan.at(day))
    other.close()
    assert got(lan) == ON_TIME


def test_who_was_told_of_a_rung_by_another_runner_gets_no_second_letter(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    lan.at("2024-01-24")
    with pytest.raises(LockTimeout), lan.database.session() as slow:
        slow.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        assert slow.exec(select(Paminnad)).all() == [], "the slow one sees the county as it is now"
        sweep(lan)
        remind(slow, lan.world)
    assert got(lan) == [ON_TIME[2]]
    told = lan.rows(Paminnad, person_id=lan.ids["alvesta"])[-1]._mapping
    again = {name: value for name, value in told.items() if name != "id"}
    with pytest.raises(IntegrityError), lan.database.session() as other:
        other.execute(insert(table_of(Paminnad)), again)


def test_after_a_silent_week_only_the_highest_rung_is_sent_and_the_lower_is_recorded(
    lan: Lan,
) -> None:
    atagande = atagande_in(lan, "tilldelat")
    live(lan, "2023-12-08", "2024-01-10")
    sweep(lan.at("2024-01-25"))
    sweep(lan.at("2024-01-26"))
    assert got(lan) == [("2024-01-08", "sammandrag"), ("2024-01-25", "paminnelse")]
    assert rungs_of(lan, atagande) == [(-10, "overhoppad"), (-2, "skickad")]


def test_after_the_last_day_has_passed_unwatched_one_letter_says_that_it_is_late(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    sweep(lan.at("2024-02-12"))
    sweep(lan.at("2024-02-13"))
    assert got(lan) == [("2024-02-12", "forsenad")]
    assert rungs_of(lan, atagande) == [(-10, "overhoppad"), (-2, "overhoppad"), (2, "skickad")]


def test_rungs_that_lie_before_the_frist_was_made_never_fire(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    soon = {
        **UPPGIFT,
        "senast": "2023-12-15",
        "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
    }
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[soon])
    live(lan, "2023-12-08", "2023-12-22")
    assert got(lan) == [("2023-12-13", "paminnelse"), ("2023-12-19", "forsenad")]


def test_who_has_answered_is_not_reminded(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    live(lan, "2023-12-08", "2024-01-15")
    lan.step(atagande, "alvesta", "rapportera")
    live(lan, "2024-01-16", "2024-02-20")
    assert got(lan) == ON_TIME[:2]
    assert got(lan, "lessebo") == ON_TIME


def test_who_is_answering_this_very_moment_is_not_reminded(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    lan.at("2024-01-24")
    with lan.database.session() as answering:
        take_step(
            answering, atagande, Ask("rapportera"), lan.actor(answering, "alvesta"), lan.world
        )
        sweep(lan)
    sweep(lan)
    assert got(lan) == []
    assert got(lan, "lessebo") == [("2024-01-24", "paminnelse")]


def test_a_moved_date_moves_its_rungs(lan: Lan) -> None:
    atagande = atagande_in(lan, "avsteg_anmalt")
    lan.step(
        atagande,
        "sekreterare",
        "omprova",
        mote=lan.at_meeting(),
        anteckning="Ni får mer tid.",
        nytt_datum="2024-02-23",
    )
    live(lan, "2023-12-08", "2024-02-29")
    said = got(lan)
    assert ("2024-02-12", "sammandrag") in said
    assert said[-2:] == [("2024-02-21", "paminnelse"), ("2024-02-27", "forsenad")]
    assert not {"2024-01-15", "2024-01-24", "2024-01-30"} & {day for day, _ in said}


def test_news_break_the_silence_and_a_reminder_counts_as_one(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    live(lan, "2023-12-08", "2024-01-05")
    lan.step(atagande, "alvesta", "lamna_besked", besked="Vi letar efter någon.")
    live(lan, "2024-01-06", "2024-03-20")
    # The reminder after the last day was on 30 January; thirty days later nobody has said anything
    # new.
    assert got(lan) == [*ON_TIME[1:], ("2024-03-04", "sammandrag")]


def test_a_clock_that_jumps_back_and_forth_says_nothing_twice(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    for when in (
        "24T08:00",
        "24T07:00",
        "25T08:00",
        "24T08:00",
        "30T08:00",
        "30T07:00",
        "29T08:00",
        "30T08:00",
    ):
        sweep(lan.at(f"2024-01-{when}"))
    assert got(lan) == ON_TIME[2:]


@pytest.mark.parametrize("when", ["2024-01-13T08:00", "2024-01-15T05:30", "2024-01-06T08:00"])
def test_nobody_is_reminded_on_a_day_off_or_before_the_morning(lan: Lan, when: str) -> None:
    atagande_in(lan, "tilldelat")
    with lan.at(when).database.session() as session:
        assert remind(session, lan.world, sammandrag=True) == Reminded(0, 0)


@pytest.mark.parametrize(
    ("senast", "before", "after"),
    [
        ("2024-04-03", "2024-03-28", "2024-04-05"),  # Easter and the night the clock goes forward
        ("2024-06-24", "2024-06-19", "2024-06-26"),  # midsommarafton is no working day
        ("2024-10-28", "2024-10-24", "2024-10-30"),  # the night the clock goes back
        ("2024-12-27", "2024-12-20", "2025-01-02"),  # Christmas and New Year
        ("2026-10-27", "2026-10-23", "2026-10-29"),  # the night the clock goes back
        ("2027-01-04", "2026-12-29", "2027-01-07"),  # v. 53
        ("2027-03-31", "2027-03-25", "2027-04-02"),  # Easter, and the night the clock goes forward
        ("2028-03-01", "2028-02-28", "2028-03-03"),  # a leap day
    ],
)
def test_the_rungs_step_over_holidays_and_changes_of_the_clock(
    lan: Lan, senast: str, before: str, after: str
) -> None:
    sak = arende_in(lan, "pa_dagordning")
    one = {**UPPGIFT, "senast": senast, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[one])
    atagande = lan.rows(Atagande)[-1].id
    lan.at(str(date.fromisoformat(senast) - timedelta(days=12)))
    lan.step(atagande, "alvesta", "lamna_besked", besked="Vi är på väg.")
    live(
        lan,
        str(date.fromisoformat(senast) - timedelta(days=12)),
        str(date.fromisoformat(senast) + timedelta(days=8)),
    )
    assert got(lan)[-2:] == [(before, "paminnelse"), (after, "forsenad")]
