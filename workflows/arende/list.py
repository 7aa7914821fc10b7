"""Ärenden in lists: search and filters, how many stand where, and similar ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, case, func, or_, tuple_
from sqlmodel import Session, select

from models import limits
from models.arende import Arende
from models.base import table_of
from models.frist import Frist
from models.lagen import ArendeLage, Fas, Slag
from models.rows import among, among_first, named_in, reading, wide
from models.sak import Sak
from models.vocabulary import Avsandarkanal
from workflows.arende.lifecycle import ARENDE
from workflows.arende.likeness import similar_ids
from workflows.arende.search import matches
from workflows.county.actors import Actor
from workflows.county.register import Register, load_register
from workflows.engine.frister import own_frist
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.errors import Malformed
from workflows.ground.payload import Rad, SakNr
from workflows.handling.pages import (
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    how_many,
    how_many_found,
    moves,
)

_SAK, _ARENDE, _FRIST = table_of(Sak), table_of(Arende), table_of(Frist)
_MARKER = Marker("ärenden", tuple[SakNr])
_UNSAID = 4  # what an ärende without a priority counts as: after those that have one
_QUEUE = Marker("ärendekö", tuple[Annotated[int, Field(ge=1, le=_UNSAID)], date, SakNr])
_MOST_ALIKE = 5
Lagen = Sequence[ArendeLage]


class ArendeFilter(Sidfilter):
    """Which ärenden. ``q`` is free text or a number, ``organ`` the sender by code or name,
    ``kanal`` whom a question from outside comes from.
    """

    lage: ArendeLage | None = None
    fas: Fas | None = None
    q: Annotated[Rad, Field(max_length=limits.RUBRIK)] | None = None
    organ: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    kanal: Avsandarkanal | None = None


@dataclass(frozen=True, slots=True)
class ArendeRad:
    """An ärende in a list. ``skapad`` is the day it was begun; ``senast`` None when nothing is
    waited for.
    """

    id: int
    nr: str
    beteckning: str | None
    rubrik: str
    lage: ArendeLage
    lage_ord: str
    fas: Fas
    fas_ord: str
    avsandare: str
    kanal: Avsandarkanal | None
    kanal_ord: str
    prioritet: int | None
    skapad: date
    lage_sedan: date
    senast: date | None
    vems_drag: str | None
    forsenad: bool
    version: int


def list_arenden(
    session: Session, actor: Actor, world: World, which: ArendeFilter
) -> Sida[ArendeRad]:
    """Return a page of the ärenden somebody may see, newest first. Malformed for a marker or organ
    that is unknown.
    """
    where = list(_conditions(session, which))
    if key := _MARKER.after(which.efter):
        where.append(_SAK.c.id < key[0])
    rows = _rows(session, actor, world, [*where], limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.id,))


def liknande(
    session: Session, actor: Actor, world: World, text: str, *, but: int | None = None
) -> list[ArendeRad]:
    """Return the few ärenden most like a text among those the actor may see, the most alike
    first.
    """
    ids = similar_ids(session, actor, world, text, but=but)[:_MOST_ALIKE]
    found = {
        row.id: row
        for row in _rows(session, actor, world, [among(_SAK.c.id, ids)], limit=_MOST_ALIKE)
    }
    return [found[one] for one in ids if one in found]


def antal_per_lage(
    session: Session, actor: Actor, world: World, which: ArendeFilter
) -> Mapping[ArendeLage, int]:
    """Return how many of the ärenden the actor may see stand in each state, as ``how_many``: of
    those that ``q``, ``organ`` and ``kanal`` leave.
    """
    if found := list(_found(session, which)):
        joined = _SAK.join(_ARENDE, _ARENDE.c.id == _SAK.c.id)
        counts = how_many_found(session, actor, world, joined, *found)
    else:
        counts = how_many(session, actor, world, Slag.ARENDE)
    return {ArendeLage(lage): count for lage, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Ko:
    """How many ärenden wait in a queue, and how many of them are late."""

    antal: int
    sena: int


def most_urgent(
    session: Session, actor: Actor, world: World, queues: Sequence[Lagen], each: int
) -> list[ArendeRad]:
    """Return the most urgent of each queue that the actor may see: by priority, then by day."""
    here = [_SAK.c.lage.in_(lagen) for lagen in queues]
    queue = case(*((one, number) for number, one in enumerate(here)))
    place = func.row_number().over(partition_by=queue, order_by=_SOONEST).label("plats")
    ranked = _QUEUED.add_columns(place).where(synliga(actor, world), or_(*here)).subquery()
    first = wide(ranked.c.id).where(ranked.c.plats <= each)
    rows = _ROWS.where(among_first(_SAK.c.id, first)).all(session)
    return _made(session, rows, world)


def list_queue(
    session: Session, actor: Actor, world: World, lagen: Lagen, which: Sidfilter
) -> Sida[ArendeRad]:
    """Return a page of the ärenden in some states that the actor may see, the most urgent first: by
    priority, then by day.
    """
    where = [_SAK.c.lage.in_(lagen), synliga(actor, world)]
    if key := _QUEUE.after(which.efter):
        where.append(tuple_(*_SOONEST) > tuple_(*key))
    first = _QUEUED.where(*where).order_by(*_SOONEST).limit(which.antal + 1)
    rows = _made(session, _ROWS.where(among_first(_SAK.c.id, first)).all(session), world)
    return _QUEUE.page(rows, which, _urgency)


def queues(session: Session, actor: Actor, world: World, lagen: Lagen) -> Mapping[ArendeLage, Ko]:
    """Return how many of the ärenden that the actor may see wait in each of some states."""
    late = func.count().filter(_FRIST.c.senast < world.today)
    query = (
        select(Sak.lage, func.count(), late)
        .select_from(_SAK.outerjoin(_FRIST, own_frist(_SAK.c.id)))
        .where(_SAK.c.slag == Slag.ARENDE, _SAK.c.lage.in_(lagen))
        .where(synliga(actor, world))
        .group_by(_SAK.c.lage)
    )
    return {ArendeLage(lage): Ko(count, late) for lage, count, late in session.exec(query)}


def _urgency(row: ArendeRad) -> tuple[int, date, int]:
    return row.prioritet or _UNSAID, row.senast or date.max, row.id


def _made(session: Session, rows: Sequence[_Stored], world: World) -> list[ArendeRad]:
    register = load_register(session)
    made = [_row(row, register, world) for row in rows]
    return sorted(made, key=_urgency)


# An ärende in a queue: what AU has said is most urgent, and by its own day; those without last.
_SOONEST = (
    func.coalesce(_ARENDE.c.prioritet, _UNSAID),
    func.coalesce(_FRIST.c.senast, date.max),
    _SAK.c.id,
)
_QUEUED = (
    wide(_SAK.c.id)
    .select_from(
        _SAK.join(_ARENDE, _ARENDE.c.id == _SAK.c.id).outerjoin(_FRIST, own_frist(_SAK.c.id))
    )
    .where(_SAK.c.slag == Slag.ARENDE)
)


def _conditions(session: Session, which: ArendeFilter) -> Iterator[ColumnElement[bool]]:
    if which.lage is not None:
        yield _SAK.c.lage == which.lage.value
    if which.fas is not None:
        yield _SAK.c.lage.in_(
            [lage.value for lage, fas in ARENDE.phases.items() if fas is which.fas]
        )
    yield from _found(session, which)


def _found(session: Session, which: ArendeFilter) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked beside where it stands."""
    if which.organ is not None:
        organ = load_register(session).organ_named(which.organ)
        if organ is None:
            raise Malformed({"organ": "Det finns inget organ som heter så."})
        yield _ARENDE.c.avsandare_organ_id == organ.id
    if which.kanal is not None:
        yield _ARENDE.c.avsandare_kanal == which.kanal
    if which.q is not None:
        yield matches(which.q)


def _rows(
    session: Session,
    actor: Actor,
    world: World,
    where: list[ColumnElement[bool]],
    *,
    limit: int | None,
) -> list[ArendeRad]:
    query = _ROWS.where(synliga(actor, world), *where).limit(limit)
    register = load_register(session)
    return [_row(row, register, world) for row in query.all(session)]


@dataclass(frozen=True, slots=True)
class SenderRow:
    """The columns of ``arende`` that say who it comes from."""

    avsandare_organ_id: int | None
    avsandare_namn: str
    avsandare_kanal: Avsandarkanal | None


@dataclass(frozen=True, slots=True)
class _Stored(SenderRow):
    id: int
    nr: str
    beteckning: str | None
    rubrik: str
    prioritet: int | None
    lage: str
    skapad: datetime
    lage_sedan: datetime
    version: int
    senast: date | None
    drag: str | None


_ROWS = reading(
    _Stored,
    named_in(_Stored, _SAK, _ARENDE, _FRIST, moves(_FRIST).label("drag"))
    .select_from(
        _SAK.join(_ARENDE, _ARENDE.c.id == _SAK.c.id).outerjoin(_FRIST, own_frist(_SAK.c.id))
    )
    .order_by(_SAK.c.id.desc()),
)


_as_stored = as_stored(_Stored, ArendeRad, but=("rubrik", "lage", "skapad", "lage_sedan"))


def _row(row: _Stored, register: Register, world: World) -> ArendeRad:
    lage = ArendeLage(row.lage)
    fas = ARENDE.phases[lage]
    return ArendeRad(
        **_as_stored(row),
        rubrik=row.rubrik or "Utan rubrik",
        lage=lage,
        lage_ord=lage.ord,
        fas=Fas(fas),
        fas_ord=fas.ord,
        avsandare=sender(row, register),
        kanal=row.avsandare_kanal,
        kanal_ord=row.avsandare_kanal.ord if row.avsandare_kanal else "",
        skapad=day_of(row.skapad),
        lage_sedan=day_of(row.lage_sedan),
        vems_drag=row.drag,
        forsenad=row.senast is not None and row.senast < world.today,
    )


def sender(row: SenderRow, register: Register) -> str:
    """Return who an ärende comes from: the one outside who asked, or the organ that handed
    it in.
    """
    organ = register.organ_by_id(row.avsandare_organ_id)
    return row.avsandare_namn or (organ.namn if organ else "")
