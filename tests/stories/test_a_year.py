"""A year of days: the same messages to the same people whoever runs the sweeps, and few of them.

Slow by its nature: every day is lived four times. At length it is the whole year.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.tables import Avisering, Frist, Paminnad, Sak
from support.county import Lan
from support.length import at_length
from support.walks.year import (
    FIRST,
    LAST,
    PARTIES,
    begin,
    by_two,
    doubled,
    live_a_year,
    once,
    weekly,
)
from workflows.ground.deadlines import add_working_days, day_of

Letter = tuple[str, str, str, str]  # address, kind, day, what it says
CALENDAR_WEEKS = (LAST - FIRST).days // 7


@contextmanager
def copied(lan: Lan, postgres: EmbeddedPostgres, name: str) -> Iterator[Lan]:
    """Lend the county as it stands, in a database of its own."""
    lan.database.close()  # a database that is copied has no visitors
    database = Database(
        create_database(
            postgres.url, name, template=lan.database.url.rpartition("/")[2].split("?")[0]
        )
    )
    try:
        yield replace(lan, database=database)
    finally:
        database.close()
        drop_database(postgres.url, name)


def letters(lan: Lan) -> list[Letter]:
    """Return everything anybody got during the year."""
    return sorted(
        (
            row.epost,
            row.mall,
            str(day_of(row.skapad)),
            str(
                [
                    (one["rubrik"], one["for"], one["senast"], one["grupp"])
                    for one in row.data.get("rader", ())
                ]
            ),
        )
        for row in lan.rows(Avisering)
    )


def settled_rungs(lan: Lan) -> set[tuple[int, int]]:
    """Return the rungs dealt with of what stayed undone for a fortnight after them: which matter
    and how far away.
    """
    frister = {row.id: row for row in lan.rows(Frist)}
    done = set()
    for row in lan.rows(Paminnad):
        frist = frister[row.frist_id]
        fortnight = (
            add_working_days(frist.senast, row.steg) + timedelta(days=14)
            if abs(row.steg) < 100
            else LAST
        )
        if abs(row.steg) < 100 and fortnight <= (day_of(frist.stangd) if frist.stangd else LAST):
            done.add((frist.sak_id, row.steg))
    return done


@pytest.mark.lang
def test_doubled_late_or_by_two_at_once_the_year_brings_the_same_messages(
    lan: Lan, postgres: EmbeddedPostgres, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(lan)
    ways: dict[str, Callable[[Lan], object]] = {
        "once": once,
        "twice": doubled,
        "at_once": by_two,
        "weekly": weekly,
    }
    with ExitStack() as stack:
        lived = {name: stack.enter_context(copied(lan, postgres, f"ar_{name}")) for name in ways}
        for name, county in lived.items():
            live_a_year(county, ways[name])
        plain = lived["once"]
        assert letters(lived["twice"]) == letters(plain)
        assert letters(lived["at_once"]) == letters(plain)
        for county in lived.values():
            nobody_is_reminded_of_what_is_done(county)
        late_but_complete(lived["weekly"], plain)
        few(plain, capsys)


def nobody_is_reminded_of_what_is_done(lan: Lan) -> None:
    frister = {row.id: row for row in lan.rows(Frist)}
    rows = lan.rows(Paminnad)
    assert rows
    for row in rows:
        stangd = frister[row.frist_id].stangd
        assert stangd is None or row.tid <= stangd


def late_but_complete(late: Lan, plain: Lan) -> None:
    """A round a week: the same states, every rung of what stayed undone dealt with, fewer letters,
    none repeated.
    """
    assert [(row.slag, row.lage) for row in late.rows(Sak)] == [
        (row.slag, row.lage) for row in plain.rows(Sak)
    ]
    assert settled_rungs(late) == settled_rungs(plain)
    assert len(late.rows(Avisering)) < len(plain.rows(Avisering))
    sent = Counter(
        (row.frist_id, row.person_id, row.tid)
        for row in late.rows(Paminnad)
        if row.utfall == "skickad"
    )
    assert max(sent.values()) == 1, "only the highest rung reached"


def few(lan: Lan, capsys: pytest.CaptureFixture[str]) -> None:
    """At most two letters for each chef and week at the 95th percentile, kallelser apart; print how
    they fell.
    """
    chefs = [lan.ids[who] for who in PARTIES]
    weeks = {(who, week): 0 for who in chefs for week in range(CALENDAR_WEEKS + 1)}
    for row in lan.rows(Avisering):
        day = day_of(row.skapad)
        if row.person_id in chefs and row.mall != "kallelse" and day >= FIRST:
            weeks[row.person_id, (day - monday(FIRST)).days // 7] += 1
    spread = Counter(weeks.values())
    with capsys.disabled():
        print(f"\nletters per chef and week: {dict(sorted(spread.items()))}")  # noqa: T201 - asked for
    assert statistics.quantiles(weeks.values(), n=20)[-1] <= 2
    assert sum(weeks.values()) > 40 if at_length() else sum(weeks.values()) > 8, (
        "somebody was reminded"
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
