"""What changes in how decisions are followed is kept once, however often and late one looks; weeks
count from it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from flows.rounds import Runda, folj_efterlevnad
from models.base import table_of
from models.database import Database
from models.tables import Atagande, Beslut, Efterlevnadsandring
from support.county import UNDERLAG, UPPGIFT, Lan, epost
from support.paths.arende import atagande_in
from support.reminding import live
from workflows.beslut.matrix.trend import Utveckling, utveckling
from workflows.beslut.views import beslut
from workflows.mote.views import mote


def look(lan: Lan) -> str:
    """Run the sweep once; return what it says."""
    return folj_efterlevnad(Runda(lan.database, lan.world, None)).mening


def kept(lan: Lan, who: str = "alvesta") -> list[tuple[str, str, bool, bool]]:
    """Return every change kept for a huvudman: the day, the word, late, silent."""
    order = {kod: number for number, kod in enumerate(["alvesta", "lessebo"], start=1)}
    rows = lan.rows(Efterlevnadsandring, huvudman_id=order[who])
    return [(str(row.dag), str(row.ord), row.forsenat, row.tyst) for row in rows]


# Alvesta and Lessebo are to have done it by 26 January. Alvesta answers on the 30th; Lessebo never
# says a word.
ALVESTA = [
    ("2023-12-08", "pagar", False, False),
    ("2024-01-08", "tyst", False, True),
    ("2024-01-27", "forsenat", True, True),
    ("2024-01-31", "klart", False, False),
]


def tell(lan: Lan, act: object = look) -> None:
    """Let December and January pass, somebody looking every day."""
    atagande = atagande_in(lan, "tilldelat")
    live(lan, "2023-12-08", "2024-01-30", act)  # type: ignore[arg-type]
    for step, who in (("rapportera", "alvesta"), ("verifiera", "region_kronoberg")):
        lan.step(atagande, who, step)
    live(lan, "2024-01-31", "2024-02-10", act)  # type: ignore[arg-type]


def test_day_by_day_only_what_changed_is_kept(lan: Lan) -> None:
    tell(lan)
    assert kept(lan) == ALVESTA
    assert kept(lan, "lessebo") == ALVESTA[:3]


def test_two_who_look_at_once_and_again_keep_the_same(lan: Lan) -> None:
    other = Database(lan.database.url)

    def both(now: Lan) -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(look, (now, replace(now, database=other))))
        assert look(now) == "Inget har ändrats i efterlevnaden."

    atagande_in(lan, "tilldelat")
    for day, *_ in ALVESTA[:3]:
        both(lan.at(day))
    other.close()
    assert kept(lan) == kept(lan, "lessebo") == ALVESTA[:3]


def test_after_weeks_of_silence_there_is_one_change_on_the_day_it_was_seen(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    assert look(lan) == "1 beslut ändrades för 2 huvudmän."
    look(lan.at("2024-02-14"))
    look(lan.at("2023-12-20"))  # a clock that was put back
    assert kept(lan) == [ALVESTA[0], ("2024-02-14", "forsenat", True, True)]


def test_what_changes_twice_in_a_day_is_seen_the_next(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    look(lan)
    lan.step(atagande, "alvesta", "anmal_avsteg", orsak="Vi saknar någon.", stod="Hjälp.")
    assert look(lan) == "Inget har ändrats i efterlevnaden."
    assert look(lan.at("2023-12-09")) == "1 beslut ändrades för 1 huvudman."
    assert kept(lan) == [ALVESTA[0], ("2023-12-09", "avsteg", False, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "UPDATE efterlevnadsandring SET ord = 'klart'",
        "DELETE FROM efterlevnadsandring",
        "TRUNCATE efterlevnadsandring",
    ],
)
def test_what_was_seen_cannot_be_rewritten(lan: Lan, sentence: str) -> None:
    atagande_in(lan, "tilldelat")
    look(lan)
    with pytest.raises(DatabaseError, match="kan inte ändras"), lan.database.session() as session:
        session.connection().exec_driver_sql(sentence)


def followed(lan: Lan) -> Utveckling:
    """Return what the sekreterare sees of the only decision."""
    with lan.database.read() as session:
        nr = session.execute(select(table_of(Beslut).c.nr)).scalar_one()
        found = beslut(session, lan.actor(session, "sekreterare"), lan.world, nr)
        return utveckling(session, found, lan.world.today)


def test_a_decision_shows_its_changes_latest_first_and_its_weeks_oldest_first(lan: Lan) -> None:
    tell(lan)
    seen = followed(lan)
    assert [(one.dag.isoformat(), one.huvudman, one.ord_text) for one in seen.andringar[:3]] == [
        ("2024-01-31", "Alvesta", "Klart"),
        ("2024-01-27", "Alvesta", "Försenat"),
        ("2024-01-27", "Lessebo", "Försenat"),
    ]
    weeks = [(week.dag, week.klara, week.parter) for week in seen.veckor]
    assert weeks[0] == (date(2023, 12, 10), 0, 2)
    assert weeks[-3:] == [
        (date(2024, 1, 28), 0, 2),
        (date(2024, 2, 4), 1, 2),
        (date(2024, 2, 10), 1, 2),
    ]
    assert len(weeks) == 10


def test_today_is_what_the_cells_say_and_only_twelve_weeks_are_shown(lan: Lan) -> None:
    atagande = atagande_in(lan, "rapporterat")
    look(lan)
    lan.at("2024-06-12").step(atagande, "region_kronoberg", "verifiera")
    weeks = followed(lan).veckor
    assert len(weeks) == 12
    assert [(week.klara, week.parter) for week in weeks[-2:]] == [(0, 2), (1, 2)]


def decided(lan: Lan, day: str) -> str:
    """Let a meeting give Alvesta something to do; return the address of the decision."""
    sak, mote = lan.arende(rubrik=f"Beslutat {day}"), lan.mote(day)
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at(day).step(mote, "sekreterare", "oppna")
    task = {
        **UPPGIFT,
        "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
        "senast": "2024-06-03",
    }
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    return str(lan.rows(Beslut)[-1].nr)


def test_an_agenda_has_the_oldest_open_decision_first_and_none_that_is_done(lan: Lan) -> None:
    made = [decided(lan, day) for day in ("2023-12-08", "2024-01-26", "2024-03-08")]
    coming = lan.mote("2024-04-19")

    def listed() -> list[str]:
        with lan.database.read() as session:
            return [
                one.nr
                for one in mote(
                    session, lan.actor(session, "alvesta"), lan.world, coming
                ).oppna_beslut
            ]

    assert listed() == made
    lan.step(lan.rows(Atagande)[0].id, "alvesta", "rapportera")
    assert listed() == made[1:]
