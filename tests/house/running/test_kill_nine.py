"""kill -9 of anything in any order while people work: what was confirmed is there, and nothing was
sent more than once.

In short three are killed once each, with the small clock; at length Prefect is there too and
everything is killed at random, for as many seconds as ``SAMFLODE_PROV_SEKUNDER`` says.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event

import psutil
import pytest
from aiosmtpd.controller import Controller

from support.installation import ENVIRONMENT, SAMFLODE, Running
from support.length import at_length
from support.mailserver import Inbox, free_port

SECONDS = float(os.environ.get("SAMFLODE_PROV_SEKUNDER", "12"))
SENDER = "sammankallande.avtal@region.example"
PEOPLE = Path(__file__).resolve().parents[3] / "api" / "demo" / "kronoberg" / "personer.csv"
VICTIMS = ("api.serve", "api.post", "prefect server", "flows.runner", "kluster", "parent")
IN_SHORT = ("api.serve", "kluster", "parent")
OPTIONS = () if at_length() else ("--utan-prefect",)
POST_DIES_WITH = {"api.post", "kluster", "parent"}
WRITERS = 3
CHANCE = random.Random(20231106)  # noqa: S311 - the same order every time


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def postbox(inbox: Inbox) -> Iterator[int]:
    """Port of a real SMTP server."""
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), decode_data=False)
    controller.start()
    yield controller.port
    controller.stop()


class Installation:
    """An installation that is killed and started again, and people who go on handing in ärenden
    meanwhile.
    """

    def __init__(self, data: Path, postbox: int) -> None:
        self.env = {
            **ENVIRONMENT,
            "SAMFLODE_SMTP_HOST": "127.0.0.1",
            "SAMFLODE_SMTP_PORT": str(postbox),
            "SAMFLODE_SMTP_STARTTLS": "0",
            "SAMFLODE_SMTP_FROM": "samflode@lan.example",
            "SAMFLODE_DATA": str(data),
        }
        self.data = data
        self.say("personer", "importera", str(PEOPLE))
        self.token = self.say("token", "--person", SENDER).strip()
        self.running = Running(data, *OPTIONS, env=self.env)
        self.port = self.running.port
        self.confirmed: dict[str, str] = {}
        self.numbers = count(1)
        self.over = Event()
        self.interrupted = 0  # times that a letter may have been accepted and not marked

    def say(self, *words: str) -> str:
        done = subprocess.run(
            [SAMFLODE, *words], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def work(self) -> None:
        """Hand in one ärende after another; each is asked for again, under its key, until it is
        confirmed.
        """
        while not self.over.is_set():
            key = f"prov-{next(self.numbers)}"
            while key not in self.confirmed and not self.over.is_set():
                with suppress(OSError, HTTPException, ValueError):
                    self.hand_in(key)
                time.sleep(0.02)

    def hand_in(self, key: str) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        said = {"rubrik": key, "fraga": "Håller det?", "onskad_hantering": "beslut"}
        try:
            connection.request("POST", "/api/v1/arenden", body=json.dumps(said), headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        assert answer.status in {201, 503}, content
        if answer.status == 201:
            self.confirmed[key] = json.loads(content)["nr"]

    def kill(self, victim: str) -> None:
        """Kill one process; the parent is started again by hand, the rest by the parent."""
        self.interrupted += victim in POST_DIES_WITH
        if victim == "parent":
            self.running.process.kill()
            self.running.end()
            self.running = Running(self.data, *OPTIONS, env=self.env, port=self.port)
            return
        with suppress(StopIteration, psutil.NoSuchProcess):
            self.running.child(victim).send_signal(signal.SIGKILL)

    def arenden(self) -> list[str]:
        """Return the rubrik of every ärende there is, page by page."""
        found: list[str] = []
        after = ""
        while True:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request(
                "GET",
                f"/api/v1/arenden?efter={after}",
                headers={"Authorization": f"Bearer {self.token}"},
            )
            page = json.loads(connection.getresponse().read())
            connection.close()
            found += [one["rubrik"] for one in page["poster"]]
            if not (after := page["nasta"] or ""):
                return found


def deaths() -> Iterator[str]:
    """Yield who is killed next."""
    if not at_length():
        yield from IN_SHORT
        return
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        yield CHANCE.choice(VICTIMS)


def all_at_work(place: Installation) -> None:
    """Let people hand in ärenden while one after another is killed."""
    with ThreadPoolExecutor(WRITERS) as people:
        at_work = [people.submit(place.work) for _ in range(WRITERS)]
        for victim in deaths():
            place.kill(victim)
            time.sleep(CHANCE.uniform(0.2, 3))
        place.over.set()
        for one in at_work:
            one.result()


@pytest.mark.lang
def test_what_was_confirmed_is_there_whatever_was_killed(
    data: Path, inbox: Inbox, postbox: int
) -> None:
    place = Installation(data, postbox)
    try:
        all_at_work(place)
        assert place.running.until_well()
        stored = Counter(place.arenden())
        assert place.confirmed, "nothing was confirmed at all"
        assert [key for key in place.confirmed if stored[key] != 1] == []
        assert max(stored.values()) == 1
        assert "stämmer" in place.say("verifiera")
        place.say("tick", "--svep", "leverera_aviseringar")
    finally:
        place.over.set()
        place.running.end()
    letters = set(inbox.ids)
    assert len(letters) >= 2 * len(place.confirmed), "each ärende has a receipt and a word to AU"
    repeats = len(inbox.ids) - len(letters)
    assert repeats <= place.interrupted, "at most one repeat for each death"
