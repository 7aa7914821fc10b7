"""When something breaks: an honest answer without internals, one line in the log, and well again by
itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from api.doorway import open_doorway
from api.rest.reply import refuse
from api.shared.problems import broken
from api.shared.watch import Watch
from models.database import create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.settings import Settings
from support.application import application
from support.asking import HOST, Site
from support.county import TEXTER, Lan


def test_health_is_200_while_the_database_answers(site: Site) -> None:
    assert site.client.get("/halsa").json() == {"halsa": "bra"}


def test_without_a_database_everything_is_503_with_retry_after(
    site: Site, postgres: EmbeddedPostgres
) -> None:
    drop_database(postgres.url, site.lan.database.url.rpartition("/")[2].partition("?")[0])
    for method, path in (
        ("GET", "/halsa"),
        ("GET", "/api/v1/jag"),
        ("POST", "/api/v1/arenden"),
        ("GET", "/arenden"),
    ):
        answer = site.client.request(method, path, headers=site.headers("sekreterare"))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), path
        assert "psycopg" not in answer.text


@pytest.fixture
def untouched(postgres: EmbeddedPostgres, settings: Settings) -> Iterator[TestClient]:
    """The application on a database where no table is made yet, as in the first second of a first
    start.
    """
    url = create_database(postgres.url, "tom")
    with TestClient(
        application(settings.model_copy(update={"database_url": url})), base_url=HOST
    ) as client:
        yield client
    drop_database(postgres.url, "tom")


def test_before_the_tables_are_made_every_page_says_that_it_starts(untouched: TestClient) -> None:
    untouched.cookies.set("samflode", "nagot")
    for path in ("/", "/arenden", "/logga-in"):
        answer = untouched.get(path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2"), path
        assert "Samflöde startar" in answer.text
        assert '<meta http-equiv="refresh" content="2">' in answer.text
    assert untouched.get("/halsa").status_code == 503


def test_a_form_sent_before_the_tables_are_made_is_kept(untouched: TestClient) -> None:
    untouched.cookies.set("samflode", "nagot")
    answer = untouched.post("/arenden/nytt", data={"rubrik": "Gemensam rutin"})
    assert answer.status_code == 503
    assert 'value="Gemensam rutin"' in answer.text
    assert "http-equiv" not in answer.text


def test_a_fault_of_ours_says_nothing_about_how_we_are_made() -> None:
    app = Watch(_Trasig(), fault=lambda _request: refuse(broken()))
    answer = TestClient(app, base_url=HOST).get("/trasig")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "hemligt" not in answer.text


class _Trasig:
    """An application that breaks."""

    async def __call__(self, *_: object) -> None:
        raise RuntimeError("lösenordet är hemligt")


@dataclass
class Process:
    """The web process as it is in production, and what it has written to its log."""

    address: str
    log: Path

    def lines(self, event: str) -> list[dict[str, object]]:
        """Return the entries of one kind; a line that is no JSON is an error."""
        found = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [entry for entry in found if entry["event"] == event]


@pytest.fixture
def process(settings: Settings, tmp_path: Path) -> Iterator[Process]:
    """A web process of its own on the same database."""
    log = tmp_path / "logg"
    doorway = open_doorway("127.0.0.1", 0)
    command = [sys.executable, "-m", "api.serve", str(doorway.fileno())]
    with log.open("wb") as stream:
        served = subprocess.Popen(
            command, env=settings.environment(), pass_fds=[doorway.fileno()], stderr=stream
        )
        yield Process(f"http://127.0.0.1:{doorway.getsockname()[1]}", log)
        served.terminate()
        served.wait()
    doorway.close()


def test_each_request_is_one_line_whatever_it_says(
    lan: Lan, tokens: dict[str, str], process: Process
) -> None:
    headers = {"Authorization": f"Bearer {tokens['sekreterare']}"}
    forged = "/api/v1/arenden/x%0A%7B%22event%22:%22begaran%22%7D?q=hemligt"
    httpx.get(process.address + forged, headers=headers, timeout=60)
    httpx.post(
        f"{process.address}/api/v1/arenden",
        json={**TEXTER, "fraga": "Något hemligt?"},
        headers=headers,
    )
    first, second = process.lines("begaran")
    assert (first["metod"], first["status"], first["person"]) == (
        "GET",
        404,
        lan.ids["sekreterare"],
    )
    assert (second["metod"], second["vag"], second["status"]) == ("POST", "/api/v1/arenden", 201)
    assert "hemligt" not in process.log.read_text(encoding="utf-8")


def test_every_answer_carries_the_headers_that_protect_it(site: Site) -> None:
    for path, policy in (
        ("/api/v1/jag", "default-src 'none'; frame-ancestors 'none'"),
        ("/finns-inte", "script-src 'self'"),
    ):
        headers = site.client.get(path).headers
        assert policy in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == (
            "nosniff",
            "DENY",
        )
        assert headers["cache-control"] == "no-store"
