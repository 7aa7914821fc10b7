"""When something breaks: an honest answer without internals, one line in the log, and well again by itself."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from api.logs import configure_logs
from api.rest.reply import refuse
from api.shared.problems import broken
from api.shared.watch import Watch
from county import TEXTER
from models.database import drop_database
from models.embedded import EmbeddedPostgres
from models.settings import LogLevel
from webb import HOST, Site


def test_health_is_200_while_the_database_answers(site: Site) -> None:
    assert site.client.get("/halsa").json() == {"halsa": "bra"}


def test_without_a_database_everything_is_503_with_retry_after(site: Site, postgres: EmbeddedPostgres) -> None:
    drop_database(postgres.url, site.lan.database.url.rpartition("/")[2].partition("?")[0])
    for method, path in (("GET", "/halsa"), ("GET", "/api/v1/jag"), ("POST", "/api/v1/arenden"), ("GET", "/arenden")):
        answer = site.client.request(method, path, headers=site.headers("sekreterare"))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), path
        assert "psycopg" not in answer.text


def test_a_fault_of_ours_says_nothing_about_how_we_are_made() -> None:
    app = Watch(_Trasig(), fault=lambda _request: refuse(broken()))
    answer = TestClient(app, base_url=HOST).get("/trasig")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "hemligt" not in answer.text


class _Trasig:
    """An application that breaks."""

    async def __call__(self, *_: object) -> None:
        raise RuntimeError("lösenordet är hemligt")


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    """The log as an operator reads it."""
    configure_logs(LogLevel.INFO)
    return capsys


def entries(log: pytest.CaptureFixture[str], event: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in log.readouterr().err.splitlines() if line.startswith("{")]
    return [entry for entry in found if entry["event"] == event]


def test_each_request_is_one_line_whatever_its_address_says(site: Site, log: pytest.CaptureFixture[str]) -> None:
    site.client.get("/api/v1/arenden/x%0A%7B%22event%22:%22begaran%22%7D?q=hemlig", headers=site.headers("sekreterare"))
    lines = entries(log, "begaran")
    assert len(lines) == 1
    assert (lines[0]["status"], lines[0]["metod"], lines[0]["person"]) == (404, "GET", site.lan.ids["sekreterare"])
    assert "hemlig" not in json.dumps(lines)


def test_what_people_write_does_not_stand_in_the_log(site: Site, log: pytest.CaptureFixture[str]) -> None:
    site.post("sammankallande", "/arenden", {**TEXTER, "fraga": "Något hemligt?", "okant": "hemligt"})
    assert "hemligt" not in log.readouterr().err


def test_every_answer_carries_the_headers_that_protect_it(site: Site) -> None:
    for path, policy in (
        ("/api/v1/jag", "default-src 'none'; frame-ancestors 'none'"),
        ("/finns-inte", "script-src 'self'"),
    ):
        headers = site.client.get(path).headers
        assert policy in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
        assert headers["cache-control"] == "no-store"
