"""What a field may be sent as, before anything is made of it: its kind in JSON, and how long a text
was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Final, get_args

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

# What a field is, and pydantic's name for what is not that. Of texts, choices and lists it keeps
# track itself.
_COMPLAINTS: Final[tuple[tuple[type, str], ...]] = (
    (int, "int_type"),
    (Decimal, "decimal_type"),
    (date, "date_type"),
    (time, "time_type"),
    (bool, "bool_type"),
)


class Content(BaseModel):
    """Fields that somebody sends. Unknown ones are refused, and what JSON does not call what the
    field is.

    Left to itself pydantic reads true as the number 1, 1 as yes and 0 as a day in 1970. A text is
    measured as it was typed, before it is gone through sign by sign.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _is_of_its_kind(cls, value: object, info: ValidationInfo) -> object:
        kinds, longest = _wanted(cls, str(info.field_name))
        if complaint := _complaint(value, kinds):
            raise PydanticCustomError(complaint, "is of another kind")
        if isinstance(value, str) and longest is not None and len(value.strip()) > longest:
            raise PydanticCustomError("string_too_long", "is too long", {"max_length": longest})
        return value


def longest_of(field: FieldInfo) -> int | None:
    """Return how many characters, or rows, a field may have."""
    return next((meta.max_length for meta in field.metadata if hasattr(meta, "max_length")), None)


@cache
def _wanted(model: type[Content], name: str) -> tuple[frozenset[object], int | None]:
    """Return the plain types a field is made of, at any depth, and the longest text it takes."""
    field = model.model_fields[name]
    kinds = frozenset(_plain(field.annotation))
    return kinds, longest_of(field) if str in kinds else None


def _plain(annotation: object) -> Iterator[object]:
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _plain(part)


def _complaint(value: object, kinds: frozenset[object]) -> str:
    """Return what is wrong with a value's kind, or with that of one in a list; "" when
    nothing is.
    """
    if all(_fits(one, kinds) for one in _numbers(value)):
        return ""
    return next((complaint for kind, complaint in _COMPLAINTS if kind in kinds), "")


def _numbers(value: object) -> Iterator[bool | int | float]:
    """Yield every number, true and false in a value; what an object holds is its own model's to
    judge.
    """
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _numbers(one)


def _fits(value: float, kinds: frozenset[object]) -> bool:
    if isinstance(value, bool):
        return bool in kinds
    return Decimal in kinds or (isinstance(value, int) and int in kinds)
