"""What nobody sees is no part of a text: it is taken away, or refused by its name, wherever a text
is sent.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from models.text import is_blank, plain, same_name, visible
from support.house.shapes import SHAPES
from workflows.arende.payloads import Avvisa, Nytt
from workflows.avtal.payloads import NyttAvtal, Parter, Text
from workflows.county.profile.fields import Mandat, Namn, Ordform
from workflows.ground.errors import Malformed
from workflows.ground.payload import address, clean, one_line, parse
from workflows.ground.stems import sought, stems

UNSEEN = "\u00ad\u034f\u200b\u200c\u200d\u2060\u2061\u2064\ufeff"
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HARD = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BLANKS = [" ", "\u00a0", "\u2003", "\u202f", "\u3000", "\u3164", "\u2800", "\uffa0", "\u115f"]
NOTHING = [*UNSEEN, *TURNING, *BLANKS, "\ufe0f", "\u200b \u2800\u00a0", "\r\n\t\u2028", ""]


def texts(annotation: Any, validators: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield how each text that an annotation is made of is read."""
    if annotation is str:
        yield validators
    if hasattr(annotation, "__metadata__"):
        more = tuple(one.func for one in annotation.__metadata__ if isinstance(one, AfterValidator))
        yield from texts(annotation.__origin__, (*validators, *more))
        return
    for part in get_args(annotation):
        yield from texts(part, validators if not isinstance(part, str) else ())


def of_field(field: FieldInfo) -> Iterator[tuple[object, ...]]:
    more = tuple(one.func for one in field.metadata if isinstance(one, AfterValidator))
    yield from texts(field.annotation, more)


def test_every_text_of_every_shape_is_cleaned() -> None:
    """The one rule for new fields: a bare ``str`` is read by nobody."""
    read = {
        f"{shape.__qualname__}.{name}": found
        for shape in SHAPES
        for name, field in shape.model_fields.items()
        for found in of_field(field)
    }
    assert len(read) > 120
    assert [where for where, found in read.items() if not {clean, one_line} & set(found)] == []


def test_the_search_for_bare_texts_finds_one() -> None:
    class Bare(Nytt):
        naken: tuple[str, ...] | None = None

    assert list(of_field(Bare.model_fields["naken"])) == [()]
    assert next(of_field(Bare.model_fields["rubrik"])) == (one_line,)


@pytest.mark.parametrize("sign", UNSEEN)
def test_one_line_has_nothing_that_nobody_sees(sign: str) -> None:
    assert one_line(f"Hem{sign}sjuk{sign}vårds{sign}avtalet{sign}") == "Hemsjukvårdsavtalet"


@pytest.mark.parametrize("sign", TURNING)
def test_what_turns_a_line_round_is_refused_by_its_name(sign: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse(Nytt, {"rubrik": f"Avtal {sign}om vård"})
    (said,) = refused.value.fields.values()
    assert said.startswith("Ta bort det osynliga tecken som ändrar läsriktningen (")
    assert said.endswith(f", U+{ord(sign):04X}).")


def test_running_text_keeps_what_other_languages_and_signs_of_several_are_written_with() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    kept = f"می\u200cخواهم {family} שלום\u200f!"
    assert clean(kept) == kept
    assert clean("Hem\u00adsjuk\u200bvård\ufeff\n\nmer") == "Hemsjukvård\n\nmer"
    for sign in HARD:
        with pytest.raises(Malformed):
            parse(Avvisa, {"skal": f"Rad ett.\n{sign}Rad två."})


@pytest.mark.parametrize("nothing", NOTHING, ids=ascii)
def test_a_text_that_shows_nothing_is_missing(nothing: str) -> None:
    assert is_blank(nothing)
    assert parse(NyttAvtal, {"rubrik": nothing}).rubrik is None
    assert parse(Avvisa, {"skal": nothing}).skal is None
    assert parse(Nytt, {"rubrik": nothing}).rubrik == ""  # takes away what stood there
    assert "Skriv in texten." in set(parse(Text, {"text": nothing}).missing())
    assert parse(Parter, {"parter": ["alla"], "informeras": [nothing]}).informeras == ()


@pytest.mark.parametrize("shown", [".", "-", "你", "🤝", "\u0301", "\x00"], ids=ascii)
def test_what_shows_something_is_not_missing(shown: str) -> None:
    assert not is_blank(shown)


@pytest.mark.parametrize("kind", [Namn, Ordform, Mandat])
def test_a_profile_has_no_words_that_nobody_sees(kind: Any) -> None:
    taken = TypeAdapter(kind)
    assert taken.validate_python("Led\u00adnings\u200bgruppen") == "Ledningsgruppen"
    for wrong in ("\u200b", "\u2800\u3164", "Lednings\u202egruppen"):
        with pytest.raises(ValidationError):
            taken.validate_python(wrong)


def test_an_address_is_the_one_that_can_be_read() -> None:
    assert address(one_line("\ufeffnamn@kom\u00admun.se\u200b")) == "namn@kommun.se"


def test_a_name_is_all_of_it_whatever_its_case_and_spaces() -> None:
    assert same_name("Hem\u00adsjuk\u00advårds\u00adavtalet") == same_name("HEMSJUKVÅRDSAVTALET")
    assert same_name("Avtal\u00a0 om\tva\u030ard ") == same_name("avtal om vård")
    assert same_name("Straße") == same_name("STRASSE")
    for one, other in (
        ("Avtal om vård", "Avtal om värd"),
        ("Avtal om vård", "Avtal om vard"),
        ("Avtal: vård", "Avtal vård"),
        ("a" * 199 + "b", "a" * 199 + "c"),
    ):
        assert same_name(one) != same_name(other)


def test_every_format_sign_there_is_is_ignored_or_known_to_show() -> None:
    """What Unicode calls a format sign and no search ignores: those that are seen, or choose how
    another looks.
    """
    formats = {chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Cf"}
    left = {sign for sign in formats if visible(sign)}
    numbers = {sign for sign in left if 0x0600 <= ord(sign) <= 0x08E2 or ord(sign) == 0x110BD}
    above = {sign for sign in left if ord(sign) > 0xFFFF}
    assert left - numbers - above == set()


def test_a_search_is_folded_as_what_it_looks_for() -> None:
    assert stems("Hem\u00adsjuk\u00advårds\u00adavtalet") == stems("hemsjukvårdsavtal")
    assert sought("LGS-beslut\u00a02023:6") == ["lgs", "beslut", "2023:6"]
    assert sought("KS 2023-00145 och 23/117") == ["ks", "2023-00145", "och", "23/117"]
    assert sought("\u200b\u2800") == []


def test_the_plain_form_is_stable() -> None:
    for text in json.loads('["a\\u00a0\\u00a0b", "\\u3000Å ", "\\u200bA\\u030a\\u200b"]'):
        assert plain(plain(text)) == plain(text)
