"""What the API answers is named: every field stands in a class that is written to be answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Generic, get_args, get_origin, get_type_hints

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from sqlmodel import Field, SQLModel

from api.rest.routes import router
from models.tables import Delgivning
from support.asking import routes
from workflows.delgivning.views import DelgivningRad
from workflows.handling.pages import Internal, Sida

# Content in a form of its own: what somebody wrote, as it was written, and the schema of a step.
FREE = {
    "ArendeVy.forslag_ataganden",
    "UtkastVy.data",
    "OpenStep.falt",
}


def answers() -> list[object]:
    """Return the shape of every answer of the API."""
    app = FastAPI()
    app.include_router(router)
    return [
        shape
        for _, _, route in routes(app)
        if (shape := getattr(route, "response_model", None)) is not None
    ]


def fields_of(shape: type) -> Iterator[tuple[str, object]]:
    """Yield the fields of a shape that are answered, each with what it holds."""
    if issubclass(shape, BaseModel):
        yield from (
            (name, one.annotation) for name, one in shape.model_fields.items() if not one.exclude
        )
    elif is_dataclass(shape):
        hints = get_type_hints(shape, include_extras=True)
        yield from (
            (one.name, hints[one.name]) for one in fields(shape) if not kept_back(hints[one.name])
        )


def kept_back(hint: object) -> bool:
    return get_origin(hint) is Annotated and any(
        isinstance(one, FieldInfo) and one.exclude for one in get_args(hint)[1:]
    )


def public(hints: Iterable[object]) -> set[type]:
    """Return every class that the answers are made of."""
    found: set[type] = set()
    left = list(hints)
    while left:
        hint = left.pop()
        left += get_args(hint)
        one = get_origin(hint) or hint
        if isinstance(one, type) and one not in found:
            found.add(one)
            left += [held for _, held in fields_of(one)]
    return {one for one in found if is_dataclass(one) or issubclass(one, BaseModel)}


def unnamed(shapes: set[type]) -> list[str]:
    """Return what gives a shape fields that it does not name itself: a class that is no answer."""
    bases = shapes | {object, Generic, BaseModel}
    rows = [f"{one.__name__} is a row" for one in shapes if issubclass(one, SQLModel)]
    return rows + [
        f"{one.__name__} takes fields from {base.__name__}"
        for one in sorted(shapes, key=lambda one: one.__qualname__)
        for base in one.__mro__
        if base not in bases
    ]


def unsaid(hint: object) -> bool:
    """Tell whether a field may hold whatever there is."""
    return hint in {Any, object, dict} or any(unsaid(one) for one in get_args(hint))


def test_a_column_is_answered_only_where_a_shape_that_is_answered_names_it() -> None:
    assert unnamed(public(answers())) == []


def test_every_answered_field_says_what_it_holds() -> None:
    found = {
        f"{shape.__name__}.{name}"
        for shape in public(answers())
        for name, hint in fields_of(shape)
        if unsaid(hint)
    }
    assert found == FREE


class Base(SQLModel):
    """What a table and its facts have in common."""

    invandning: str
    anteckning: str = Field(default="")


class Facts(Base):
    """A row, as rules may know it."""


@dataclass(frozen=True)
class Rows:
    """A row, as a statement gives it."""

    anteckning: str


@dataclass(frozen=True)
class Leaking(Rows):
    """An answer that takes what the row happens to have."""

    id: int


def test_a_shape_that_takes_the_fields_of_a_row_is_found() -> None:
    assert unnamed({Leaking, DelgivningRad}) == ["Leaking takes fields from Rows"]
    assert "Delgivning is a row" in unnamed(public([Sida[Delgivning]]))
    assert "Facts is a row" in unnamed(public([list[Facts]]))


@dataclass(frozen=True)
class Quiet:
    """An answer with something that views only read from each other."""

    id: Annotated[int, "named"]
    kept: Internal[Rows]


def test_what_views_keep_to_themselves_is_not_answered() -> None:
    assert [name for name, _ in fields_of(Quiet)] == ["id"]
    assert public([Sida[Quiet]]) == {Sida, Quiet}
