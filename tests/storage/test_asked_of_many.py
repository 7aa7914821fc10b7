"""What a sweep asks of many at once leaves out nobody for whom the rules, asked of one at a time,
would let it do something.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.base import table_of
from models.tables import Efterlevnadsandring, Huvudman, Revision, Sak, Uppdrag
from support.county import Lan
from support.paths.arende import arende_in, atagande_in, mote_in
from support.paths.avtal import TILLS_VIDARE, UPPHOR, avtal
from support.paths.busy import Busy
from support.paths.revision import revision_in
from workflows.avtal.facts import AvtalCase
from workflows.beslut.matrix.changes import follow
from workflows.beslut.matrix.table import MatrisFilter, efterlevnad
from workflows.county.actors import KLOCKAN
from workflows.engine.clock import take_clock_steps
from workflows.engine.door import load
from workflows.ground.deadlines import day_after
from workflows.reminders.ladder import held
from workflows.reminders.round import remind
from workflows.reminders.urgent import urgent_now
from workflows.revision.oversyn import begin_revisions, reason


def days(lan: Lan, first: str, count: int, every: int = 1) -> Iterator[date]:
    """Let days come, at nine in the morning."""
    for n in range(0, count, every):
        day = day_after(date.fromisoformat(first), n)
        lan.at(str(day))
        yield day


def test_after_a_round_the_clock_has_no_step_left_that_it_may_take(lan: Lan) -> None:
    lan = Busy.like(lan)
    arende_in(lan, "pa_remiss")
    mote_in(lan, "fardigstallt")
    for lage in ("pa_remiss", "vantar_ikraft"):
        revision_in(lan, lage)
    taken: list[str] = []
    for day in days(lan, "2023-11-28", 75):
        while found := take_clock_steps(lan.database, lan.world):
            taken += [one.steg for one in found]
        left = [
            (day, sak.slag, sak.lage, name)
            for sak in lan.rows(Sak)
            for name, step in lan.offers(sak.id, "klockan").items()
            if step.oppet
        ]
        assert left == []
    assert {"stang", "publicera", "trad_i_kraft"} <= set(taken)


AGREEMENTS = {
    "renews": {"oversyn": "2030-01-31"},
    "renews late": {"oversyn": "2030-01-31", "giltig_till": "2025-05-31"},
    "ends": {**UPPHOR, "oversyn": "2030-01-31", "giltig_till": "2024-08-31"},
    "until further notice": {**TILLS_VIDARE, "oversyn": "2024-09-30"},
    "without notice": {"oversyn": "2024-10-31", "uppsagning_manader": None},
    "later": {**TILLS_VIDARE, "oversyn": "2030-01-31"},
}


def test_no_agreement_whose_time_has_come_is_without_a_revision(lan: Lan) -> None:
    ids = {name: avtal(lan, rubrik=name, **said) for name, said in AGREEMENTS.items()}
    lan.step(ids["renews late"], "sekreterare", "satt_uppsagningstid", part="lessebo", manader=12)
    lan.step(ids["renews late"], "lessebo", "saga_upp", skal="Nej.")
    begun: dict[str, date] = {}
    for day in days(lan, "2023-11-28", 400, every=5):
        begin_revisions(lan.database, lan.world)
        has = {one.avtal_id for one in lan.rows(Revision)}
        begun |= {name: day for name, one in ids.items() if one in has and name not in begun}
        with lan.database.read() as session:
            for name in ids.keys() - begun.keys():
                case = load(session, ids[name], KLOCKAN, lan.world)
                assert isinstance(case, AvtalCase)
                assert reason(case) is None, (day, name)
    assert begun.keys() == ids.keys() - {"later"}


def test_what_was_seen_last_of_a_decision_is_what_its_cells_say(own_kalmar: Lan) -> None:
    lan = own_kalmar
    ids = {one.kortnamn: one.id for one in lan.rows(Huvudman)}
    first = str(day_after(lan.world.today, 1))
    changed = 0
    for day in days(lan, first, 240):
        with lan.database.session() as session:
            changed += follow(session, lan.world).beslut > 0
            found = efterlevnad(session, KLOCKAN, lan.world, MatrisFilter(alla=True)).beslut
        seen = {
            (row.beslut_id, row.huvudman_id): (row.ord, row.forsenat, row.tyst)
            for row in lan.rows(Efterlevnadsandring)
        }
        assert seen == {
            (one.id, ids[cell.huvudman]): (cell.ord, cell.forsenat, cell.tyst)
            for one in found
            for cell in one.celler
        }, day
    assert changed > 1


def test_what_is_urgent_is_found_without_reading_what_is_not(lan: Lan) -> None:
    lan = Busy.like(lan)
    for lage in ("tilldelat", "rapporterat", "avsteg_anmalt"):
        atagande_in(lan, lage)
    revision_in(lan, "hos_parterna")
    seen: dict[str, set[bool]] = {}
    for nr, day in enumerate(days(lan, "2023-12-18", 40)):
        if nr == 20:
            leaves(lan, "alvesta")
        for when in ("told", "untold") if nr % 3 == 0 else ("untold",):
            with lan.database.session() as session:
                if when == "told":
                    remind(session, lan.world)
                urgent = any(
                    one.due is not None and one.due.bradskar for one in held(session, lan.world)
                )
                assert urgent_now(session, lan.world) == urgent, (day, when)
            seen.setdefault(when, set()).add(urgent)
    assert seen["untold"] == {True, False}
    assert False in seen["told"]


def test_who_takes_over_is_told_of_what_the_one_before_was_told_of(lan: Lan) -> None:
    lan = Busy.like(lan)
    atagande_in(lan, "tilldelat")
    lan.at("2024-01-25")
    with lan.database.session() as session:
        assert remind(session, lan.world).mejl > 0
        assert not urgent_now(session, lan.world)
    leaves(lan, "alvesta")
    with lan.database.session() as session:
        assert urgent_now(session, lan.world)


def leaves(lan: Lan, who: str) -> None:
    """Let somebody have no uppdrag any longer."""
    table = table_of(Uppdrag)
    with lan.database.session() as session:
        session.execute(table.delete().where(table.c.person_id == lan.ids[who]))
