"""The clock tells of itself: what has run, what has stopped, what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from flows import demo_clock, rounds
from flows.drift import Korutfall, Prefectord, note_prefect, note_start, note_unless_known, report
from flows.record import written_down
from flows.rounds import Runda, Utfall
from flows.sweeps import run_due, run_round, run_scheduled
from flows.timetable import TIDTABELL
from models.settings import Settings
from models.tables import Svepkorning
from notifications.sign_of_life import sign
from support.county import Lan
from workflows.engine.world import World
from workflows.ground.deadlines import STOCKHOLM
from workflows.nouns import NOUNS

NU = datetime(2026, 11, 20, 9, 2, tzinfo=UTC)  # a Friday, two minutes past ten in Sweden


def _fel(lan: Lan, now: datetime) -> str:
    with lan.database.read() as session:
        return " ".join(report(session, now, World(lan.profile, now, NOUNS)).fel)


def _start(lan: Lan, now: datetime) -> None:
    with lan.database.session() as session:
        note_start(session, now)


def test_what_has_just_been_started_is_not_late(lan: Lan) -> None:
    _start(lan, NU)
    assert _fel(lan, NU + timedelta(minutes=4)) == ""


def test_a_clock_that_has_stopped_is_told_of_within_twenty_minutes(
    lan: Lan, settings: Settings
) -> None:
    run_due(lan.database, NU, settings)
    assert _fel(lan, NU + timedelta(minutes=17)) == ""
    assert "Leverera aviseringar skulle ha kört 20 november 2026 kl. 10.15" in _fel(
        lan, NU + timedelta(minutes=20)
    )


def test_a_program_that_never_ran_anything_after_its_start_is_told_of(lan: Lan) -> None:
    _start(lan, NU)
    assert "Leverera aviseringar" in _fel(lan, NU + timedelta(minutes=20))


POSTEN_TYST = "Posten har inte hört av sig sedan 20 november 2026 kl. 10.02. Starta om Samflöde."


def _heard(lan: Lan, now: datetime, *, vilar: bool = False) -> None:
    with lan.database.session() as session:
        sign(session, now, vilar=vilar)


def test_a_post_that_has_gone_silent_is_told_of_within_minutes(lan: Lan) -> None:
    _start(lan, NU - timedelta(hours=1))
    _heard(lan, NU - timedelta(minutes=30))
    _heard(lan, NU)
    assert "Posten" not in _fel(lan, NU + timedelta(minutes=5))
    assert POSTEN_TYST in _fel(lan, NU + timedelta(minutes=6))
    _heard(lan, NU + timedelta(minutes=6))
    assert "Posten" not in _fel(lan, NU + timedelta(minutes=7))
    assert len(lan.rows(Svepkorning, svep="posten")) == 1, "one row, however often"


@pytest.mark.parametrize("vilar", [False, True])
def test_a_post_that_never_got_to_its_feet_after_a_start_is_told_of(
    lan: Lan, *, vilar: bool
) -> None:
    _start(lan, NU)
    assert "sedan Samflöde startade 20 november 2026 kl. 10.02." in _fel(
        lan, NU + timedelta(minutes=6)
    )
    _heard(lan, NU, vilar=vilar)
    _start(lan, NU + timedelta(hours=1))
    assert "Posten" not in _fel(lan, NU + timedelta(hours=1, minutes=5))
    assert POSTEN_TYST in _fel(lan, NU + timedelta(hours=1, minutes=6))


def test_a_post_that_rests_for_want_of_a_mail_server_is_not_expected_to_speak(lan: Lan) -> None:
    _start(lan, NU)
    _heard(lan, NU + timedelta(seconds=1), vilar=True)
    assert "Posten" not in _fel(lan, NU + timedelta(days=1))


def test_in_a_demo_there_is_no_post_to_hear_from(lan: Lan) -> None:
    _start(lan, NU)
    with lan.database.session() as session:
        demo_clock.start(session, NU)
    assert "Posten" not in _fel(lan, NU + timedelta(days=1))


SEVEN = datetime(2026, 11, 20, 6, tzinfo=UTC)  # seven in Sweden, the hour of bevaka_frister
BEGINNINGS = [  # how many seconds after the hour something began, and whether it counts for it
    pytest.param(-3600, False, id="an hour early"),
    pytest.param(-60.25, False, id="more than a minute early"),
    pytest.param(-60, True, id="a minute early"),
    pytest.param(-0.25, True, id="just early"),
    pytest.param(0, True, id="on the stroke"),
    pytest.param(0.25, True, id="just late"),
    pytest.param(9000, True, id="hours late"),
]


def _due(lan: Lan, settings: Settings, now: datetime) -> set[str]:
    return {utfall.svep for utfall in run_due(lan.database, now, settings)}


@pytest.mark.parametrize(("seconds", "counts"), BEGINNINGS)
def test_a_run_that_began_near_its_hour_or_after_it_is_that_hours_run(
    lan: Lan, settings: Settings, seconds: float, *, counts: bool
) -> None:
    run_scheduled(lan.database, SEVEN + timedelta(seconds=seconds), settings, "bevaka_frister")
    later = SEVEN + timedelta(hours=4)
    said = "Bevaka frister skulle ha kört 20 november 2026 kl. 7.00" in _fel(lan, later)
    assert said is not counts
    assert ("bevaka_frister" in _due(lan, settings, later)) is not counts


@pytest.mark.parametrize(("seconds", "counts"), BEGINNINGS)
def test_an_hour_that_came_while_the_program_started_is_not_waited_for(
    lan: Lan, seconds: float, *, counts: bool
) -> None:
    _start(lan, SEVEN + timedelta(seconds=seconds))
    assert ("Bevaka frister skulle ha kört" in _fel(lan, SEVEN + timedelta(hours=4))) is not counts


@pytest.mark.parametrize("early", [0.0, 0.25])
@pytest.mark.parametrize("night", ["2026-10-25", "2027-03-28"], ids=["autumn", "spring"])
def test_letters_that_leave_a_little_early_are_never_late_when_the_clocks_change(
    lan: Lan, night: str, early: float
) -> None:
    midnight = datetime.fromisoformat(night).replace(tzinfo=STOCKHOLM).astimezone(UTC)
    quarters = [midnight + timedelta(minutes=15 * n) for n in range(16)]
    for hour in quarters:
        began = hour - timedelta(seconds=early)
        with written_down(lan.database, "leverera_aviseringar", began, av_schema=True):
            pass
        assert "skulle ha kört" not in _fel(lan, hour + timedelta(minutes=5))
        assert "skulle ha kört" not in _fel(lan, hour + timedelta(minutes=19, seconds=59))
    assert "Leverera aviseringar skulle ha kört" in _fel(lan, quarters[-1] + timedelta(minutes=20))


def test_a_sweep_is_due_on_the_stroke_of_its_hour(lan: Lan, settings: Settings) -> None:
    run_due(lan.database, SEVEN - timedelta(hours=1), settings)
    assert "bevaka_frister" not in _due(lan, settings, SEVEN - timedelta(seconds=1))
    assert "bevaka_frister" in _due(lan, settings, SEVEN)


def test_what_somebody_asked_for_does_not_hide_that_the_clock_stands(
    lan: Lan, settings: Settings
) -> None:
    run_due(lan.database, NU, settings)
    run_round(lan.database, NU + timedelta(minutes=19), settings)
    assert "Leverera aviseringar skulle ha kört" in _fel(lan, NU + timedelta(minutes=20))


def test_each_sweep_runs_once_when_its_hour_has_come_however_many_were_missed(
    lan: Lan, settings: Settings
) -> None:
    assert {utfall.svep for utfall in run_due(lan.database, NU, settings)} == {
        rad.svep for rad in TIDTABELL
    }
    assert run_due(lan.database, NU + timedelta(minutes=1), settings) == []
    later = [utfall.svep for utfall in run_due(lan.database, NU + timedelta(days=7), settings)]
    assert sorted(later) == sorted(rad.svep for rad in TIDTABELL)


def test_the_report_says_when_each_sweep_ran_and_runs_next(lan: Lan, settings: Settings) -> None:
    run_scheduled(lan.database, NU, settings, "leverera_aviseringar")
    with lan.database.read() as session:
        found = {
            svep.namn: svep for svep in report(session, NU, World(lan.profile, NU, NOUNS)).svep
        }
    post = found["leverera_aviseringar"]
    assert (post.senast, post.senast_av_schema, post.utfall) == (NU, NU, Korutfall.BRA)
    assert post.nasta == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
    assert found["bevaka_frister"].utfall is Korutfall.ALDRIG


def test_a_sweep_that_fails_is_named_with_what_it_said(
    lan: Lan, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Runda) -> Utfall:
        return Utfall("bevaka_frister", "Tre saker saknar ansvarig.", ok=False)

    monkeypatch.setattr(rounds, "SVEP", {**rounds.SVEP, "bevaka_frister": failing})
    run_scheduled(lan.database, NU, settings, "bevaka_frister")
    assert "Bevaka frister 20 november 2026 kl. 10.02: Tre saker saknar ansvarig." in _fel(lan, NU)


def test_a_sweep_that_was_cut_off_is_named(lan: Lan) -> None:
    with written_down(lan.database, "samla_post", NU, av_schema=True):
        pass
    assert "blev aldrig klart" not in _fel(lan, NU + timedelta(minutes=9))
    assert "Samla post började 20 november 2026 kl. 10.02 och blev aldrig klart." in _fel(
        lan, NU + timedelta(minutes=11)
    )


def test_letters_that_wait_and_frister_that_pass_are_seen(lan: Lan) -> None:
    lan.at("2026-11-20").arende()
    later = lan.now + timedelta(days=60)
    with lan.database.read() as session:
        found = report(session, later, World(lan.profile, later, NOUNS))
    assert found.aldsta_osanda == lan.now
    assert found.aldsta_frist_utan_handling is not None
    assert "Det äldsta brevet har väntat sedan 20 november 2026" in " ".join(found.fel)


def test_runs_older_than_ninety_days_are_let_go(lan: Lan, settings: Settings) -> None:
    run_scheduled(lan.database, NU, settings, "leverera_aviseringar")
    run_scheduled(lan.database, NU + timedelta(days=91), settings, "leverera_aviseringar")
    assert len(lan.rows(Svepkorning, svep="leverera_aviseringar")) == 1


def _prefect(lan: Lan, when: datetime, word: Prefectord) -> None:
    with lan.database.session() as session:
        note_prefect(session, "samla_post", when, word)


def test_what_prefect_says_of_a_sweep_is_passed_on_until_the_sweep_has_run_well(
    lan: Lan, settings: Settings
) -> None:
    run_round(lan.database, NU - timedelta(hours=1), settings, svep="samla_post")
    _prefect(lan, NU, Prefectord.SEN)
    assert (
        _fel(lan, NU)
        == "Prefect säger: Samla post hade ännu inte börjat 20 november 2026 kl. 10.02."
    )
    _prefect(lan, NU + timedelta(minutes=1), Prefectord.AVBROTS)
    assert _fel(lan, NU) == "Prefect säger: Samla post avbröts 20 november 2026 kl. 10.03."
    run_round(lan.database, NU + timedelta(minutes=2), settings, svep="samla_post")
    assert _fel(lan, NU) == ""


def test_a_run_that_began_before_prefect_spoke_and_is_not_done_takes_no_word_back(
    lan: Lan,
) -> None:
    _prefect(lan, NU, Prefectord.SEN)
    with written_down(lan.database, "samla_post", NU + timedelta(minutes=1), av_schema=True):
        pass
    assert "Prefect säger: Samla post" in _fel(lan, NU + timedelta(minutes=2))


def test_what_prefect_is_asked_for_takes_no_newer_word_back(lan: Lan, settings: Settings) -> None:
    _prefect(lan, NU, Prefectord.SEN)
    earlier = {"samla_post": (NU - timedelta(hours=1), Prefectord.AVBROTS)}
    note_unless_known(lan.database, earlier, NU)
    assert "Prefect säger: Samla post hade ännu inte börjat" in _fel(lan, NU)
    later = {"samla_post": (NU + timedelta(seconds=1), Prefectord.AVBROTS)}
    note_unless_known(lan.database, later, NU)
    assert "Prefect säger: Samla post avbröts" in _fel(lan, NU)
    run_round(lan.database, NU + timedelta(minutes=2), settings, svep="samla_post")
    note_unless_known(lan.database, later, NU)
    assert _fel(lan, NU) == ""


def _ran(lan: Lan, svep: str, when: datetime, *, ok: bool = True) -> None:
    with written_down(lan.database, svep, when, av_schema=True) as korning:
        korning.utfall = Utfall(svep, "", ok=ok)


AHEAD = NU + timedelta(days=365)
FUTURE = {  # what a clock that is a year ahead writes, and what it is called
    "start": (lambda lan: _start(lan, AHEAD), "starten"),
    "post": (lambda lan: _heard(lan, AHEAD), "posten"),
    "post at rest": (lambda lan: _heard(lan, AHEAD, vilar=True), "posten"),
    "run": (lambda lan: _ran(lan, "bevaka_frister", AHEAD), "”Bevaka frister”"),
    "prefect": (
        lambda lan: _prefect(lan, AHEAD, Prefectord.SEN),
        "Prefects ord om ”Samla post”",
    ),
    "the end of time": (
        lambda lan: _prefect(lan, datetime.max.replace(tzinfo=UTC), Prefectord.SEN),
        "Prefects ord om ”Samla post”",
    ),
}


@pytest.mark.parametrize("far", [timedelta(0), timedelta(days=10)])
@pytest.mark.parametrize(("write", "name"), FUTURE.values(), ids=FUTURE)
def test_what_is_from_the_future_counts_as_nothing_and_is_told(
    lan: Lan, settings: Settings, write: Callable[[Lan], None], name: str, far: timedelta
) -> None:
    _start(lan, NU - timedelta(days=2))
    for rad in TIDTABELL:
        _ran(lan, rad.svep, NU - timedelta(days=1), ok=rad.svep != "samla_post")
    without = _fel(lan, NU + far)
    assert "Datorns klocka" not in without
    write(lan)
    told = (
        "Datorns klocka går fel, eller har gjort det: en tid som inte har varit än står för"
        f" {name}. Den räknas inte. Ställ klockan och starta om Samflöde. "
    )
    assert _fel(lan, NU + far) == told + without
    assert _due(lan, settings, NU + far) >= {"leverera_aviseringar", "bevaka_frister"}
    _start(lan, NU + far)
    assert "Datorns klocka" not in _fel(lan, NU + far)


def test_a_sweep_that_runs_anew_lets_go_of_its_own_future(lan: Lan, settings: Settings) -> None:
    for rad in TIDTABELL:
        _ran(lan, rad.svep, AHEAD)
    assert _due(lan, settings, NU) == {rad.svep for rad in TIDTABELL}
    assert _fel(lan, NU) == ""
