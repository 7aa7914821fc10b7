"""Time closes, publishes and proposes, once each; the demo's clock goes forward day by day, also
after being killed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from flows import demo_clock, rounds
from flows.rounds import SVEP, Runda, run
from flows.sweeps import run_round
from models.base import table_of
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.settings import Settings
from models.tables import Avisering, Frist, Handelse, Kontrollpunkt, Remiss, Sak
from notifications.channels import Mailbox
from support.county import Lan, epost, settle
from support.letters.arende import sweep
from support.paths.arende import arende_in, atagande_in, mote_in
from workflows.engine.clock import take_clock_steps
from workflows.ground.deadlines import day_of
from workflows.ground.errors import Hindered

START = datetime(2023, 11, 7, 8, tzinfo=UTC)  # nine o'clock in Stockholm


def steps_by_the_clock(lan: Lan) -> list[tuple[str, str]]:
    """Return what the clock has done: the step and the role it acted in."""
    return [(row.steg, row.aktor_roll) for row in lan.rows(Handelse) if row.aktor_id is None]


def test_a_remiss_closes_when_its_last_day_is_over_and_takes_the_arende_with_it(lan: Lan) -> None:
    sak = arende_in(lan, "pa_remiss")
    remiss = int(lan.rows(Remiss)[0].id)
    for still_open in ("2023-11-30", "2023-12-01T22:59"):  # one minute to midnight in Stockholm
        take_clock_steps(lan.database, lan.at(still_open).world)
        assert (lan.lage(remiss), lan.lage(sak)) == ("oppen", "pa_remiss")
    for _ in range(2):
        take_clock_steps(lan.database, lan.at("2023-12-01T23:00").world)
        assert (lan.lage(remiss), lan.lage(sak)) == ("stangd", "sammanstalls")
    assert steps_by_the_clock(lan) == [("stang", "klockan"), ("sammanstall", "foljd")]


def test_two_clocks_at_once_close_a_remiss_once(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    world = lan.at("2023-12-04").world
    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(lambda _: take_clock_steps(lan.database, world), range(2)))
    assert sorted(len(steps) for steps in taken) == [0, 1]
    assert len(steps_by_the_clock(lan)) == 2


def test_a_remiss_that_somebody_is_moving_keeps_no_other_open(lan: Lan) -> None:
    for _ in range(2):
        arende_in(lan, "pa_remiss")
    held, other = (row.id for row in lan.rows(Remiss))
    sak = table_of(Sak)
    world = lan.at("2023-12-04").world
    with ThreadPoolExecutor(1) as pool:
        with lan.database.session() as session:
            session.execute(select(sak.c.id).where(sak.c.id == held).with_for_update())
            clock = pool.submit(take_clock_steps, lan.database, world)
            waited = time.monotonic()
            while lan.lage(other) == "oppen" and time.monotonic() - waited < 8:
                time.sleep(0.05)
            assert (lan.lage(other), lan.lage(held)) == ("stangd", "oppen")
        taken = clock.result()
    assert {one.sak_id for one in taken} == {held, other}
    assert lan.lage(held) == "stangd"


def test_minutes_are_published_when_the_secretary_has_had_time_for_it(lan: Lan) -> None:
    mote = mote_in(lan, "fardigstallt")
    take_clock_steps(lan.database, lan.at("2023-12-15").world)
    assert lan.lage(mote) == "fardigstallt"
    take_clock_steps(lan.database, lan.at("2023-12-18").world)
    assert lan.lage(mote) == "publicerat"


def closings(lan: Lan) -> int:
    return len(lan.rows(Avisering, mall="klart_att_avsluta"))


def test_closing_is_proposed_once_each_time_the_last_atagande_is_done(lan: Lan) -> None:
    alvesta = atagande_in(lan, "verifierat")
    sweep(lan)
    assert closings(lan) == 0, "Lessebo is not done"
    lessebo = alvesta + 1
    lan.step(lessebo, "lessebo", "rapportera")
    lan.step(lessebo, "region_kronoberg", "verifiera")
    for _ in range(2):
        sweep(lan)
    assert closings(lan) == 1
    lan.step(lessebo, "lessebo", "ateroppna", skal="Det var fel namn.")
    sweep(lan)
    assert closings(lan) == 1
    lan.step(lessebo, "lessebo", "rapportera")
    lan.step(lessebo, "region_kronoberg", "verifiera")
    sweep(lan)
    assert closings(lan) == 2
    assert {letter.epost for letter in lan.rows(Avisering, mall="klart_att_avsluta")} == {
        epost("sekreterare")
    }


def test_the_proposal_says_the_day_that_the_arende_then_has(lan: Lan) -> None:
    alvesta = atagande_in(lan, "verifierat")
    lan.at("2024-02-12")  # the last day, 26 January, is over
    lan.step(alvesta + 1, "lessebo", "rapportera")
    lan.step(alvesta + 1, "region_kronoberg", "verifiera")
    sak = lan.rows(Sak, id=alvesta)[0].foralder_id
    with lan.database.session() as moving:
        moving.execute(
            select(table_of(Sak).c.id)
            .where(table_of(Sak).c.id == sak)
            .with_for_update(key_share=True)
        )
        sweep(lan)
        assert closings(lan) == 0, "somebody is moving it"
    sweep(lan)
    sweep(lan.at("2024-02-13"))
    (letter,) = lan.rows(Avisering, mall="klart_att_avsluta")
    (frist,) = lan.rows(Frist, sak_id=sak, stangd=None)
    assert letter.data["senast"] == str(frist.senast) == "2024-02-26"


def demo(lan: Lan) -> Lan:
    """Start the demo's clock in a county where a remiss is out and an ärende waits."""
    arende_in(lan, "pa_remiss")
    lan.arende()
    lan.mote("2023-12-08")
    with lan.database.session() as session:
        demo_clock.start(session, START)
        demo_clock.start(session, datetime(2000, 1, 1, tzinfo=UTC))
    return lan


def shown(lan: Lan) -> datetime | None:
    with lan.database.read() as session:
        return demo_clock.now(session)


def test_the_demo_clock_stands_still_until_it_is_moved_and_lands_at_eight_in_the_morning(
    lan: Lan,
) -> None:
    assert shown(lan) is None
    demo(lan)
    assert shown(lan) == START
    moved = demo_clock.move(lan.database, lan.profile, dagar=1)
    assert moved == shown(lan) == datetime(2023, 11, 8, 7, tzinfo=UTC)
    demo_clock.move(lan.database, lan.profile, till_nasta_mote=True)
    assert shown(lan) == datetime(2023, 12, 8, 7, tzinfo=UTC)
    demo_clock.move(lan.database, lan.profile, datum=date(2024, 4, 1))
    assert shown(lan) == datetime(2024, 4, 1, 6, tzinfo=UTC), "summer time"


@pytest.mark.parametrize(
    "how",
    [
        {"dagar": 0},
        {"dagar": -1},
        {"dagar": 401},
        {"dagar": 10**12},
        {"datum": date(2023, 11, 7)},
        {"datum": date(2023, 11, 6)},
        {"datum": date(9999, 12, 31)},
        {"datum": date(2025, 1, 1)},
    ],
)
def test_the_demo_clock_refuses_to_go_back_or_too_far(lan: Lan, how: dict[str, object]) -> None:
    demo(lan)
    with pytest.raises(Hindered):
        demo_clock.move(lan.database, lan.profile, **how)  # type: ignore[arg-type]
    assert shown(lan) == START


def test_the_demo_clock_says_so_when_no_meeting_is_planned_or_there_is_no_demo(lan: Lan) -> None:
    with pytest.raises(Hindered, match="bara i demon"):
        demo_clock.move(lan.database, lan.profile, dagar=1)
    with lan.database.session() as session:
        demo_clock.start(session, START)
    with pytest.raises(Hindered, match="Inget kommande möte"):
        demo_clock.move(lan.database, lan.profile, till_nasta_mote=True)


def outcome(lan: Lan) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    """Return where everything stands and who got which letter on which day."""
    states = [(row.slag, row.lage) for row in lan.rows(Sak)]
    letters = [
        (row.epost, row.mall, str(day_of(row.skapad)), row.lage, row.amne)
        for row in lan.rows(Avisering)
    ]
    return states, sorted(letters)


@contextmanager
def another(postgres: EmbeddedPostgres, template: str) -> Iterator[Lan]:
    """Lend a second county like the first."""
    url = create_database(postgres.url, "prov_tvilling", template=template)
    database = Database(url)
    try:
        yield settle(database)
    finally:
        database.close()
        drop_database(url, "prov_tvilling")


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


def dying_on(day: date) -> Callable[[Runda, tuple[str, ...]], None]:
    """Return the round of a process that is killed on one day, when half of the round is done."""

    def half(runda: Runda, names: tuple[str, ...]) -> None:
        run(runda, names[:1])
        if runda.world.today == day:
            raise Killed
        run(runda, names[1:])

    return half


def test_a_move_that_was_killed_halfway_ends_like_one_that_was_not(
    lan: Lan, postgres: EmbeddedPostgres, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another(postgres, template) as twin:
        demo_clock.move(demo(twin).database, twin.profile, dagar=60)
        wanted = outcome(twin)
    demo(lan)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(demo_clock, "run", dying_on(date(2023, 12, 5)))
        demo_clock.move(lan.database, lan.profile, dagar=60)
    assert shown(lan) == datetime(2023, 12, 4, 7, tzinfo=UTC)
    with ThreadPoolExecutor(2) as pool:  # and now by two impatient people at once
        list(
            pool.map(
                lambda _: demo_clock.move(lan.database, lan.profile, datum=date(2024, 1, 6)),
                range(2),
            )
        )
    assert outcome(lan) == wanted
    assert {"paminnelse", "forsenad", "remiss_stangd"} <= {letter[1] for letter in wanted[1]}


def test_a_round_says_what_each_sweep_did_and_in_the_demo_uses_its_clock(
    lan: Lan, settings: Settings
) -> None:
    demo(lan)
    own = settings.model_copy(update={"demo": True})
    said = {
        utfall.svep: utfall
        for utfall in run_round(lan.database, datetime(2030, 1, 1, tzinfo=UTC), own)
    }
    assert list(said) == list(SVEP)
    assert all(utfall.ok for utfall in said.values())
    assert "meddelanden skickades" in said["leverera_aviseringar"].mening
    assert said["kontrollera_historik"].mening.startswith(
        "Hela historien till 7 november 2023 kl. 9.00 är "
    )
    assert lan.rows(Kontrollpunkt)[0].tid == START
    again = {utfall.svep: utfall.mening for utfall in run_round(lan.database, START, own)}
    assert again["leverera_aviseringar"] == "Inget att skicka."
    assert (
        again["kontrollera_historik"]
        == "Redan kontrollerad i dag, senast 7 november 2023 kl. 9.00."
    )
    (named,) = run_round(lan.database, START, own, svep="kontrollera_historik")
    assert named.mening.startswith("Hela historien till 7 november 2023 kl. 9.00 är ")


def test_without_a_mail_server_everything_waits_and_the_round_says_what_is_missing(
    lan: Lan, settings: Settings
) -> None:
    lan.arende()
    [post] = [
        utfall
        for utfall in run_round(lan.database, lan.now, settings)
        if utfall.svep == "leverera_aviseringar"
    ]
    assert not post.ok
    assert post.mening.startswith("3 meddelanden väntar. Ingen e-postserver är inställd")


def test_one_sweep_that_fails_does_not_stop_the_others(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(rounds, "take_clock_steps", broken)
    said = run(Runda(lan.database, lan.world, Mailbox()))
    assert {utfall.svep for utfall in said if not utfall.ok} == {"bevaka_frister"}
    assert [utfall.svep for utfall in said] == list(SVEP)
