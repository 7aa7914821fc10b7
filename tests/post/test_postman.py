"""The post process sends within seconds, outlives its database connection, and never holds anybody
up.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import LiteralString

import psycopg
import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import make_url
from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import new_token
from models import database as room
from models.base import table_of
from models.database import Database
from models.settings import Settings
from models.tables import Avisering, Svepkorning
from notifications.delivery import deliver
from notifications.postman import Postman
from support.application import application
from support.county import TEXTER, Lan
from support.mailserver import Inbox, Mailer, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30  # seconds; the process looks by itself only once a minute


def until(true: Callable[[], bool]) -> None:
    """Wait for something another process does."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


LISTENING = (
    "FROM pg_stat_activity WHERE application_name = 'samflode-post' AND datname ="
    " current_database()"
)


def lines(lan: Lan, verb: LiteralString) -> int:
    """Count the connections on which a post process listens, or end them."""
    url = (
        make_url(lan.database.url)
        .set(drivername="postgresql")
        .render_as_string(hide_password=False)
    )
    with psycopg.connect(url, autocommit=True) as connection:
        return len(connection.execute("SELECT " + verb + " " + LISTENING).fetchall())


@pytest.fixture
def process(settings: Settings, server: Controller) -> Iterator[subprocess.Popen[bytes]]:
    """The post process, on the county's database and the test's mail server."""
    said = {
        "smtp_host": "127.0.0.1",
        "smtp_port": server.port,
        "smtp_starttls": False,
        "smtp_from": "s@lan.example",
    }
    env = settings.model_copy(update=said).environment()
    with subprocess.Popen([sys.executable, "-m", "api.post"], env=env, cwd=ROOT) as started:
        yield started
        started.kill()


def test_letters_leave_when_they_are_written_also_after_the_database_hung_up(
    lan: Lan, process: subprocess.Popen[bytes], inbox: Inbox
) -> None:
    until(lambda: lines(lan, "pid") > 0)
    lan.arende()
    until(lambda: len(inbox.ids) == 3)
    assert lines(lan, "pg_terminate_backend(pid)") > 0
    lan.arende()
    until(lambda: len(inbox.ids) == 6)
    assert len(set(inbox.ids)) == 6
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


def test_a_stop_lets_the_letter_in_hand_be_the_last(lan: Lan, mailer: Mailer, inbox: Inbox) -> None:
    lan.arende()
    postman = Postman(lan.database, mailer(), lambda: lan.now)
    inbox.taken = postman.stop
    postman.work()
    assert sorted(row.lage for row in lan.rows(Avisering)) == ["skickad", "vantar", "vantar"]
    assert len(inbox.ids) == 1


def test_a_server_that_never_answers_holds_up_no_step(
    lan: Lan, settings: Settings, mailer: Mailer
) -> None:
    lan.arende()
    with lan.database.session() as session:
        bearer = {
            "Authorization": f"Bearer {new_token(session, lan.ids['sammankallande'], real_now())}"
        }
    with socket.create_server(("127.0.0.1", 0)) as mute:
        channel = mailer(smtp_port=mute.getsockname()[1])
        waiting = Thread(target=deliver, args=(lan.database, channel, lan.now))
        waiting.start()
        line, _ = mute.accept()
        with TestClient(application(settings), base_url="http://127.0.0.1") as client:
            assert client.post("/api/v1/arenden", json=TEXTER, headers=bearer).status_code == 201
        assert waiting.is_alive(), "the letter is still being sent"
        line.close()
        waiting.join()
    assert deliver(lan.database, mailer(), real_now()).skickade == 6


def test_a_server_that_takes_longer_than_a_transaction_may_rest_gets_each_letter_once(
    lan: Lan, mailer: Mailer, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan.arende()
    monkeypatch.setitem(room._LIMITS, "idle_in_transaction_session_timeout", "200ms")
    hasty = Database(lan.database.url)
    inbox.taken = lambda: time.sleep(0.5)
    assert deliver(hasty, mailer(), lan.now).skickade == 3
    hasty.close()
    assert len(inbox.ids) == 3


def test_what_somebody_typed_is_no_header_at_the_server(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    lan.arende()
    table, evil = (
        table_of(Avisering),
        "Länk\r\nBcc: alla@lan.example\r\nX-Ond: ja\r\n\r\nHela brevet",
    )
    with lan.database.session() as session:
        said = table.c.data.concat({"rubrik": evil, "namn": evil, "beteckning": evil})
        session.execute(table.update().values(data=said, skal=evil))
    deliver(lan.database, mailer(), lan.now)
    assert sorted(inbox.recipients) == sorted([row.epost] for row in lan.rows(Avisering))
    for letter in inbox.letters:
        assert letter["Bcc"] is letter["X-Ond"] is None
        assert "Bcc: alla@lan.example" in str(letter["Subject"])


def test_while_the_server_is_away_it_is_asked_more_and_more_seldom(
    lan: Lan, mailer: Mailer
) -> None:
    for _ in range(3):
        lan.arende()
    waits: list[tuple[object, float]] = []

    class Counts(Postman):
        def _wait(self, line: psycopg.Connection | None, seconds: float) -> None:
            waits.append((line, seconds))
            if len(waits) == 4:
                self.stop()

    Counts(lan.database, mailer(smtp_port=free_port()), lambda: lan.now).work()
    assert waits == [
        (None, 1),
        (None, 2),
        (None, 4),
        (None, 8),
    ], "new mail wakes nobody: it could not leave either"
    assert [row.forsok for row in lan.rows(Avisering)][:5] == [1, 1, 1, 1, 0]


def heard(lan: Lan) -> list[int]:
    """Return how long after the county's time the post let itself be heard of, in seconds."""
    return [
        int((row.startad - lan.now) / timedelta(seconds=1))
        for row in lan.rows(Svepkorning, svep="posten")
    ]


def test_it_lets_itself_be_heard_of_once_a_minute_but_not_at_its_start(
    lan: Lan, mailer: Mailer
) -> None:
    seen: list[list[int]] = []

    class Hurries(Postman):
        def _wait(self, _line: psycopg.Connection | None, _seconds: float) -> None:
            seen.append(heard(lan))
            if len(seen) == 8:
                self.stop()

    Hurries(lan.database, mailer(), lambda: lan.now + timedelta(seconds=20 * len(seen))).work()
    assert seen == [[], [], [], [60], [60], [60], [120], [120]]


def test_much_mail_does_not_silence_it(lan: Lan, mailer: Mailer, inbox: Inbox) -> None:
    lan.arende()
    postman = Postman(
        lan.database, mailer(), lambda: lan.now + timedelta(seconds=70 * len(inbox.ids))
    )
    told: list[list[int]] = []

    def taken() -> None:
        told.append(heard(lan))
        if len(told) == 3:
            postman.stop()

    inbox.taken = taken
    postman.work()
    assert told == [[], [70], [140]]


def test_without_a_mail_server_it_says_that_it_rests(lan: Lan, settings: Settings) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "api.post"], env=settings.environment(), cwd=ROOT
    ) as started:
        try:
            until(lambda: bool(lan.rows(Svepkorning, svep="posten")))
            assert lan.rows(Svepkorning, svep="posten")[0].klar is not None
            started.terminate()
            assert started.wait(PATIENCE) == 0
        finally:
            started.kill()
