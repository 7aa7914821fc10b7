"""What a step wants to know: non-table models with limits, and fields that know their own question.

A missing fact is an obstacle, not a malformed payload: such a field is optional here and says with
``kravs`` what is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic.config import JsonDict

from models import limits
from models.text import (
    MOST_MARKS,
    has_too_many_marks,
    in_form,
    is_blank,
    turning_sign,
    unseen_removed,
)
from workflows.ground.complaints import malformed
from workflows.ground.content import Content, longest_of

Faltslag = Literal[
    "text",
    "langtext",
    "datum",
    "tid",
    "tal",
    "epost",
    "val",
    "kryss",
    "person",
    "mote",
    "organ",
    "huvudman",
    "fil",
    "ja",
    "ataganden",
    "rader",
    "synpunkter",
    "konsekvenser",
    "nytt_avtal",
]


# What the program's own sentences have where a county's word goes; whoever writes one would read
# another word.
_MARK = re.compile(r"\u27e8\w+\u27e9")


# Control characters, but for the ends of lines and tabs, and halves of a character.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """Return running text in NFC without surrounding space and without signs that nobody sees.

    ValueError for characters that cannot be stored or shown, for signs that turn the text round,
    for letters under heaps of accents, and for the program's own marks, such as ⟨au⟩.
    """
    return _cleaned(text, line=False)


def one_line(text: str) -> str:
    """Return cleaned text on one line; ValueError when it has several.

    Nothing invisible is left in it: a name is what can be read.
    """
    text = _cleaned(text, line=True)
    if "\n" in text or "\t" in text:
        raise ValueError("Skriv på en rad.")
    return text


def _cleaned(text: str, *, line: bool) -> str:
    if is_blank(text):
        return ""
    if _MARK.search(text):
        raise ValueError("Skriv ordet utan vinkelparenteser: de har en egen betydelse här.")
    if _UNSTORABLE.search(text):
        raise ValueError("Texten innehåller ett tecken som inte går att spara.")
    if sign := turning_sign(text, line=line):
        raise ValueError(f"Ta bort det osynliga tecken som ändrar läsriktningen ({sign}).")
    if has_too_many_marks(text):
        raise ValueError(f"En bokstav får ha högst {MOST_MARKS} accenter.")
    return _ENDS.sub("\n", in_form(unseen_removed(text, line=line))).strip()


# Every way to end a line.
_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_WORD = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_WORD}(\.{_WORD})*@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)


def address(text: str) -> str:
    """Return an e-mail address in lower case; ValueError for what no letter can be sent to."""
    lowered = text.lower()
    if not _ADDRESS.fullmatch(lowered):
        raise ValueError("Ska vara en e-postadress, till exempel namn@kommun.se.")
    return lowered


def reaches(epost: str) -> bool:
    """Tell whether a letter can be sent to an address."""
    return _ADDRESS.fullmatch(epost) is not None


Rad = Annotated[str, AfterValidator(one_line)]
Lopande = Annotated[str, AfterValidator(clean)]
Epost = Annotated[Rad, AfterValidator(address)]
# Ids of matters are 64 bits wide, those of other rows 32.
SakNr = Annotated[int, Field(ge=1, le=2**63 - 1)]
RadNr = Annotated[int, Field(ge=1, le=limits.HELTAL)]


def falt(  # noqa: PLR0913 - one argument for each thing a form field can say about itself
    rubrik: str,
    slag: Faltslag = "text",
    *,
    kravs: str = "",
    hjalp: str = "",
    ibland: str = "",
    longest: int | None = None,
    val: type[StrEnum] | None = None,
    default: Any = None,
) -> Any:  # as pydantic's own Field: it stands where a value of the field's type does
    """Describe an optional field.

    Its label, kind, the obstacle when it is missing, help, when it cannot be left out ("om ni
    avstyrker"), and the longest text in characters.
    """
    extra: JsonDict = {"slag": slag, "kravs": kravs, "hjalp": hjalp, "ibland": ibland}
    if val is not None:
        extra["val"] = [
            {"varde": str(member.value), "text": getattr(member, "ord", member.value)}
            for member in val
        ]
    size = longest or (limits.TEXT if slag == "langtext" else None)
    return Field(default, title=rubrik, max_length=size, json_schema_extra=extra)


# A field that says of itself that it names a matter to be locked together with the step's own.
LOCKED = "locked"


class Payload(Content):
    """The content of a step. Unknown fields are refused; an empty text counts as nothing said.

    Where ``clears`` is set an empty text says that what stood there shall go.
    """

    clears: ClassVar[bool] = False
    # Fields that are parts of a text with a page of its own: the history says which were changed.
    edits: ClassVar[frozenset[str]] = frozenset()
    # What is said as it stands is no change: the history names only what became another.
    stands: ClassVar[bool] = False
    # The field that says which edition of its own text somebody began from.
    edition: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _empty_is_missing(cls, data: object) -> object:
        if not isinstance(data, Mapping):
            return data
        return {
            key: _without_empty(value)
            for key, value in data.items()
            if not _is_empty(value) or (cls.clears and cls._is_text(key))
        }

    @classmethod
    def _is_text(cls, name: str) -> bool:
        field = cls.model_fields.get(name)
        extra = field.json_schema_extra if field else None
        return isinstance(extra, dict) and extra.get("slag") in {"text", "langtext"}

    def missing(self) -> Iterator[str]:
        """Yield the obstacle of every wanted field that was left out."""
        for name, field in type(self).model_fields.items():
            extra = field.json_schema_extra
            if (
                isinstance(extra, dict)
                and extra.get("kravs")
                and getattr(self, name) in (None, "", (), [])
            ):
                yield str(extra["kravs"])

    def merges(self) -> bool:
        """Tell whether it says which edition of a text it began from, so that nothing written since
        is lost.
        """
        return bool(self.edition) and getattr(self, self.edition) is not None

    def said(self) -> dict[str, object]:
        """Return what was actually said, as JSON values, for the history."""
        return self.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def _is_empty(value: object) -> bool:
    return isinstance(value, str) and is_blank(value)


def _without_empty(value: object) -> object:
    """Return a list without the texts in it that say nothing; anything else as it is."""
    if isinstance(value, list | tuple):
        return [one for one in value if not _is_empty(one)]
    return value


P = TypeVar("P", bound=Payload)
T = TypeVar("T")


def after(said: T | None, stored: T) -> T:
    """Return a fact as it will stand after the step: what was said now, else what is stored."""
    return stored if said is None else said


def required(said: T | None) -> T:
    """Return what a field says that a step asks for with ``kravs``; without it none is taken."""
    assert said is not None  # noqa: S101 - missing() has been asked
    return said


def told(**said: object) -> dict[str, object]:
    """Return the fields that something was said of."""
    return {name: value for name, value in said.items() if value is not None}


def locks(model: type[Payload]) -> Iterator[tuple[str, object]]:
    """Yield the name and type of each field that names a matter to be locked too."""
    for name, one in model.model_fields.items():
        if LOCKED in one.metadata:
            yield name, one.annotation


class Tom(Payload):
    """A step that asks for nothing."""


# What ``json.loads`` gives of something that was said or stored: the payload or the template it was
# written by knows its shape, and no type here does.
Json: TypeAlias = Any
# A field as data. What is said of it is JSON; a form goes on and says more of it, so that its keys
# are no closed list.
Described: TypeAlias = dict[str, Any]


@cache
def describe(model: type[Payload]) -> list[Described]:
    """Return the fields of a payload as data that a form or a script can be made from."""
    described = []
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        described.append(
            {
                "namn": field.alias or name,
                "rubrik": field.title or name,
                "slag": extra.get("slag", "text"),
                "kravs": bool(extra.get("kravs")),
                "hjalp": extra.get("hjalp", ""),
                "ibland": extra.get("ibland", ""),
                "max": longest_of(field),
                "val": extra.get("val", []),
            }
        )
    return described


def parse(model: type[P], data: object) -> P:
    """Return the validated payload; Malformed, naming every field, when it cannot be understood."""
    try:
        return model.model_validate(data)
    except ValidationError as failure:
        raise malformed(failure) from failure


def canonical(data: object) -> str:
    """Return canonical JSON (RFC 8785) of text (in NFC), integers, booleans, null, lists and
    objects.

    Floating point numbers are refused: decimals and instants are stored as text.
    """
    _refuse_floats(data)
    text = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return in_form(text)


def _refuse_floats(data: object) -> None:
    if isinstance(data, float):
        raise TypeError("canonical JSON here has no floating point numbers")
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list | tuple):
        for one in data:
            _refuse_floats(one)
