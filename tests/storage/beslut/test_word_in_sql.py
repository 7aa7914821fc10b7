"""The database says the same word of an åtagande as the rules do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, DateTime, Select, String, Values, column, select, true, values

from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad, Foljs
from support.county import Lan
from support.paths.arende import atagande_given, atagande_in
from workflows.beslut.compliance import Status, cell_word, severity
from workflows.beslut.obligations import A, F, Reader, S
from workflows.beslut.word_in_sql import (
    LATE,
    SILENT,
    WORD,
    Columns,
    days,
    late,
    place,
    silent,
    word,
)
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.engine.frister import own_frist
from workflows.engine.world import World
from workflows.ground.deadlines import at, day_after, day_of

# Before Christmas, around each change of the clock, a Sunday, a Friday before a free Monday.
TODAYS = ("2023-12-20", "2023-03-26", "2023-10-29", "2024-04-07", "2024-03-28")


def _each(name: str, kind: Any, said: Iterable[object]) -> Values:
    return values(column("one", kind), name=name).data([(one,) for one in said])


def _days(today: date) -> list[date | None]:
    return [
        None,
        day_after(today, -400),
        *(day_after(today, n) for n in (-1, 0, 1, *range(10, 23))),
    ]


def _news(world: World) -> list[datetime]:
    """Around the last news that is not silence yet: both ends of each day."""
    last = day_after(world.today, -world.profile.paminnelser.tyst_efter_dagar)
    near = [day_after(last, n) for n in (-1, 0)]
    return [at(day, clock) for day in near for clock in (time(), time(23, 59, 59))]


def _every(world: World) -> list[Values]:
    """Return what a word is made of, each as a table of all that it can be."""
    return [
        _each("lage", String, AtagandeLage),
        _each("senast", Date, _days(world.today)),
        _each("nytt", DateTime(timezone=True), _news(world)),
        _each("verifieras", Boolean, [True, False]),
        _each("staende", Boolean, [True, False]),
        _each("foljs", String, [None, *Foljs]),
    ]


def _said_of_all(world: World) -> Select[Any]:
    each = _every(world)
    of = Columns(*(one.c.one for one in each))
    together: Any = each[0]
    for one in each[1:]:
        together = together.join(one, true())
    columns = (*(one.c.one for one in each), word(of), place(of), late(of), silent(of))
    return select(*columns).select_from(together)


@pytest.mark.parametrize("today", TODAYS)
def test_the_word_is_the_same_in_every_state_on_every_day(lan: Lan, today: str) -> None:
    world = lan.at(today).world
    with lan.database.read() as session:
        rows = session.connection().execute(_said_of_all(world), days(world)).all()
    assert len(rows) == len(AtagandeLage) * len(_days(world.today)) * 4 * 2 * 2 * (1 + len(Foljs))
    for lage, senast, nytt, verifieras, staende, foljs, *said in rows:
        status = Status(
            AtagandeLage(lage),
            senast,
            day_of(nytt),
            verifieras=verifieras,
            staende=staende,
            foljs=foljs and Foljs(foljs),
        )
        silent_after = world.profile.paminnelser.tyst_efter_dagar
        ruled = cell_word(status, today=world.today, tyst_efter=silent_after)
        assert said == [ruled.ord, severity(ruled), ruled.forsenat, ruled.tyst], status


def _agreed(lan: Lan) -> set[Efterlevnad]:
    """Return the words of the day, which both say of every åtagande."""
    query = select(A.c.id, WORD, LATE, SILENT).select_from(
        A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id))
    )
    with lan.database.read() as session:
        reader = Reader(session, KLOCKAN, lan.world, load_bemanning(session, lan.world.today))
        ruled = {row.id: (row.ord, row.forsenat, row.tyst) for row in reader.rows()}
        rows = session.connection().execute(query, days(lan.world))
        assert {row[0]: tuple(row[1:]) for row in rows} == ruled, lan.world.today
        for kind in Efterlevnad:
            alike = {row.id for row in reader.rows(WORD.in_([kind]))}
            assert alike == {one for one, said in ruled.items() if said[0] is kind}
    return {said for said, _, _ in ruled.values()}


def test_the_word_is_the_same_of_every_atagande_while_days_go(kronoberg: Lan) -> None:
    first, seen = kronoberg.world.today, set[Efterlevnad]()
    for n in range(-30, 150, 5):
        seen |= _agreed(replace(kronoberg).at(str(day_after(first, n))))
    assert seen >= set(Efterlevnad) - {Efterlevnad.AVSTEG, Efterlevnad.ERSATT}


@pytest.mark.parametrize("lage", list(AtagandeLage))
def test_the_word_is_the_same_of_what_stands_in_any_state(lan: Lan, lage: AtagandeLage) -> None:
    atagande_in(lan, lage)
    for n in range(0, 60, 6):
        _agreed(lan.at(str(day_after(lan.world.today, n))))


def test_the_word_is_the_same_of_what_is_attested_again_and_again(lan: Lan) -> None:
    mine = atagande_given(lan, senast="tills vidare")
    said = {}
    for day, foljs in (("2024-04-18", "helt"), ("2024-11-20", "delvis"), ("2025-04-20", "helt")):
        said[day] = _agreed(lan.at(day))
        lan.step(mine, "alvesta", "stam_av", foljs=foljs)
        said[f"then {day}"] = _agreed(lan)
    late = _agreed(lan.at("2025-12-01"))
    assert (said["then 2024-04-18"], said["then 2024-11-20"]) == ({"klart"}, {"pagar"})
    assert (said["then 2025-04-20"], late) == ({"klart"}, {"forsenat"})
