"""Killed at any point, by SIGKILL, the post loses no letter and repeats at most one, which mail
programs recognise.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from models.settings import Settings
from models.tables import Avisering
from notifications.delivery import deliver
from support.county import Lan
from support.killed import POINTS
from support.mailserver import Inbox, Mailer

TESTS = Path(__file__).resolve().parent.parent


@dataclass
class Victim:
    """A process that will be killed; at ``after_data`` the server kills it instead of answering."""

    where: list[str]
    inbox: Inbox

    def live(self, point: str) -> None:
        """Let it live until its point."""
        env = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
        with subprocess.Popen(
            [sys.executable, "-m", "support.killed", point, *self.where], env=env, cwd=TESTS
        ) as process:
            if point == "after_data":
                self.inbox.taken = lambda: os.kill(process.pid, signal.SIGKILL)
            assert process.wait(30) == -signal.SIGKILL
            self.inbox.taken = lambda: None


@pytest.fixture
def victim(lan: Lan, settings: Settings, server: Controller, inbox: Inbox) -> Victim:
    return Victim(
        [lan.database.url, str(server.port), str(settings.data), lan.now.isoformat()], inbox
    )


@pytest.mark.parametrize("point", POINTS)
def test_a_letter_survives_a_death(lan: Lan, victim: Victim, mailer: Mailer, point: str) -> None:
    if point in POINTS[2:]:
        lan.arende()
    victim.live(point)
    written = lan.rows(Avisering)
    assert len(written) == (0 if point == "before_commit" else 3), (
        "letters exist exactly when what they tell of does"
    )
    assert {letter.lage for letter in written} <= {"vantar"}
    assert deliver(lan.database, mailer(), lan.now).skickade == len(written)
    repeated = point in POINTS[2:]
    assert len(victim.inbox.ids) == len(written) + repeated
    assert set(victim.inbox.ids) == {letter.meddelande_id for letter in written}
