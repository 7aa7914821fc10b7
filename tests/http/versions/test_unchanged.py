"""Reads of the API by whoever has read before: what is unchanged is not sent again."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from flows import demo_clock
from models.settings import Settings
from support.application import application
from support.asking import HOST, Site
from support.county import TEXTER, Lan

LISTS = ["/arenden", "/moten", "/avtal", "/personer", "/jag"]


def get(site: Site, who: str, path: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.client.get(f"/api/v1{path}", headers={**site.headers(who), **named})


def read(site: Site, path: str, **headers: str) -> tuple[int, bytes, str]:
    answer = get(site, "sekreterare", path, **headers)
    return answer.status_code, answer.content, answer.headers.get("etag", "")


@pytest.mark.parametrize("path", LISTS)
def test_what_the_reader_has_is_answered_without_content(site: Site, path: str) -> None:
    status, content, etag = read(site, path)
    assert (status, content != b"") == (200, True)
    for known in (etag, etag.removeprefix("W/"), f'"annan", {etag}', "*"):
        assert read(site, path, If_None_Match=known) == (304, b"", etag)
    assert read(site, path, If_None_Match='W/"annan"') == (200, content, etag)


def test_what_has_changed_is_sent(site: Site) -> None:
    before = read(site, "/arenden")
    site.post("sammankallande", "/arenden", TEXTER)
    after = read(site, "/arenden", If_None_Match=before[2])
    assert after[0] == 200
    assert after[1:] != before[1:]


def test_somebody_else_has_answers_of_their_own(site: Site) -> None:
    _, _, etag = read(site, "/jag")
    assert get(site, "au_ledamot", "/jag", If_None_Match=etag).status_code == 200


def test_nothing_between_may_keep_what_is_answered(site: Site) -> None:
    first = get(site, "sekreterare", "/arenden")
    again = get(site, "sekreterare", "/arenden", If_None_Match=first.headers["etag"])
    for answer in (first, again):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["vary"] == "Accept-Encoding"
    assert "content-length" not in again.headers


def test_a_matter_keeps_its_version_as_etag_and_is_always_sent(site: Site) -> None:
    """The version says nothing of the day, and steps open and close by days."""
    nr = site.post("sammankallande", "/arenden", TEXTER).json()["nr"]
    assert read(site, f"/arenden/{nr}", If_None_Match='"2"')[0] == 200
    assert read(site, f"/arenden/{nr}")[2] == '"2"'


def test_a_refusal_is_never_left_out(site: Site) -> None:
    assert read(site, "/arenden/lgs-2020-999", If_None_Match="*")[0] == 404


def test_what_was_done_is_always_told(site: Site, lan: Lan, settings: Settings) -> None:
    with lan.database.session() as session:
        demo_clock.start(session, lan.now)
    demo = application(settings.model_copy(update={"demo": True}))
    headers = {**site.headers("sekreterare"), "If-None-Match": "*"}
    with TestClient(demo, base_url=HOST) as client:
        answer = client.post("/api/v1/demo/klocka", json={"dagar": 1}, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["nu"]


def test_an_answer_is_compressed_and_the_same(site: Site) -> None:
    for _ in range(8):
        site.post("sammankallande", "/arenden", TEXTER)
    plain, zipped = (
        get(site, "sekreterare", "/arenden", Accept_Encoding=one) for one in ("identity", "gzip")
    )
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    assert (zipped.content, zipped.headers["etag"]) == (plain.content, plain.headers["etag"])


@pytest.mark.parametrize("said", ["gzip", "br, GZIP;q=0.5", "*"])
def test_whoever_takes_gzip_gets_it(site: Site, said: str) -> None:
    answer = site.client.get("/logga-in", headers={"Accept-Encoding": said})
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("said", ["", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0"])
def test_nobody_else_does(site: Site, said: str) -> None:
    answer = site.client.get("/logga-in", headers={"Accept-Encoding": said})
    assert "content-encoding" not in answer.headers
