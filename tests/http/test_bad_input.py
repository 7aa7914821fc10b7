"""Whatever is sent, the answer is a clear one: never a 5xx, no internals, nothing stored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from county import TEXTER
from models.tables import Arende, Fil
from webb import Site

JSON = {"Content-Type": "application/json"}
DEEP = b'{"rubrik":' + b"[" * 5_000 + b"]" * 5_000 + b"}"
DEEP_BUT_READABLE = b'{"rubrik":' + b"[" * 200 + b"]" * 200 + b"}"
# What cannot be read at all.
UNREADABLE: dict[str, tuple[bytes, dict[str, str]]] = {
    "half an object": (b'{"rubrik": ', JSON),
    "not UTF-8": (b'{"rubrik": "\xff\xfe"}', JSON),
    "UTF-16": ('{"rubrik": "a"}'.encode("utf-16"), JSON),
    "no number": (b'{"rubrik": NaN}', JSON),
    "endless number": (b'{"rubrik": ' + b"9" * 10_000 + b"}", JSON),
    "five thousand levels": (DEEP, JSON),
    "two hundred levels": (DEEP_BUT_READABLE, JSON),
    "a list": (b"[]", JSON),
    "a text": (b'"hej"', JSON),
    "null": (b"null", JSON),
    "a form": (b"rubrik=a", {"Content-Type": "application/x-www-form-urlencoded"}),
    "without a type": (b'{"rubrik": "a"}', {"Content-Type": ""}),
    "XML": (b"<a/>", {"Content-Type": "application/xml"}),
}
# One field of an otherwise good ärende, and what is said about it.
FIELDS: list[tuple[str, Any]] = [
    ("rubrik", "a\x00b"), ("rubrik", "\ud800"), ("rubrik", "rad\nrad"), ("rubrik", "a" * 201), ("rubrik", 7),
    ("rubrik", ["a"]), ("rubrik", {"a": 1}), ("rubrik", 2**63), ("fraga", "\x1b[31m"), ("fraga", "a" * 10_001),
    ("onskad_hantering", "omröstning"), ("onskad_hantering", ["beslut"] * 4), ("onskad_hantering", {}), ("utkast", "kanske"),
    ("avsandare_organ", "x" * 121), ("lage", "avslutat"), ("beteckning", "LGS 2026:1"), ("id", 1), ("skapad_av", 1),
    ("handlaggare", "alvesta@lan.example"), ("forslag_beslut", "Ja"), ("__class__", "x"), ("\ud800", "x"),
]  # fmt: skip
QUERIES = [
    "antal=0", "antal=201", "antal=-1", "antal=" + "9" * 5000, "antal=1.5", "efter=x", "efter=%00", "efter=LTE",
    "efter=" + "A" * 101, "lage=finns_inte", "fas=7", "q=%00", "q=" + "a" * 201, "okand=1", "organ=finnsinte", "efter=MS4x",
]  # fmt: skip
SEARCHES = [
    "%",
    "_",
    "\\",
    "'",
    '"',
    "&|!()",
    "a:*",
    "<->",
    "-- DROP TABLE sak",
    "*",
    " ",
    "å" * 200,
    "=cmd|' /C calc'!A0",
]
NUMBERS = ["0", "-1", str(2**63 - 1), str(2**63), "9" * 5000, "1e5", "%00", "%F0%9F%92%A9", "..", "1%2F2", "null"]


def is_clear(answer: Any) -> bool:
    """Tell whether an answer is a problem that says what is wrong without saying how the program is made."""
    said = answer.json()
    inside = any(word in answer.text for word in ("Traceback", "psycopg", "sqlalchemy", "pydantic", "SELECT", ".py"))
    return answer.headers["content-type"] == "application/problem+json" and bool(said["detail"]) and not inside


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_422(site: Site, name: str) -> None:
    body, headers = UNREADABLE[name]
    answer = site.client.post("/api/v1/arenden", content=body, headers={**site.headers("sammankallande"), **headers})
    assert answer.status_code == 422
    assert is_clear(answer)
    assert site.lan.rows(Arende) == []


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_a_field_that_cannot_be_is_named_and_nothing_is_stored(site: Site, field: str, value: Any) -> None:
    body = json.dumps({**TEXTER, field: value}).encode()
    answer = site.client.post("/api/v1/arenden", content=body, headers={**site.headers("sammankallande"), **JSON})
    assert answer.status_code == 422
    assert is_clear(answer)
    assert len(answer.json()["falt"]) == 1
    assert site.lan.rows(Arende) == []


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_cannot_be_is_422(site: Site, query: str) -> None:
    answer = site.get("sekreterare", f"/arenden?{query}")
    assert answer.status_code == 422
    assert is_clear(answer)


@pytest.mark.parametrize("said", SEARCHES)
def test_operators_in_a_search_are_only_text(site: Site, said: str) -> None:
    site.post("sammankallande", "/arenden", TEXTER)
    answer = site.get("sekreterare", "/arenden", params={"q": said})
    assert answer.status_code == 200
    expected = 1 if not said.strip() else 0
    assert len(answer.json()["poster"]) == expected or not any(sign.isalnum() for sign in said)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("noun", ["arenden", "moten", "remisser", "ataganden", "beslut"])
def test_an_address_that_cannot_be_is_404(site: Site, noun: str, number: str) -> None:
    answer = site.get("sekreterare", f"/{noun}/{number}")
    assert answer.status_code == 404
    assert is_clear(answer)


@pytest.mark.parametrize("value", ["kanske", '"-1"', '"1', "", "1.0", '"' + "9" * 30 + '"'])
def test_a_version_that_cannot_be_is_422(site: Site, value: str) -> None:
    nr = site.post("sammankallande", "/arenden", TEXTER).json()["nr"]
    answer = site.post(
        "sekreterare", f"/arenden/{nr}/steg/ta_upp", {"handlaggare": "handlaggare@lan.example"}, If_Match=value
    )
    assert (answer.status_code, list(answer.json()["falt"])) == (422, ["If-Match"])


@pytest.mark.parametrize("value", ["", "a" * 201, "å", "a b"])
def test_a_key_that_cannot_be_is_422(site: Site, value: str) -> None:
    headers = {**site.headers("sammankallande"), "Idempotency-Key": value.encode("latin-1")}
    answer = site.client.post("/api/v1/arenden", json=TEXTER, headers=headers)
    assert (answer.status_code, list(answer.json()["falt"])) == (422, ["Idempotency-Key"])


def test_the_longest_texts_are_taken_and_one_sign_more_is_not(site: Site) -> None:
    longest = {**TEXTER, "rubrik": "å" * 200, "fraga": "ö" * 10_000}
    assert site.post("sammankallande", "/arenden", longest).status_code == 201
    assert site.post("sammankallande", "/arenden", {**longest, "fraga": "ö" * 10_001}).status_code == 422


def test_text_is_stored_as_it_was_meant_whatever_its_spelling(site: Site) -> None:
    spelled = {**TEXTER, "rubrik": "  A\u030angstro\u0308m <b>&amp;</b>  "}
    nr = site.post("sammankallande", "/arenden", spelled).json()["nr"]
    assert site.get("sammankallande", f"/arenden/{nr}").json()["rubrik"] == "Ångström <b>&amp;</b>"


def test_a_megabyte_too_much_is_413(site: Site) -> None:
    answer = site.post("sammankallande", "/arenden", {**TEXTER, "fraga": "a" * 1_100_000})
    assert answer.status_code == 413
    assert is_clear(answer)


def test_a_stream_without_an_end_is_cut_off(site: Site) -> None:
    def endless() -> Any:
        while True:
            yield b"a" * 65_536

    headers = {**site.headers("sammankallande"), **JSON}
    assert site.client.post("/api/v1/arenden", content=endless(), headers=headers).status_code == 413


HOSTILE = {
    "no file": ({"annat": ("a.txt", b"hej")}, 422),
    "two files": ([("fil", ("a.txt", b"hej")), ("fil", ("b.txt", b"hej"))], 422),
    "a program": ({"fil": ("a.exe", b"MZ")}, 422),
    "a wrong ending": ({"fil": ("a.pdf", b"hej")}, 422),
    "empty": ({"fil": ("a.txt", b"")}, 422),
    "too large": ({"fil": ("a.txt", b"a" * (10 * 1024 * 1024 + 1))}, 422),
    "far too large": ({"fil": ("a.txt", b"a" * (12 * 1024 * 1024))}, 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(site: Site, name: str) -> None:
    files, status = HOSTILE[name]
    answer = site.client.post("/api/v1/filer", files=files, headers=site.headers("alvesta"))  # type: ignore[arg-type]
    assert answer.status_code == status
    assert is_clear(answer)
    assert site.lan.rows(Fil) == []


def test_a_hostile_name_is_only_a_name(site: Site) -> None:
    files = {"fil": ("../../etc/pass\u202ewd\r\nX: y.txt", b"hej")}
    assert site.client.post("/api/v1/filer", files=files, headers=site.headers("alvesta")).status_code == 201
    stored = site.lan.rows(Fil)[0].namn
    assert "/" not in stored
    assert stored.isprintable()
