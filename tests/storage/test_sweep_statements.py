"""A sweep with nothing to do costs as many statements in a large county as in a small one: what it
asks follows what is due, not what there is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from flows.rounds import SVEP, Runda, run
from models.tables import Paminnad, Person
from support.county import Lan
from support.house.statements import compared_with_a_parameter, statements
from support.paths.arende import (
    arende_in,
    atagande_done,
    atagande_given,
    atagande_in,
    mote_in,
    remiss_in,
)
from support.paths.avtal import UPPHOR, avtal, avtal_in
from support.paths.busy import Busy
from support.paths.revision import revision_in
from workflows.engine.clock import take_clock_steps
from workflows.ground.deadlines import day_after
from workflows.revision.oversyn import begin_revisions


def all_reported(lan: Lan, lage: str) -> None:
    """Let both who got an åtagande report; nobody has verified."""
    atagande = atagande_in(lan, lage)
    lan.step(atagande + 1, "lessebo", "rapportera")


def standing(lan: Lan, lage: str) -> None:
    """Give Alvesta something that holds until further notice, which it has not attested."""
    assert lan.lage(atagande_given(lan, senast="tills_vidare")) == lage


# The day, and where matters stand that wait for something then: for the clock, for somebody, for
# many one by one, or for nothing more.
DAYS = {
    "2023-11-21": (
        (arende_in, ("inkommet", "pa_remiss", "berett")),
        (mote_in, ("planerat",)),
        (avtal_in, ("planerat", "i_kraft", "upphort")),
        (revision_in, ("pa_remiss", "slutligt")),
    ),
    "2023-12-19": (
        (arende_in, ("implementeras", "avslutat")),
        (mote_in, ("justeras", "fardigstallt", "publicerat")),
        (remiss_in, ("aterkopplad",)),
        (atagande_done, ("rapporterat",)),
        (all_reported, ("rapporterat",)),
        (standing, ("tilldelat",)),
        (atagande_in, ("tilldelat", "rapporterat", "verifierat", "avsteg_anmalt", "avsteg")),
        (revision_in, ("hos_parterna", "signeras", "vantar_ikraft", "avbruten")),
    ),
}

Counted = dict[tuple[str, str], list[list[str]]]


def grow(lan: Lan, day: str) -> None:
    """Add a matter in each of the states of the day, and a person."""
    for into, lagen in DAYS[day]:
        for lage in lagen:
            into(lan, lage)
    with lan.database.session() as session:
        session.add(Person(epost=f"ny{len(lan.rows(Person))}@lan.example", namn="Ny"))


def asked(lan: Lan, day: str) -> dict[str, list[str]]:
    """Return what each sweep asks when all that was due that day has been done."""
    runda = Runda(lan.at(day).database, lan.world, None, grundlig=True)
    run(runda)
    run(runda)
    found = {}
    for name in SVEP:
        again = Runda(lan.database, lan.world, None)
        if name == "kontrollera_historik":  # once a day
            again = replace(again, world=lan.at(str(day_after(lan.world.today, 1))).world)
        with statements(lan.database) as said:
            run(again, [name])
        found[name] = said
    return found


@pytest.fixture(scope="module")
def counted(shared_lan: Lan) -> Counted:
    """What each sweep asked on each day, in a small county and in the same when it had grown."""
    found: Counted = {}
    lan = Busy.like(shared_lan)
    for day in DAYS:
        for _ in range(2):
            grow(lan, day)
            for name, said in asked(lan, day).items():
                found.setdefault((name, day), []).append(said)
    return found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("sweep", SVEP)
def test_a_sweep_with_nothing_to_do_asks_no_more_of_a_large_county(
    counted: Counted, sweep: str, day: str
) -> None:
    small, large = counted[sweep, day]
    more = Counter(large) - Counter(small)
    assert len(large) == len(small), [(n, one[:300]) for one, n in more.items()]


def test_no_sweep_compares_a_word_of_a_closed_list_with_a_parameter(counted: Counted) -> None:
    said = {one for both in counted.values() for asked in both for one in asked}
    assert compared_with_a_parameter(said) == set()


def test_letters_about_many_are_written_in_as_many_statements_as_letters_about_one(
    lan: Lan,
) -> None:
    lan = Busy.like(lan)
    asked = []
    for day, more in (("2024-01-08", 1), ("2024-01-15", 3)):
        for _ in range(more):
            atagande_in(lan, "tilldelat")
        runda = Runda(lan.at(day).database, lan.world, None)
        before = len(lan.rows(Paminnad))
        with statements(lan.database) as said:
            run(runda, ["samla_post"])
        asked.append(len(said))
        assert len(lan.rows(Paminnad)) - before >= 2 * more
    assert asked[0] == asked[1]


LATER = "2030-01-31"
# Agreements with which the clock has something to do on 8 January 2024: they begin, are warned of,
# begin a period or end; and those whose revision begins.
DUE: tuple[dict[str, Any], ...] = (
    {"oversyn": LATER, "galler_fran": "2024-01-05"},
    {"oversyn": LATER, "giltig_till": "2024-07-31"},
    {"oversyn": LATER, "giltig_till": "2024-03-31", **UPPHOR},
    {"oversyn": LATER, "giltig_till": "2023-12-31", "uppsagning_manader": None},
    {"oversyn": LATER, "giltig_till": "2024-01-07", **UPPHOR},
    {"oversyn": "2024-02-29"},
)


def test_the_clock_moves_many_in_as_many_statements_as_it_moves_one(lan: Lan) -> None:
    lan = Busy.like(lan)
    asked, done = [], []
    for more in (1, 3):
        lan.at("2023-11-07")
        for _ in range(more):
            for said in DUE:
                avtal(lan, **said)
        world = lan.at("2024-01-08").world
        with statements(lan.database) as said_:
            steps = Counter(one.steg for one in take_clock_steps(lan.database, world))
            begun = begin_revisions(lan.database, world)
        asked.append(len(said_))
        done.append((steps, begun))
        while take_clock_steps(lan.database, world):
            pass
    assert asked[0] == asked[1]
    (few, one), (many, several) = done
    assert {name: 3 * count for name, count in few.items()} == many
    assert (len(few), several) == (5, 3 * one)
