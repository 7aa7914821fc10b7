"""Text in one spelling, whatever it is made of: marks heaped upon marks cost no more than other
signs.
"""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import MOST_MARKS, has_too_many_marks, in_form
from workflows.arende.payloads import Avvisa, Beredning, Nytt
from workflows.avtal.payloads import Text
from workflows.ground.errors import Malformed
from workflows.ground.payload import Payload, parse
from workflows.revision.payloads import NyRevision

ROOT = Path(__file__).resolve().parent.parent.parent
# Put in order after one another, so that each has to be moved past all others.
ABOVE, BELOW = "\u0301", "\u0323"
TIBETAN = "\u0f73"  # no mark itself, and made of two
HEAPS = {
    "after a letter": "a" + (ABOVE + BELOW) * 40_000,
    "alone": (ABOVE + BELOW) * 40_000,
    "one kind": "e" + ABOVE * 80_000,
    "made of marks": TIBETAN * 80_000,
}
signs = st.sampled_from(
    ["a", "Å", "o\u0308", ABOVE, BELOW, "\u0327", TIBETAN, "\u1e69", "가", "\u200b", " ", "ﬁ"]
)


@given(st.lists(signs, max_size=60).map("".join))
def test_a_text_without_heaps_is_spelled_as_unicode_says(text: str) -> None:
    if not has_too_many_marks(text):
        assert in_form(text) == unicodedata.normalize("NFC", text)
        assert in_form(text, "NFKD") == unicodedata.normalize("NFKD", text)


@given(st.lists(signs, max_size=300).map("".join))
def test_a_spelled_text_is_spelled_the_same_again(text: str) -> None:
    assert in_form(in_form(text)) == in_form(text)


def test_no_mark_is_moved_past_a_whole_heap() -> None:
    """Unicode would put the last mark first, past the thousand before it: that is what takes time
    by the square.
    """
    heap = ABOVE * 1_000 + BELOW
    assert unicodedata.normalize("NFC", heap).index(BELOW) == 0
    assert len(heap) - in_form(heap).index(BELOW) <= MOST_MARKS


def test_as_many_marks_as_a_letter_may_have_are_taken_and_one_more_is_not() -> None:
    assert not has_too_many_marks(f"a{ABOVE * MOST_MARKS}b{BELOW * MOST_MARKS}")
    assert has_too_many_marks(f"a{ABOVE * (MOST_MARKS + 1)}")
    assert parse(Avvisa, {"skal": f"a{BELOW * MOST_MARKS}"}).skal == f"ạ{BELOW * (MOST_MARKS - 1)}"


@pytest.mark.parametrize("heap", HEAPS.values(), ids=HEAPS)
def test_a_text_that_is_too_long_as_it_was_typed_is_refused_by_its_own_limit(heap: str) -> None:
    places: list[tuple[type[Payload], str, int]] = [
        (Nytt, "rubrik", 200),
        (Nytt, "fraga", 10_000),
        (Avvisa, "skal", 10_000),
    ]
    for model, name, longest in places:
        with pytest.raises(Malformed) as refusal:
            parse(model, {name: heap})
        assert refusal.value.fields == {name: f"Får vara högst {longest} tecken."}


@pytest.mark.parametrize("heap", HEAPS.values(), ids=HEAPS)
def test_heaps_within_the_limit_are_refused_by_name_wherever_they_stand(heap: str) -> None:
    said = {"text": heap, "galler_fran": "2024-01-01"}
    places: list[tuple[type[Payload], dict[str, Any], str]] = [
        (Text, said, "text"),
        (Avvisa, {"skal": heap[:9_000]}, "skal"),
        (Beredning, {"tidigare_beslut": [heap]}, "tidigare_beslut.0"),
        (
            NyRevision,
            {"nytt": {"rubrik": "a", "slag": "avtal", "agare": "a", "parter": [heap]}},
            "nytt.parter.0",
        ),
    ]
    for model, payload, place in places:
        with pytest.raises(Malformed) as refusal:
            parse(model, payload)
        assert refusal.value.fields == {place: "En bokstav får ha högst 30 accenter."}


def test_many_letters_with_a_few_marks_each_are_taken() -> None:
    text = (f"a{ABOVE}{BELOW}" * 3_000).strip()
    assert parse(Avvisa, {"skal": text}).skal == unicodedata.normalize("NFC", text)


def test_text_is_normalised_in_one_place_only() -> None:
    def normalises(path: Path) -> bool:
        names = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        return "normalize" in names and "unicodedata" in path.read_text("utf-8")

    rooms = ("models", "workflows", "notifications", "flows", "api")
    found = [
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if normalises(path)
    ]
    assert found == ["models/text.py"]
