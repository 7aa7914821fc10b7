"""Prefect's address: only its key opens it, and it takes nothing but what Prefect says of a run."""

from __future__ import annotations

from typing import Any

import pytest

from flows.place import TOLD_AT, authorization, prefect_key
from models.settings import Settings
from models.tables import Svepkorning
from support.asking import Site

SAID = {"svep": "bevaka_frister", "handelse": "Failed", "tid": "2026-11-20T06:00:00.25+00:00"}
LACKING = [
    pytest.param({}, id="nothing"),
    pytest.param({"Authorization": authorization("samflode:fel")}, id="another key"),
    pytest.param({"Authorization": "Basic ålder".encode()}, id="what is no key"),
    pytest.param({"Authorization": "Bearer {sekreterare}"}, id="the secretary's token"),
]
ELSE = [
    pytest.param(SAID | {"svep": "posten"}, id="no sweep"),
    pytest.param(SAID | {"handelse": "Completed"}, id="what went well"),
    pytest.param(SAID | {"tid": "2026-11-20T06:00:00"}, id="an instant nowhere"),
    pytest.param(SAID | {"namn": "Anna"}, id="more than that"),
    pytest.param({"svep": "bevaka_frister"}, id="less than that"),
    pytest.param([SAID], id="several at once"),
    pytest.param("Failed", id="a word"),
]


def heard(site: Site) -> list[tuple[str, str]]:
    return [(row.svep, row.mening) for row in site.lan.rows(Svepkorning)]


def test_what_prefect_says_with_its_key_stands_on_drift(site: Site, settings: Settings) -> None:
    key = {"Authorization": authorization(prefect_key(settings))}
    assert site.client.post(TOLD_AT, json=SAID, headers=key).status_code == 204
    assert site.client.post(TOLD_AT, json=SAID, headers=key).status_code == 204
    assert heard(site) == [("prefect:bevaka_frister", "misslyckades")]
    assert (
        "Prefect säger: Bevaka frister misslyckades 20 november 2026 kl. 7.00."
        in site.get("sekreterare", "/drift").json()["fel"]
    )


@pytest.mark.parametrize("when", ["2999-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_what_prefect_says_of_the_future_has_happened_by_now(
    site: Site, settings: Settings, when: str
) -> None:
    key = {"Authorization": authorization(prefect_key(settings))}
    assert site.client.post(TOLD_AT, json=SAID | {"tid": when}, headers=key).status_code == 204
    (said,) = site.get("sekreterare", "/drift").json()["fel"]
    assert said.startswith("Prefect säger: Bevaka frister misslyckades")


@pytest.mark.parametrize("headers", LACKING)
def test_whoever_lacks_the_key_is_refused_and_nothing_is_kept(
    site: Site, headers: dict[str, Any]
) -> None:
    sent = {
        name: value.format_map(site.tokens) if isinstance(value, str) else value
        for name, value in headers.items()
    }
    assert site.client.post(TOLD_AT, json=SAID, headers=sent).status_code == 401
    assert site.client.post(TOLD_AT, content=b"{", headers=sent).status_code == 401
    assert heard(site) == []


@pytest.mark.parametrize("said", ELSE)
def test_nothing_else_is_taken(site: Site, settings: Settings, said: Any) -> None:
    key = {"Authorization": authorization(prefect_key(settings))}
    answer = site.client.post(TOLD_AT, json=said, headers=key)
    assert (answer.status_code, heard(site)) == (422, [])


def test_the_key_opens_nothing_else(site: Site, settings: Settings) -> None:
    key = {"Authorization": authorization(prefect_key(settings))}
    assert site.client.get("/api/v1/drift", headers=key).status_code == 401


def test_the_address_is_no_part_of_the_public_contract(site: Site) -> None:
    assert TOLD_AT not in site.client.get("/api/v1/openapi.json").json()["paths"]
