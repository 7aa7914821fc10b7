"""The instanser of a party with the latest each has said, read beside the party: one statement for
however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from sqlalchemy import ColumnElement, Label, ScalarSelect, Table, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from models.revisionsord import Partsutfall
from workflows.instanser.facts import InstansFacts, Sagt


class Stored(TypedDict):
    """An instans as JSON holds it, each it has said as outcome, day and paragraph."""

    namn: str
    planerat: str | None
    efter: str
    plats: int
    sagt: list[tuple[str, str, str]] | None


def latest_of(
    beslut: Table, instanser: Table, about: ColumnElement[bool]
) -> ScalarSelect[Partsutfall]:
    """Return the latest that an instans has said ``about`` what is decided now; NULL before it has
    said anything.
    """
    return (
        select(beslut.c.utfall)
        .where(about, _of_it(beslut, instanser))
        .order_by(beslut.c.id.desc())
        .limit(1)
        .correlate(instanser)
        .scalar_subquery()
    )


def _of_it(beslut: Table, instanser: Table) -> ColumnElement[bool]:
    theirs = beslut.c.huvudman_id == instanser.c.huvudman_id
    return theirs & (beslut.c.instans == instanser.c.namn)


def beside(
    part: Table,
    instanser: Table,
    theirs: ColumnElement[bool],
    beslut: tuple[Table, ColumnElement[bool]],
) -> Label[object]:
    """Return the instanser of a party as one column of its row, in order, each with what it has
    said (``beslut`` of what is decided now), the oldest first.
    """
    said, about = beslut
    once = func.jsonb_build_array(said.c.utfall, said.c.datum, said.c.paragraf)
    all_said = (
        select(func.jsonb_agg(aggregate_order_by(once, said.c.id), type_=JSONB))
        .where(about, _of_it(said, instanser))
        .correlate(instanser)
        .scalar_subquery()
    )
    one = func.jsonb_build_object(
        *("namn", instanser.c.namn),
        *("planerat", instanser.c.planerat),
        *("efter", instanser.c.efter),
        *("plats", instanser.c.plats),
        *("sagt", all_said),
    )
    order = aggregate_order_by(one, instanser.c.plats, instanser.c.namn)
    return func.coalesce(
        select(func.jsonb_agg(order, type_=JSONB)).where(theirs).correlate(part).scalar_subquery(),
        literal_column("'[]'::jsonb", JSONB),
    ).label("instanser")


def as_facts(stored: Iterable[Stored]) -> tuple[InstansFacts, ...]:
    """Return the instanser of a party as they were read."""
    return tuple(_fact(one) for one in stored)


def _fact(one: Stored) -> InstansFacts:
    said = tuple(
        Sagt(Partsutfall(utfall), date.fromisoformat(datum), paragraf)
        for utfall, datum, paragraf in one["sagt"] or ()
    )
    return InstansFacts(
        namn=one["namn"],
        planerat=date.fromisoformat(one["planerat"]) if one["planerat"] else None,
        efter=one["efter"],
        utfall=said[-1].utfall if said else None,
        plats=one["plats"],
        sagt=said,
    )
