"""Forms: only from this browser, taken once, and nothing that was typed is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from models.tables import Arende, Handelse, Remiss
from support.paths.arende import arende_in, remiss_in
from support.site import Sajt

NYTT = {"rubrik": "Gemensam rutin", "fraga": "Behövs den?", "onskad_hantering": "beslut"}


def _events(sajt: Sajt, step: str) -> int:
    return len(sajt.lan.rows(Handelse, steg=step))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "null"},
        {"Origin": "https://ond.example"},
    ],
)
def test_a_form_sent_by_another_site_changes_nothing(sajt: Sajt, headers: dict[str, str]) -> None:
    visitor = sajt.client("sammankallande")
    answer = visitor.send("/arenden/nytt", {**visitor.form("/arenden/nytt"), **NYTT}, **headers)
    assert answer.status_code == 403
    assert sajt.lan.rows(Arende) == []
    assert visitor.send(
        "/arenden/nytt", {**visitor.form("/arenden/nytt"), **NYTT}, Origin=sajt.address
    ).is_redirect


@pytest.mark.parametrize("token", ["", "fel", None])
def test_a_form_without_this_browsers_token_changes_nothing_and_is_kept(
    sajt: Sajt, token: str | None
) -> None:
    visitor, other = sajt.client("sammankallande"), sajt.client("representant")
    foreign = other.form("/arenden/nytt")["_csrf"] if token is None else token
    answer = visitor.send(
        "/arenden/nytt", {**visitor.form("/arenden/nytt"), **NYTT, "_csrf": foreign}
    )
    assert answer.status_code == 403
    assert sajt.lan.rows(Arende) == []
    assert 'value="Gemensam rutin"' in answer.text
    assert "Skicka igen" in answer.text


def test_what_was_typed_before_the_session_ended_is_sent_after_signing_in_again(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form("/arenden/nytt"), **NYTT, "bakgrund": "Rad ett\nRad <två>"}
    visitor.http.cookies.clear()
    kept = visitor.send("/arenden/nytt", fields)
    assert kept.status_code == 401
    assert "Rad ett\nRad &lt;två&gt;" in kept.text
    again = sajt.client("sammankallande")
    answer = again.send("/arenden/nytt", {**fields, "_csrf": again.form("/arenden/nytt")["_csrf"]})
    assert answer.status_code == 303
    assert sajt.lan.rows(Arende)[0].bakgrund == "Rad ett\nRad <två>"


def test_twenty_presses_of_one_button_make_one_arende(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form("/arenden/nytt"), **NYTT}
    with ThreadPoolExecutor(20) as hands:
        answers = list(hands.map(lambda _: visitor.send("/arenden/nytt", fields), range(20)))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(sajt.lan.rows(Arende)) == 1


def test_a_step_pressed_twice_is_taken_once_and_answered_twice(sajt: Sajt) -> None:
    sak = sajt.lan.arende()
    path = f"/arenden/utkast-{sak}/steg/ta_upp"
    visitor = sajt.client("au_ledamot")
    fields = {**visitor.form(path), "handlaggare": "handlaggare@lan.example"}
    first, second = visitor.send(path, fields), visitor.send(path, fields)
    assert first.status_code == second.status_code == 303
    assert _events(sajt, "ta_upp") == 1


def test_a_form_sent_again_with_other_words_is_asked_about_and_kept(sajt: Sajt) -> None:
    sak = sajt.lan.arende()
    sajt.lan.step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    path = f"/arenden/utkast-{sak}/steg/bered"
    visitor = sajt.client("handlaggare")
    fields = visitor.form(path)
    assert visitor.send(path, {**fields, "bakgrund": "Först."}).status_code == 303
    # The back button, then another text.
    answer = visitor.send(path, {**fields, "bakgrund": "Sedan."})
    assert answer.status_code == 409
    assert "Sedan." in answer.text
    assert sajt.lan.rows(Arende)[0].bakgrund == "Först."


def test_looking_at_pages_changes_nothing(sajt: Sajt) -> None:
    sak = sajt.lan.arende()
    before = len(sajt.lan.rows(Handelse))
    visitor = sajt.client("au_ledamot")
    for path in (
        "/",
        "/arenden",
        f"/arenden/utkast-{sak}",
        f"/arenden/utkast-{sak}/steg/ta_upp",
        "/au",
        "/brevlada",
    ):
        assert visitor.http.get(path).status_code == 200, path
    assert len(sajt.lan.rows(Handelse)) == before


def test_extra_fields_in_a_form_are_ignored(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    answer = visitor.fill_in("/arenden/nytt", **NYTT, lage="avslutat", nr="lgs-2023-1", beslut="ja")
    assert answer.status_code == 303
    assert sajt.lan.lage(sajt.lan.rows(Arende)[0].id) == "inkommet"


@pytest.mark.parametrize(
    ("field", "value"),
    [("_version", "9" * 40), ("_nyckel", "ä" * 500), ("_tillbaka", "//ond.example/")],
)
def test_what_a_form_says_about_itself_counts_only_when_it_makes_sense(
    sajt: Sajt, field: str, value: str
) -> None:
    sak = sajt.lan.arende()
    visitor = sajt.client("au_ledamot")
    answer = visitor.fill_in(
        f"/arenden/utkast-{sak}/steg/ta_upp",
        **{"handlaggare": "handlaggare@lan.example", field: value},
    )
    assert answer.headers["location"] == "/arenden/lgs-2023-1"


@pytest.mark.parametrize("named", ["synpunkter-{}", "mottagare-sparad", "_rad"])
def test_a_number_of_thousands_of_digits_is_only_a_bad_form(sajt: Sajt, named: str) -> None:
    remiss_in(sajt.lan, "oppen")
    path = f"/remisser/{sajt.lan.rows(Remiss)[-1].id}/steg/svara_pa_telefon"
    visitor, number = sajt.client("sekreterare"), "9" * 5000
    answer = visitor.fill_in(
        path, **{named.format(number): f"bort-{number}" if named == "_rad" else number}
    )
    assert answer.status_code < 500


def test_a_row_button_with_such_a_number_removes_nothing(sajt: Sajt) -> None:
    path = f"/arenden/{_prepared(sajt)}/steg/bered"
    sent = {"_rad": f"bort-{'9' * 5000}", "forslag_ataganden-0-text": "Utse kontaktperson"}
    answer = sajt.client("handlaggare").fill_in(path, **sent)
    assert answer.status_code == 200
    assert "Utse kontaktperson" in answer.text


def _prepared(sajt: Sajt) -> str:
    sak = arende_in(sajt.lan, "under_beredning")
    return str(sajt.lan.rows(Arende, id=sak)[0].nr)
