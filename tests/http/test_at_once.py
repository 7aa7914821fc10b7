"""What happens at the same time, over a real network: one key, one row; numbers without gap or
duplicate.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from models.tables import Arende, Avisering, Handelse
from support.county import TEXTER, Lan

Post = Callable[..., httpx.Response]


@pytest.fixture
def post(address: str, tokens: dict[str, str]) -> Post:
    """Send JSON to the running server as somebody."""

    def send(who: str, path: str, said: Any, **headers: str) -> httpx.Response:
        named = {"Authorization": f"Bearer {tokens[who]}", **headers}
        return httpx.post(f"{address}/api/v1{path}", json=said, headers=named, timeout=60)

    return send


def at_once(times: int, ask: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(ask, range(times)))


def test_twenty_posts_with_one_key_make_one_arende_and_one_receipt(
    lan: Lan, post: Callable[..., httpx.Response]
) -> None:
    key = {"Idempotency-Key": "dubbelklick"}
    answers = at_once(20, lambda _: post("sammankallande", "/arenden", TEXTER, **key))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["nr"] for answer in answers}) == 1
    assert len(lan.rows(Arende)) == 1
    assert len(lan.rows(Avisering, mall="kvittens")) == 1


def test_twenty_posts_with_one_key_take_one_step(lan: Lan, post: Post) -> None:
    nr = post("sammankallande", "/arenden", TEXTER).json()["nr"]
    said, key = (
        {"handlaggare": "handlaggare@lan.example"},
        {"Idempotency-Key": "dubbelklick", "If-Match": '"2"'},
    )
    answers = at_once(20, lambda _: post("au_ledamot", f"/arenden/{nr}/steg/ta_upp", said, **key))
    assert {answer.status_code for answer in answers} == {200}
    assert len(lan.rows(Handelse, steg="ta_upp")) == 1


def test_of_twenty_who_read_the_same_version_one_gets_through(lan: Lan, post: Post) -> None:
    nr = post("sammankallande", "/arenden", TEXTER).json()["nr"]
    said = {"handlaggare": "handlaggare@lan.example"}
    answers = at_once(
        20, lambda _: post("au_ledamot", f"/arenden/{nr}/steg/ta_upp", said, **{"If-Match": '"2"'})
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 19
    assert len(lan.rows(Handelse, steg="ta_upp")) == 1


def test_fifty_at_once_get_fifty_numbers_in_a_row(lan: Lan, post: Post) -> None:
    answers = at_once(50, lambda _: post("sammankallande", "/arenden", TEXTER))
    assert {answer.status_code for answer in answers} == {201}
    assert sorted(arende.lopnr for arende in lan.rows(Arende)) == list(range(1, 51))


def test_a_refused_arende_takes_no_number(lan: Lan, post: Post) -> None:
    def ask(number: int) -> httpx.Response:
        return post("sammankallande", "/arenden", TEXTER if number % 2 else {**TEXTER, "fraga": ""})

    answers = at_once(20, ask)
    assert sorted(answer.status_code for answer in answers) == [201] * 10 + [409] * 10
    assert sorted(arende.lopnr for arende in lan.rows(Arende)) == list(range(1, 11))


def test_of_two_meetings_at_the_same_hour_one_is_made(post: Post) -> None:
    said = {"organ": "lgs", "datum": "2090-01-13", "tid": "09:00"}
    answers = at_once(8, lambda _: post("sekreterare", "/moten", said))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
