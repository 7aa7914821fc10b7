"""Groups for a time: in lists, and one with those who take part, what it carries and its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, func
from sqlmodel import Session

from models import limits
from models.base import table_of
from models.beslut import Beslut
from models.database import once
from models.grupp import Grupp
from models.lagen import GruppLage, Slag
from models.organisation import Organ
from models.rows import ONE, named_in, reading
from models.sak import Sak
from models.vocabulary import Roll
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.engine.door import OpenStep, load, open_steps
from workflows.engine.visibility import seen, synliga
from workflows.engine.world import World
from workflows.ground.payload import Rad
from workflows.grupp.facts import GruppCase, Medlem
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.pages import (
    FristVy,
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    load_frister,
    parts,
    require_visible,
)

_SAK, _GRUPP, _BESLUT, _ORGAN = (table_of(model) for model in (Sak, Grupp, Beslut, Organ))
_MARKER = Marker("grupper", tuple[date, int])


class GruppFilter(Sidfilter):
    """Which ones. ``beslut`` by its address, ``organ`` by its code."""

    lage: GruppLage | None = None
    beslut: Annotated[Rad, Field(max_length=limits.KOD)] | None = None
    organ: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


@dataclass(frozen=True, slots=True)
class GruppRad:
    """One group. ``beslut_nr`` is the address of the decision that made it."""

    id: int
    namn: str
    organ_kod: str
    uppdrag: str
    sista_dag: date
    beslut: str
    beslut_nr: str
    lage: GruppLage
    lage_ord: str
    version: int


@dataclass(frozen=True, slots=True)
class GruppVy(GruppRad):
    """One with those who take part, what it carries, its history and what the reader may do."""

    resultat: str
    medlemmar: tuple[Medlem, ...]
    bar: tuple[str, ...]
    frist: FristVy | None
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]

    def i_roll(self, roll: Roll) -> tuple[str, ...]:
        """Return the names of those who have a role in it."""
        return tuple(one.namn for one in self.medlemmar if one.roll is roll)


def list_grupper(
    session: Session, actor: Actor, world: World, which: GruppFilter
) -> Sida[GruppRad]:
    """Return a page, the one whose last day is latest first."""
    where = [synliga(actor, world), *_conditions(which)]
    if key := _MARKER.after(which.efter):
        day, one = key
        where.append(_before(day, one))
    query = _ROWS.where(*where).limit(which.antal + 1)
    rows = [_row(row) for row in query.all(session)]
    return _MARKER.page(rows, which, lambda row: (row.sista_dag, row.id))


def _before(day: date, one: int) -> ColumnElement[bool]:
    same_day = (_GRUPP.c.sista_dag == day) & (_GRUPP.c.id < one)
    return (_GRUPP.c.sista_dag < day) | same_day


def _conditions(which: GruppFilter) -> Iterator[ColumnElement[bool]]:
    if which.lage is not None:
        yield _SAK.c.lage == which.lage.value
    if which.beslut is not None:
        yield _BESLUT.c.nr == which.beslut.casefold()
    if which.organ is not None:
        yield _ORGAN.c.kod == which.organ.casefold()


def grupp(session: Session, actor: Actor, world: World, grupp_id: int) -> GruppVy:
    """Return one; NotFound when there is none that the actor may see. A session that only reads
    reads it once.
    """
    key = (GruppVy, actor, grupp_id)
    return once(session, key, lambda: _grupp(session, actor, world, grupp_id))


def _grupp(session: Session, actor: Actor, world: World, grupp_id: int) -> GruppVy:
    require_visible(session, actor, world, grupp_id, Slag.GRUPP)
    bemanning = load_bemanning(session, world.today)
    (stored,) = seen(_ITSELF, session, actor, world, den=grupp_id)
    case = load(session, grupp_id, actor, world)
    assert isinstance(case, GruppCase)  # noqa: S101 - its kind has been asked for
    return GruppVy(
        **parts(_row(stored)),
        resultat=case.grupp.resultat,
        medlemmar=case.grupp.medlemmar,
        bar=tuple(one.namn for one in case.grupp.bar),
        frist=load_frister(session, [grupp_id], world, bemanning).get(grupp_id),
        handelser=handelser(session, grupp_id, world.nouns[Slag.GRUPP]),
        steg=tuple(open_steps(session, grupp_id, actor, world)),
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    namn: str
    organ_kod: str
    uppdrag: str
    sista_dag: date
    beslut: str
    beslut_nr: str
    lage: str
    version: int


_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(_GRUPP, _SAK),
        _ORGAN.c.kod.label("organ_kod"),
        func.coalesce(_BESLUT.c.beteckning, "").label("beslut"),
        _BESLUT.c.nr.label("beslut_nr"),
    )
    .select_from(
        _GRUPP.join(_SAK, _SAK.c.id == _GRUPP.c.id)
        .join(_ORGAN, _ORGAN.c.id == _GRUPP.c.organ_id)
        .join(_BESLUT, _BESLUT.c.id == _GRUPP.c.beslut_id)
    )
    .order_by(_GRUPP.c.sista_dag.desc(), _GRUPP.c.id.desc()),
)
_ITSELF = _ROWS.where(_SAK.c.id == ONE)
_as_stored = as_stored(_Stored, GruppRad, but=("lage",))


def _row(row: _Stored) -> GruppRad:
    lage = GruppLage(row.lage)
    return GruppRad(**_as_stored(row), lage=lage, lage_ord=lage.ord)
