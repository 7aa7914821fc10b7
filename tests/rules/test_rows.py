"""A row is compared with its statement when the module is imported."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

import pytest
from pydantic import ValidationError
from sqlalchemy import ColumnElement, FromClause, Select, Table, func, select

from models.avtal import Avtal, AvtalBase
from models.base import Fakta, Tabell, table_of
from models.lagen import Slag
from models.rows import named_in, reading
from models.tables import Atagande, Frist, Mote, Sak
from models.vocabulary import AvtalSlag, Forlangning
from workflows.avtal.facts import AvtalFacts
from workflows.engine.noun import Noun
from workflows.engine.world import World
from workflows.handling.pages import as_stored
from workflows.nouns import NOUNS

_SAK, _MOTE, _FRIST = table_of(Sak), table_of(Mote), table_of(Frist)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is wide enough."""

    slag: Slag
    id: int
    plats: str
    senast: date | None
    antal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row whose fields are given by name."""

    id: int
    plats: str


AGREEMENT = [
    *(1, "brand", "Brandvärn", AvtalSlag.AVTAL, "", None, 1, None, None),
    *(Forlangning.TILLS_VIDARE, None, 6, date(2030, 1, 1), None),
]


def statement(**other: ColumnElement[Any] | None) -> Select[Any]:
    """Return what gives such a row, but for the columns named."""
    columns: dict[str, ColumnElement[Any] | None] = {
        "id": _MOTE.c.id,
        "plats": _MOTE.c.plats,
        "slag": _SAK.c.slag,
        "senast": _FRIST.c.senast,
        "antal": func.count().label("antal"),
        **other,
    }
    return select(*(one for one in columns.values() if one is not None)).select_from(
        _MOTE.join(_SAK, _SAK.c.id == _MOTE.c.id).outerjoin(_FRIST, _FRIST.c.sak_id == _MOTE.c.id)
    )


def test_a_statement_that_gives_what_the_row_names_is_taken_in_whatever_order() -> None:
    row = reading(Row, statement()).made([7, "Rådhuset", Slag.MOTE, None, 2])
    assert row == Row(Slag.MOTE, 7, "Rådhuset", None, 2)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: statement(tid=_MOTE.c.tid), "no field for the column tid"),
        (lambda: statement(plats=None), "no column for the field plats"),
        (
            lambda: statement(plats=_MOTE.c.plats.label("lokal")),
            "no field for the column lokal; no column for the field plats",
        ),
        (lambda: statement(plats=_MOTE.c.datum.label("plats")), "plats is date in the statement"),
        (lambda: statement(id=_SAK.c.lage.label("id")), "id is str in the statement"),
        (lambda: statement(slag=_SAK.c.lage.label("slag")), "slag is str in the statement"),
        (lambda: statement(id=_MOTE.c.justerare_id.label("id")), "id can be None"),
        (lambda: statement(id=_FRIST.c.sak_id.label("id")), "id can be None"),
    ],
    ids=["unnamed", "missing", "renamed", "date", "text", "word", "nullable", "outer join"],
)
def test_a_difference_is_an_error_that_names_it(
    wrong: Callable[[], Select[Any]], told: str
) -> None:
    with pytest.raises(TypeError, match=rf"^Row: .*{re.escape(told)}"):
        reading(Row, wrong())


def test_a_row_that_is_made_by_name_only_gets_each_value_under_its_own() -> None:
    row = reading(Named, select(_MOTE.c.plats, _MOTE.c.id)).made(["Rådhuset", 7])
    assert row == Named(id=7, plats="Rådhuset")


def test_facts_have_the_fields_of_their_table_s_base_and_never_change() -> None:
    statement = select(*table_of(Avtal).c[tuple(AvtalFacts.model_fields)])
    facts = reading(AvtalFacts, statement).made(AGREEMENT)
    assert (facts.slug, facts.oversyn) == ("brand", date(2030, 1, 1))
    made_of_others = {one.name for one in table_of(Avtal).columns if one.computed is not None}
    assert set(AvtalFacts.model_fields) == set(AvtalBase.model_fields)
    assert set(AvtalFacts.model_fields) == set(Avtal.model_fields) - made_of_others
    with pytest.raises(ValidationError, match="frozen"):
        facts.slug = "annat"  # type: ignore[misc]
    assert facts.but(oversyn=date(2031, 1, 1)).oversyn == date(2031, 1, 1)


def test_a_statement_that_leaves_a_fact_out_is_an_error() -> None:
    left = [name for name in AvtalFacts.model_fields if name != "oversyn"]
    with pytest.raises(TypeError, match="AvtalFacts: no column for the field oversyn"):
        reading(AvtalFacts, select(*table_of(Avtal).c[tuple(left)]))


def test_a_row_that_is_no_dataclass_is_refused() -> None:
    with pytest.raises(TypeError, match="dict is neither a dataclass nor facts"):
        reading(dict, statement())


@dataclass(frozen=True)
class View:
    """What is shown of a row: two fields as they are, one in another way, one of its own."""

    id: int
    plats: str
    senast: str
    lank: str


def test_a_view_takes_as_they_are_the_fields_that_both_have_but_those_it_says_in_another_way() -> (
    None
):
    row = Row(Slag.MOTE, 7, "Rådhuset", None, 2)
    assert as_stored(Row, View, but=("senast",))(row) == {"id": 7, "plats": "Rådhuset"}


@pytest.mark.parametrize(
    ("but", "name"), [((), "senast"), (("senast", "lank"), "lank"), (("senast", "slag"), "slag")]
)
def test_what_a_view_says_in_another_way_is_named_and_nothing_else_is(
    but: tuple[str, ...], name: str
) -> None:
    with pytest.raises(TypeError, match=f"View takes {name} in another way"):
        as_stored(Row, View, but=but)


def sources(*given: FromClause | ColumnElement[Any]) -> dict[str, str]:
    """Return where each column comes from that a row of ours is made of."""
    columns = named_in(Row, *given, func.count().label("antal")).selected_columns.items()
    return {name: str(one) for name, one in columns if name != "antal"}


def test_a_row_takes_each_column_that_it_names_from_the_first_table_that_has_it() -> None:
    assert sources(_MOTE, _SAK, _FRIST) == {
        "slag": "sak.slag",
        "id": "mote.id",
        "plats": "mote.plats",
        "senast": "frist.senast",
    }


def test_a_column_that_is_given_by_itself_goes_before_those_of_tables() -> None:
    day = _MOTE.c.datum.label("senast")
    assert sources(_SAK, _MOTE, _FRIST, day)["senast"] == str(day)


def test_a_name_that_no_table_has_is_refused_with_its_name() -> None:
    with pytest.raises(TypeError, match="Row: no column for the field antal, senast"):
        reading(Row, named_in(Row, _SAK, _MOTE))


@dataclass(frozen=True, slots=True)
class Months:
    """A row of an array, as a plain dataclass keeps it."""

    manader: tuple[int, ...]


class MonthsFacts(Fakta):
    """The same as facts, which make a tuple of it."""

    manader: tuple[int, ...]


def test_of_an_array_facts_make_a_tuple_and_a_plain_row_says_that_it_is_none() -> None:
    statement = select(table_of(Atagande).c.manader)
    assert reading(MonthsFacts, statement).made([[3, 9]]).manader == (3, 9)
    with pytest.raises(TypeError, match="manader is list in the statement"):
        reading(Months, statement)


# What has the name of a column but says another thing: who was given it, and of what kind that is.
OTHERWISE = {Slag.ATAGANDE: {"mottagare"}}


def written_again(facts: type[Fakta], table: Table) -> set[str]:
    """Return the columns of a table that facts have of their own, and not from a table's base."""
    bases = (one for one in facts.__mro__[1:] if issubclass(one, Tabell))
    shared = {name for one in bases for name in one.model_fields}
    return set(facts.model_fields) & set(table.c.keys()) - shared


@pytest.mark.parametrize("noun", list(NOUNS), ids=lambda noun: noun.slag.value)
def test_the_facts_of_a_noun_write_no_column_of_its_table_again(noun: Noun[Any]) -> None:
    facts = get_type_hints(noun.case, localns={"World": World})[noun.own]
    assert written_again(facts, noun.table) == OTHERWISE.get(noun.slag, set())


def test_facts_that_write_a_column_again_are_found() -> None:
    assert written_again(MonthsFacts, table_of(Atagande)) == {"manader"}
