"""Forms and payloads: what was typed becomes what the engine takes, and back again."""

from __future__ import annotations

import ast
import inspect
from typing import Any

import pytest

from api.web.arende import fields as arendefalt
from api.web.forms import editor
from api.web.forms.forms import Falt, errors_of, payload_of, stored_values, values_of
from api.web.frame.sent import Sent, local
from workflows.arende import rules as guards
from workflows.ground.errors import Hindered, Malformed
from workflows.ground.payload import describe, parse
from workflows.handling.payloads import Besluta, Skal
from workflows.mote.payloads import FlyttaPunkt

GRUPPER = {
    "alla": ["alvesta", "lessebo", "region"],
    "kommuner": ["alvesta", "lessebo"],
    "regioner": ["region"],
}


def _sent(**fields: str | list[str]) -> Sent:
    return Sent(
        {
            name.replace("__", "-"): (value,) if isinstance(value, str) else tuple(value)
            for name, value in fields.items()
        }
    )


def _falt(slag: str, **more: Any) -> Falt:
    return {
        "namn": "f",
        "rubrik": "F",
        "slag": slag,
        "kravs": False,
        "hjalp": "",
        "max": None,
        "val": [],
        **more,
    }


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12,5", "12.5"), ("1 234,5", "1234.5"), ("−3", "-3"), ("tolv", "tolv"), ("  ", None)],
)
def test_numbers_are_read_as_people_write_them(typed: str, read: str | None) -> None:
    assert payload_of([_falt("tal")], _sent(f=typed)).get("f") == read


def test_a_number_that_is_none_is_said_at_its_field() -> None:
    falt = describe(FlyttaPunkt)
    sent = _sent(ordning="tolv")
    with pytest.raises(Malformed) as refused:
        parse(FlyttaPunkt, payload_of(falt, sent))
    assert errors_of(FlyttaPunkt, falt, sent, refused.value) == {
        "ordning": "Ska vara ett heltal.",
        "punkt": "Välj en punkt.",
    }


@pytest.mark.parametrize(
    ("ticked", "read"),
    [
        (["alla"], "alla"),
        (["kommuner"], "kommuner"),
        (["kommuner", "huvudman:alvesta"], "kommuner"),
        (["alla", "kommuner", "huvudman:region"], "alla"),
        (["huvudman:lessebo"], [{"slag": "huvudman", "kod": "lessebo"}]),
        (
            ["kommuner", "huvudman:region"],
            [{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "lessebo", "region")],
        ),
        (
            ["kommuner", "organ:natverk"],
            [
                {"slag": "huvudman", "kod": "alvesta"},
                {"slag": "huvudman", "kod": "lessebo"},
                {"slag": "organ", "kod": "natverk"},
            ],
        ),
        ([], None),
    ],
)
def test_boxes_for_groups_and_parties_become_addressees(ticked: list[str], read: object) -> None:
    assert payload_of([_falt("parter", grupper=GRUPPER)], _sent(f=ticked)).get("f") == read


def test_boxes_of_text_keep_their_order_and_drop_the_empty_ones() -> None:
    sent = _sent(f__0="Först", f__1=" ", f__10="Sist", f__2="Sedan")
    assert payload_of([_falt("rader")], sent) == {"f": ["Först", "Sedan", "Sist"]}
    assert values_of([_falt("rader")], sent) == {"f": ["Först", "Sedan", "Sist"]}


def test_attendance_names_those_whose_choice_was_made() -> None:
    people = [{"varde": "a@x.example", "text": "A"}, {"varde": "b@x.example", "text": "B"}]
    falt = _falt("deltagare", personer=people)
    assert payload_of([falt], _sent(f__1="digitalt")) == {
        "f": [{"person": "b@x.example", "narvaro": "digitalt"}]
    }
    assert values_of([falt], _sent(f__1="digitalt")) == {"f": {"b@x.example": "digitalt"}}


UPPGIFTER: list[dict[str, Any]] = [
    {"text": "Utse", "mottagare": "alla", "svar": "namn", "senast": "2023-12-08"},
    {
        "text": "Utse",
        "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
        "svar": "ja",
        "senast": "nasta_mote",
    },
    {
        "text": "Utse",
        "mottagare": [{"slag": "organ", "kod": "au"}],
        "svar": "ja",
        "senast": "Q2 2024",
    },
    {
        "text": "Utse",
        "mottagare": "kommuner",
        "svar": "tal",
        "senast": "april,november",
        "sektor": "skola",
    },
    {
        "text": "Utse",
        "mottagare": "kommuner",
        "svar": "fil",
        "senast": "arligen",
        "verifieras_av": "a@x.example",
    },
    {"text": "Utse", "mottagare": "kommuner", "svar": "text", "senast": "tills_vidare"},
]


@pytest.mark.parametrize("uppgift", UPPGIFTER)
def test_an_obligation_stored_shown_and_sent_again_is_the_same(uppgift: dict[str, Any]) -> None:
    rows = editor.rows_from([uppgift])
    form = {
        f"f-0-{key}": tuple(value) if isinstance(value, list) else (value,)
        for key, value in rows[0].items()
    }
    again = editor.payload(editor.rows_of("f", Sent(form)))
    assert again == [uppgift]
    parse(Besluta, {"ataganden": again})


def test_an_obligation_addressed_in_several_ways_becomes_one_row_for_each() -> None:
    to = [
        {"slag": "huvudman", "kod": "alvesta"},
        {"slag": "organ", "kod": "au"},
        {"slag": "huvudman", "kod": "lessebo"},
    ]
    rows = editor.rows_from([{"text": "Utse", "mottagare": to, "senast": "arligen"}])
    assert [row["mottagare"] for row in rows] == ["valda", "organ:au", "valda"]


def test_row_buttons_add_and_take_away_and_empty_rows_go() -> None:
    filled: dict[str, str | list[str]] = {"f__0__text": "A", "f__3__text": "B", "f__4__text": " "}
    after = {"": ["A", "B"], "ny": ["A", "B", None], "bort-0": ["B"], "bort-99": ["A", "B"]}
    for wish, texts in after.items():
        assert [row.get("text") for row in editor.rows_of("f", _sent(**filled, _rad=wish))] == texts


def test_what_is_wrong_in_a_row_is_said_at_its_control() -> None:
    falt = [one for one in describe(Besluta) if one["namn"] == "ataganden"]
    sent = _sent(
        ataganden__0__text="Utse",
        ataganden__0__mottagare="valda",
        ataganden__0__senast_slag="datum",
        ataganden__0__senast="2023-02-30",
    )
    with pytest.raises(Malformed) as refused:
        parse(Besluta, payload_of(falt, sent))
    wrong = errors_of(Besluta, falt, sent, refused.value)
    assert set(wrong) == {"ataganden-0-huvudman", "ataganden-0-senast"}


def test_an_obstacle_stands_at_its_field_and_the_others_above_the_form() -> None:
    falt = [{**one, "saknas": "Skälet saknas."} for one in describe(Skal)]
    refusal = Hindered(["Skälet saknas.", "Mötet är inte öppnat.", "Det är söndag."])
    wrong = errors_of(Skal, falt, _sent(skal="x"), refusal)
    assert wrong == {"skal": "Skälet saknas.", "_": "Mötet är inte öppnat.", "__": "Det är söndag."}


@pytest.mark.parametrize("sentence", arendefalt.SAKNAS.values())
def test_the_obstacles_that_belong_to_fields_are_the_rules_own_words(sentence: str) -> None:
    said = ast.walk(ast.parse(inspect.getsource(guards)))
    assert sentence in {one.value for one in said if isinstance(one, ast.Constant)}


def test_stored_days_and_texts_stand_in_a_form_as_they_are_typed() -> None:
    shown = stored_values([_falt("langtext")], {"f": "Två\nrader", "okant": 1})
    assert shown == {"f": "Två\nrader"}


@pytest.mark.parametrize("address", ["/moten/12", "/arenden?q=länk&fas=remiss"])
def test_our_own_addresses_may_be_led_back_to(address: str) -> None:
    assert local(address) == address


@pytest.mark.parametrize(
    "address", ["", "moten", "//x", "/\\x", "https://x", "/a\nb", "/\t/x", "javascript:x"]
)
def test_other_addresses_may_not(address: str) -> None:
    assert local(address) is None
