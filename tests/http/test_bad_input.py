"""Whatever is sent, the answer is a clear one: never a 5xx, no internals, nothing stored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from models.tables import Arende, Fil
from support.asking import Site, routes
from support.county import TEXTER

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
HEAP = "\u0301\u0323" * 40_000  # marks that each would have to be moved past all others
# One field of an otherwise good ärende, and what is said about it.
FIELDS: list[tuple[str, Any]] = [
    ("rubrik", "a\x00b"),
    ("rubrik", "\ud800"),
    ("rubrik", "rad\nrad"),
    ("rubrik", "a" * 201),
    ("rubrik", 7),
    ("rubrik", ["a"]),
    ("rubrik", {"a": 1}),
    ("rubrik", 2**63),
    ("fraga", "\x1b[31m"),
    ("fraga", "a" * 10_001),
    ("onskad_hantering", "omröstning"),
    ("onskad_hantering", ["beslut"] * 4),
    ("onskad_hantering", {}),
    ("utkast", "kanske"),
    ("avsandare_organ", "x" * 121),
    ("lage", "avslutat"),
    ("beteckning", "LGS 2026:1"),
    ("id", 1),
    ("skapad_av", 1),
    ("handlaggare", "alvesta@lan.example"),
    ("forslag_beslut", "Ja"),
    ("rubrik", "a" + HEAP),
    ("rubrik", HEAP),
    ("fraga", HEAP),
    ("fraga", HEAP[:9_000]),
    ("onskad_hantering", [HEAP]),
    ("__class__", "x"),
    ("\ud800", "x"),
    ("fraga", "Vad gör ⟨au⟩?"),
    ("rubrik", "⟨Ledningsgrupp_genitiv⟩ möte"),
]
QUERIES = [
    "antal=0",
    "antal=201",
    "antal=-1",
    "antal=" + "9" * 5000,
    "antal=1.5",
    "efter=x",
    "efter=%00",
    "efter=LTE",
    "efter=" + "A" * 101,
    "lage=finns_inte",
    "fas=7",
    "q=%00",
    "q=" + "a" * 201,
    "okand=1",
    "organ=finnsinte",
    "efter=MS4x",
    "q=" + HEAP[:100],
    "q=" + HEAP[:9_000],
]
SEARCHES = [
    "%",
    "_",
    "\\",
    "'",
    '"',
    "&|!()",
    "zebra:*",
    "<->",
    "-- DROP TABLE sak",
    "*",
    "å" * 200,
    "=cmd|' /C calc'!A0",
]
NUMBERS = [
    "0",
    "-1",
    str(2**63 - 1),
    str(2**63),
    "9" * 5000,
    "1e5",
    "%00",
    "%F0%9F%92%A9",
    "1%2F2",
    "null",
]
# Keys that no column holds: beyond 32 and 64 bits, and with signs that are no text there.
BEYOND = [str(2**31), str(2**63 - 1), str(2**63), "%00", "a%00b", "%7F"]
VERSIONS = ["kanske", '"-1"', '"1', "", "1.0", '"' + "9" * 30 + '"']
KEYS = ["", "a" * 201, "å", "a b"]


def is_clear(answer: Any) -> bool:
    """Tell whether an answer is a problem that says what is wrong without saying how the program is
    made.
    """
    said = answer.json()
    inside = any(
        word in answer.text
        for word in ("Traceback", "psycopg", "sqlalchemy", "pydantic", "SELECT", ".py")
    )
    return (
        answer.headers["content-type"] == "application/problem+json"
        and bool(said["detail"])
        and not inside
    )


def unclear(answers: dict[str, Any], status: int) -> dict[str, tuple[int, str]]:
    """Return the answers that are not clear, or have another status."""
    return {
        name: (answer.status_code, answer.text[:200])
        for name, answer in answers.items()
        if answer.status_code != status or not is_clear(answer)
    }


def create(site: Site, body: bytes, **headers: str | bytes) -> Any:
    sent: Any = {**site.headers("sammankallande"), **headers}
    return site.client.post("/api/v1/arenden", content=body, headers=sent)


def test_what_cannot_be_read_is_422(site: Site) -> None:
    answers = {name: create(site, body, **headers) for name, (body, headers) in UNREADABLE.items()}
    assert unclear(answers, 422) == {}
    assert site.lan.rows(Arende) == []


def test_a_field_that_cannot_be_is_named_and_nothing_is_stored(site: Site) -> None:
    answers = {
        f"{field}: {value!r:.40}": create(
            site, json.dumps({**TEXTER, field: value}).encode(), **JSON
        )
        for field, value in FIELDS
    }
    assert unclear(answers, 422) == {}
    assert {
        name: answer.json()["falt"]
        for name, answer in answers.items()
        if len(answer.json()["falt"]) != 1
    } == {}
    assert site.lan.rows(Arende) == []


# Almost a megabyte each, and nothing but what is not asked for.
MANY: dict[str, Any] = {
    "fields": {f"f{number}": 1 for number in range(70_000)},
    "fields that are not too many": {f"f{number}": 1 for number in range(9_000)},
    "one field with a long name": {"f" * 900_000: 1},
    "rows": {"onskad_hantering": [{"f": 1}] * 90_000},
    "fields in rows": {"rader": [{f"f{number}": 1 for number in range(90)}] * 900},
    "numbers": {"onskad_hantering": [1] * 300_000},
}


@pytest.mark.parametrize("sent", MANY.values(), ids=MANY)
def test_what_is_wrong_with_very_much_is_said_in_few_words(site: Site, sent: Any) -> None:
    answer = create(site, json.dumps(sent).encode(), **JSON)
    assert unclear({"sent": answer}, 422) == {}
    assert len(answer.content) < 50_000


def test_what_was_left_out_of_the_complaints_is_counted(site: Site) -> None:
    said = create(site, json.dumps(MANY["fields that are not too many"]).encode(), **JSON).json()
    assert said["falt"].pop("innehållet") == "Det finns 8\u00a0900 fel till."
    assert len(said["falt"]) == 100
    said = create(site, json.dumps(MANY["fields"]).encode(), **JSON).json()
    assert said["falt"] == {"innehållet": "Får ha högst 10\u00a0000 fält och rader tillsammans."}


def test_a_query_of_very_many_fields_is_answered_in_few_words(site: Site) -> None:
    query = "&".join(f"f{number}=1" for number in range(7_000))
    answer = site.get("sekreterare", f"/arenden?{query}")
    assert unclear({"query": answer}, 422) == {}
    assert len(answer.content) < 50_000


def test_a_query_that_cannot_be_is_422(site: Site) -> None:
    assert (
        unclear({query: site.get("sekreterare", f"/arenden?{query}") for query in QUERIES}, 422)
        == {}
    )


def test_operators_in_a_search_are_only_text(site: Site) -> None:
    site.post("sammankallande", "/arenden", TEXTER)
    answers = {said: site.get("sekreterare", "/arenden", params={"q": said}) for said in SEARCHES}
    assert {
        said: answer.status_code for said, answer in answers.items() if answer.status_code != 200
    } == {}
    assert [said for said in SEARCHES if answers[said].json()["poster"]] == []


def test_an_address_that_cannot_be_is_404(site: Site) -> None:
    nouns = ("arenden", "moten", "remisser", "ataganden", "beslut")
    paths = [f"/{noun}/{number}" for noun in nouns for number in NUMBERS]
    assert unclear({path: site.get("sekreterare", path) for path in paths}, 404) == {}


def test_no_address_asks_the_database_for_a_key_that_it_cannot_hold(site: Site) -> None:
    declared = [path for method, path, route in routes(site.app) if method == "GET" and "{" in path]
    assert len(declared) > 40
    said = site.headers("sekreterare")
    found = {
        path: site.client.get(path, headers=said).status_code
        for key in BEYOND
        for path in (re.sub(r"\{[^}]+\}", key, one) for one in declared)
    }
    assert {path: status for path, status in found.items() if status != 404} == {}


def test_a_version_that_cannot_be_is_422(site: Site) -> None:
    path = f"/arenden/{site.post('sammankallande', '/arenden', TEXTER).json()['nr']}/steg/ta_upp"
    said = {"handlaggare": "handlaggare@lan.example"}
    answers = {value: site.post("sekreterare", path, said, If_Match=value) for value in VERSIONS}
    assert unclear(answers, 422) == {}
    assert {tuple(answer.json()["falt"]) for answer in answers.values()} == {("If-Match",)}


def test_a_key_that_cannot_be_is_422(site: Site) -> None:
    body = json.dumps(TEXTER).encode()
    answers = {
        key: create(site, body, **JSON, **{"Idempotency-Key": key.encode("latin-1")})
        for key in KEYS
    }
    assert unclear(answers, 422) == {}
    assert site.lan.rows(Arende) == []


def test_the_longest_texts_are_taken_and_one_sign_more_is_not(site: Site) -> None:
    longest = {**TEXTER, "rubrik": "å" * 200, "fraga": "ö" * 10_000}
    assert site.post("sammankallande", "/arenden", longest).status_code == 201
    assert (
        site.post("sammankallande", "/arenden", {**longest, "fraga": "ö" * 10_001}).status_code
        == 422
    )


def test_text_is_stored_as_it_was_meant_whatever_its_spelling(site: Site) -> None:
    spelled = {**TEXTER, "rubrik": "  A\u030angstro\u0308m <b>&amp;</b>  "}
    nr = site.post("sammankallande", "/arenden", spelled).json()["nr"]
    assert site.get("sammankallande", f"/arenden/{nr}").json()["rubrik"] == "Ångström <b>&amp;</b>"


def test_a_megabyte_too_much_is_413(site: Site) -> None:
    answer = site.post("sammankallande", "/arenden", {**TEXTER, "fraga": "a" * 1_100_000})
    assert answer.status_code == 413
    assert is_clear(answer)


def test_a_stream_that_never_ends_is_cut_off(address: str, tokens: dict[str, str]) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(1_000):
            yield b"a" * 65_536
        pytest.fail("64 MB were taken in")

    headers = {"Authorization": f"Bearer {tokens['sammankallande']}", **JSON}
    # The server may have answered and hung up before we stop talking.
    with suppress(httpx.WriteError):
        assert (
            httpx.post(f"{address}/api/v1/arenden", content=endless(), headers=headers).status_code
            == 413
        )


HOSTILE = {
    "no file": ({"annat": ("a.txt", b"hej")}, 422),
    "two files": ([("fil", ("a.txt", b"hej")), ("fil", ("b.txt", b"hej"))], 422),
    "a program": ({"fil": ("a.exe", b"MZ")}, 422),
    "a wrong ending": ({"fil": ("a.pdf", b"hej")}, 422),
    "empty": ({"fil": ("a.txt", b"")}, 422),
    "too large": ({"fil": ("a.txt", b"a" * (10 * 1024 * 1024 + 1))}, 422),
    "far too large": ({"fil": ("a.txt", b"a" * (12 * 1024 * 1024))}, 413),
}


def test_a_hostile_file_is_refused(site: Site) -> None:
    said = site.headers("alvesta")
    for name, (files, status) in HOSTILE.items():
        answer = site.client.post("/api/v1/filer", files=files, headers=said)  # type: ignore[arg-type]
        assert unclear({name: answer}, status) == {}
    assert site.lan.rows(Fil) == []


def test_a_hostile_name_is_only_a_name(site: Site) -> None:
    files = {"fil": ("../../etc/pass\u202ewd\r\nX: y.txt", b"hej")}
    assert (
        site.client.post("/api/v1/filer", files=files, headers=site.headers("alvesta")).status_code
        == 201
    )
    stored = site.lan.rows(Fil)[0].namn
    assert "/" not in stored
    assert stored.isprintable()


def test_a_time_of_day_is_a_local_one(site: Site) -> None:
    said = {"organ": "lgs", "datum": "2090-01-13", "tid": "11:00Z", "slut": "12:00"}
    answer = site.post("sekreterare", "/moten", said)
    assert unclear({"with an offset": answer}, 422) == {}
    assert site.post("sekreterare", "/moten", {**said, "tid": "11:00"}).status_code == 201
