"""Several processes answer at one address: nothing that one of them has said or done is unknown to
the next, and none is missed while another is there.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from support.installation import ENVIRONMENT, PATIENCE, Running
from support.prefect_server import until

PROCESSES = 2


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    """A demo county whose pages are two processes."""
    env = {**ENVIRONMENT, "SAMFLODE_PROCESSER": str(PROCESSES)}
    started = Running(folder / "data", "--demo", "--utan-prefect", env=env)
    until(lambda: len(web(started)) == PROCESSES)
    for number in range(PROCESSES):
        with only(started, number):
            assert started.until_well()
    yield started
    started.end()


def web(running: Running) -> list[psutil.Process]:
    """Return the processes of the pages, the eldest first."""
    found = [one for one in running.family() if "api.serve" in " ".join(one.cmdline())]
    return sorted(found, key=psutil.Process.create_time)


@contextmanager
def only(running: Running, number: int) -> Iterator[None]:
    """Let one process answer: the others stand still, as one that is busy does."""
    others = [one for place, one in enumerate(web(running)) if place != number]
    for one in others:
        one.suspend()
    try:
        yield
    finally:
        for one in others:
            one.resume()


class Reader:
    """A browser that opens a new connection for each page."""

    def __init__(self, running: Running) -> None:
        self.running, self.cookies = running, httpx.Cookies()

    def ask(self, number: int, method: str, path: str, **sent: str) -> httpx.Response:
        """Ask one of the processes."""
        with (
            only(self.running, number),
            httpx.Client(
                base_url=self.running.address,
                cookies=self.cookies,
                trust_env=False,
                timeout=PATIENCE,
            ) as client,
        ):
            answer = client.request(method, path, data=sent or None)
            self.cookies = client.cookies
        return answer

    def form(self, number: int, path: str) -> tuple[str, str]:
        """Return a page, and the token of its forms."""
        html = self.ask(number, "GET", path).text
        return html, re.findall(r'name="_csrf" value="([^"]+)"', html)[-1]


def test_what_one_process_said_and_did_the_next_one_knows(running: Running) -> None:
    reader = Reader(running)
    html, csrf = reader.form(0, "/logga-in")
    person = re.findall(r'name="person" value="(\d+)"', html)[0]
    signed_in = reader.ask(1, "POST", "/logga-in", person=person, _csrf=csrf)
    assert signed_in.headers["location"] == "/", "a form that one gave is taken by the other"
    html, csrf = reader.form(0, "/")
    assert "Logga ut" in html, "who signed in at one is signed in at the other"
    assert "Det är <b>tisdag 7 november 2023</b>" in html
    moved = reader.ask(0, "POST", "/demo/klocka", hopp="dag", _csrf=csrf)
    assert moved.status_code == httpx.codes.SEE_OTHER
    html, _ = reader.form(1, "/")
    assert "Det är <b>onsdag 8 november 2023</b>" in html, "time is one"
    assert "Klockan har gått framåt." in html, "what one wanted said the other says"


def test_while_one_is_replaced_the_other_answers(running: Running) -> None:
    first, second = web(running)
    first.kill()
    assert running.status() == httpx.codes.OK
    running.wait_for("Processen för sidorna stannade")
    until(lambda: len(web(running)) == PROCESSES)
    assert second in web(running)
    with only(running, 1):
        assert running.until_well()


def test_all_of_them_end_with_the_installation(running: Running) -> None:
    everything = running.family()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=PATIENCE) == 0
    assert [one for one in everything if one.is_running()] == []
