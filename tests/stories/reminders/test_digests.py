"""The weekly digest: one letter on the day and at the hour each has chosen, and never in the way of
what is urgent.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.base import table_of
from models.tables import Atagande, Avisering, Person
from models.vocabulary import FristForm
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UPPGIFT, Lan
from support.letters.arende import sweep
from support.paths.arende import arende_in, atagande_in
from support.reminding import got, live
from workflows.county.profile import load_profile
from workflows.engine.world import World
from workflows.nouns import NOUNS
from workflows.reminders import remind
from workflows.reminders.round import Brevtid

# Alvesta's åtagande is due on Friday 26 January 2024: ten working days before is Friday the 12th,
# two the 24th.


def choose(lan: Lan, who: str, *, dag: int = 1, timme: int = 7) -> None:
    table = table_of(Person)
    with lan.database.session() as session:
        session.execute(
            table.update().where(table.c.id == lan.ids[who]).values(brevdag=dag, brevtimme=timme)
        )


def tasks(lan: Lan, *days: str) -> None:
    """Let the ledningsgrupp give Alvesta one åtagande for each day."""
    sak = arende_in(lan, "pa_dagordning")
    given = [
        {
            **UPPGIFT,
            "text": f"Uppgift {n}",
            "senast": day,
            "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
        }
        for n, day in enumerate(days, 1)
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=given)


def digest(lan: Lan) -> Any:
    (letter,) = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="sammandrag")
    return letter


@pytest.mark.parametrize(("dag", "day"), [(1, "2024-01-15"), (3, "2024-01-17"), (5, "2024-01-12")])
def test_it_comes_on_the_day_each_has_chosen(lan: Lan, dag: int, day: str) -> None:
    atagande_in(lan, "tilldelat")
    choose(lan, "alvesta", dag=dag)
    live(lan, "2024-01-11", "2024-01-23")
    assert got(lan) == [(day, "sammandrag")]


def test_it_comes_at_the_hour_each_has_chosen(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    choose(lan, "alvesta", timme=15)
    live(lan, "2024-01-09", "2024-01-12")
    for clock, letters in (
        ("07:00", 0),
        ("13:59", 0),
        ("14:00", 1),
        ("15:00", 1),
    ):  # UTC; 15.00 in Stockholm is 14.00
        sweep(lan.at(f"2024-01-15T{clock}"))
        assert len(got(lan)) == letters, clock


def test_what_is_urgent_comes_on_any_day_at_that_hour_and_no_choice_can_stop_it(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    choose(lan, "alvesta", dag=5, timme=18)
    live(lan, "2024-01-09", "2024-01-23")
    for clock, letters in (("08:00", 0), ("17:00", 1)):
        with lan.at(f"2024-01-24T{clock}").database.session() as session:
            remind(session, lan.world)
        assert got(lan).count(("2024-01-24", "paminnelse")) == letters, clock


@pytest.mark.parametrize(
    ("now", "dag", "before", "chosen"),
    [
        # The night before, the clock went back: seven is six in UTC.
        ("2026-10-26T05:59", 1, "2026-10-19", None),
        ("2026-10-26T06:00", 1, "2026-10-19", "2026-10-26"),
        # It went forward, and the Monday was annandag påsk.
        ("2027-03-30T04:59", 1, "2027-03-22", None),
        ("2027-03-30T05:00", 1, "2027-03-22", "2027-03-29"),
        ("2026-12-28T06:00", 1, "2026-12-21", "2026-12-28"),  # v. 53
        ("2027-01-04T06:00", 1, "2026-12-28", "2027-01-04"),  # v. 1
        ("2028-02-29T06:00", 2, "2028-02-22", "2028-02-29"),  # a leap day
        ("2026-06-22T05:00", 5, "2026-06-12", "2026-06-19"),  # midsommarafton: on the Monday
    ],
)
def test_seven_is_seven_on_the_wall_and_a_week_is_a_week(
    now: str, dag: int, before: str, chosen: str | None
) -> None:
    world = World(load_profile("kronoberg"), datetime.fromisoformat(now).replace(tzinfo=UTC), NOUNS)
    found = Brevtid(1, dag, 7, date.fromisoformat(before)).digest(world)
    assert found == (date.fromisoformat(chosen) if chosen else None)


def test_a_missed_hour_is_made_good_the_next_working_morning(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    choose(lan, "alvesta", timme=18)
    live(lan, "2024-01-09", "2024-01-30")  # at nine each day
    assert got(lan) == [("2024-01-16", "sammandrag"), ("2024-01-25", "paminnelse")]


@pytest.mark.parametrize(
    ("senast", "dag", "day"),
    [
        ("2024-04-15", 1, "2024-04-02"),  # annandag påsk: on the Tuesday
        ("2024-07-03", 5, "2024-06-24"),  # midsommarafton: on the Monday
        ("2025-01-09", 2, "2024-12-27"),  # julafton: after Christmas
    ],
)
def test_on_a_day_off_it_comes_the_next_working_day(
    lan: Lan, senast: str, dag: int, day: str
) -> None:
    tasks(lan, senast)
    choose(lan, "alvesta", dag=dag)
    made = date.fromisoformat(day).replace(day=1)
    live(lan, str(made.replace(month=made.month - 1)), day)
    assert got(lan)[-1] == (day, "sammandrag")
    last = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="sammandrag")[-1]
    assert [row["tyst_dagar"] for row in last.data["rader"]] == [0]


def test_everything_that_can_wait_is_one_letter_in_groups_with_one_link(lan: Lan) -> None:
    tasks(lan, "2024-01-26", "2024-02-16", "2024-02-09", "2024-05-31")
    live(lan, "2024-01-04", "2024-01-05")
    lan.step(_second(lan), "alvesta", "lamna_besked", besked="Vi är på väg.")
    live(lan, "2024-01-08", "2024-01-12")
    choose(lan, "alvesta", dag=1)
    live(lan, "2024-01-13", "2024-01-15")
    said = [
        letter.data
        for letter in lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="sammandrag")
    ]
    assert [[(row["rubrik"], row["grupp"]) for row in data["rader"]] for data in said] == [
        [
            ("Uppgift 1", "Inget nytt på länge"),
            ("Uppgift 3", "Inget nytt på länge"),
            ("Uppgift 4", "Inget nytt på länge"),
        ],
        [("Uppgift 1", "Närmar sig")],
    ]
    assert [row["rubrik"] for row in said[1]["vantar"]] == ["Uppgift 3"], (
        "within four weeks, and not said above"
    )
    assert {data["lank"] for data in said} == {"/"}


def _second(lan: Lan) -> int:
    return int(lan.rows(Atagande)[1].id)


def test_a_week_with_nothing_new_brings_no_letter(lan: Lan) -> None:
    tasks(lan, "2024-05-31")
    live(lan, "2023-12-08", "2024-01-31")
    assert got(lan) == [("2024-01-08", "sammandrag")], (
        "after thirty silent days; then nothing until thirty more"
    )


def test_on_the_day_of_the_digest_the_urgent_goes_along_in_the_same_letter(lan: Lan) -> None:
    # Two working days before the first, and ten before the second: the 24th.
    tasks(lan, "2024-01-26", "2024-02-07")
    choose(lan, "alvesta", dag=3)
    live(lan, "2024-01-18", "2024-01-23")
    with lan.at("2024-01-24T06:30").database.session() as session:
        remind(session, lan.world)
    sweep(lan)
    assert got(lan) == [("2024-01-24", "sammandrag")]
    assert [row["grupp"] for row in digest(lan).data["rader"]] == ["Bråttom", "Närmar sig"]


def test_its_words_say_how_much_waits_by_when_and_why_it_came(lan: Lan) -> None:
    tasks(lan, "2024-01-26", "2024-02-07")
    choose(lan, "alvesta", dag=3)
    live(lan, "2024-01-18", "2024-01-24")
    deliver(lan.database, Mailbox(), lan.now)
    letter, said = digest(lan), str(digest(lan).text)
    assert letter.amne == "Ditt sammandrag: två saker väntar på dig, den första senast 26 jan"
    assert (
        "Bråttom\n\n* LGS beslut 2023:1 Uppgift 1\n  Rapportera klart · Alvesta · senast fre 26 jan"
        " 2024" in said
    )
    assert "Närmar sig\n\n* LGS beslut 2023:1 Uppgift 2" in said
    assert "Ditt sammandrag kommer högst en gång i veckan, på onsdagar." in said


def test_another_day_chosen_in_the_week_of_a_digest_brings_no_second_one(lan: Lan) -> None:
    tasks(lan, "2024-01-26", "2024-02-01")  # ten working days before: the 12th and the 18th
    live(lan, "2024-01-09", "2024-01-15")
    choose(lan, "alvesta", dag=4)
    live(lan, "2024-01-16", "2024-01-19")
    assert got(lan) == [("2024-01-15", "sammandrag")]


def test_what_is_attested_is_reminded_of_before_its_next_period_like_everything_else(
    lan: Lan,
) -> None:
    sak = arende_in(lan, "pa_dagordning")
    standing = {
        **UPPGIFT,
        "senast": "februari",
        "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
    }
    lan.step(
        sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[standing]
    )
    assert lan.rows(Atagande)[-1].form == FristForm.ATERKOMMANDE
    live(lan, "2024-02-13", "2024-02-27")
    assert got(lan) == [("2024-02-19", "sammandrag"), ("2024-02-27", "paminnelse")]
