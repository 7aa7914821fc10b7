"""A value of the wrong kind is refused field by field, in Swedish, whichever step it is sent to."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, get_args

import pytest

from support.house.shapes import SHAPES, TAKEN
from workflows.ground.errors import Malformed
from workflows.ground.payload import Payload, parse

# What JSON can say. Python reads 1e400 as an endless number.
SCALARS: dict[str, Any] = {
    "true": True,
    "false": False,
    "0": 0,
    "1": 1,
    "1.0": 1.0,
    "1.5": 1.5,
    "-1": -1,
    "1e400": json.loads("1e400"),
    "NaN": float("nan"),
    "past bigint": 2**63,
    "a thousand digits": 10**999,
    "days before the calendar": -(10**12),
    "digits as text": "9" * 5000,
    "NaN as text": "NaN",
    "sNaN as text": "sNaN",
    "1e400 as text": "1e400",
    "NUL": "a\x00b",
    "half a sign": "\ud800",
    "an escape": "\x1b[31m",
    "no day": "2026-02-30",
    "no time": "25:61",
    "marks": "a" + "\u0301\u0323" * 40,
    "marks alone": "\u0301\u0323" * 40,
    "long": "a" * 500_000,
}
CORPUS: dict[str, Any] = {
    **SCALARS,
    **{f"[{name}]": [value] for name, value in SCALARS.items()},
    **{f"[[{name}]]": [[value]] for name, value in SCALARS.items()},
    **{f"{{text: {name}}}": {"text": value} for name, value in SCALARS.items()},
    "null": None,
    "[null]": [None],
    "[]": [],
    "{}": {},
    "[{}]": [{}],
    "many": ["a"] * 2_000,
}


FIELDS = [
    (shape, field.alias or name) for shape in SHAPES for name, field in shape.model_fields.items()
]


def wrong_with(shape: type[Any], name: str, value: object) -> dict[str, str]:
    """Return what is said about a field, by its path; nothing when the value was taken."""
    try:
        parse(shape, {name: value})
    except Malformed as refusal:
        return {path: said for path, said in refusal.fields.items() if path.split(".")[0] == name}
    return {}


def plain_types(annotation: object) -> set[object]:
    """Return what an annotation is made of, at any depth."""
    parts = get_args(annotation)
    return {plain for part in parts for plain in plain_types(part)} if parts else {annotation}


def test_every_step_is_among_the_shapes_that_are_tried() -> None:
    assert TAKEN - {Payload} <= set(SHAPES)
    assert len(FIELDS) > 150


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__qualname__)
def test_nothing_but_a_clear_refusal_comes_of_a_wrong_value(shape: type[Any]) -> None:
    said = {
        (name, label): wrong_with(shape, name, value)
        for of, name in FIELDS
        for label, value in CORPUS.items()
        if of is shape
    }
    assert {at: text for at, text in said.items() if "gick inte att förstå" in str(text)} == {}


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        (True, {bool}),
        (False, {bool}),
        (0, {int, Decimal}),
        (1, {int, Decimal}),
        (1.0, {Decimal}),
        (1e300, {Decimal}),
    ],
)
def test_true_is_no_number_and_a_number_is_no_day(value: object, kinds: set[type]) -> None:
    """Wherever a field is read by something that is none of its kinds in JSON, it is refused."""
    taken = [
        f"{shape.__qualname__}.{name}: {sent!r}"
        for shape in SHAPES
        for name, field in shape.model_fields.items()
        for sent in (value, [value])
        if not kinds & plain_types(field.annotation)
        and not wrong_with(shape, field.alias or name, sent)
    ]
    assert taken == []
