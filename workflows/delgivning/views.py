"""What parties that had nobody at a meeting say about its decisions: in lists, and one with the
decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session

from models import limits
from models.base import table_of
from models.beslut import Atagande, Beslut
from models.database import once
from models.delgivning import Delgivning
from models.frist import Frist
from models.lagen import DelgivningLage, Slag
from models.organisation import Huvudman, Organ
from models.rows import ONE, among_first, named_in, reading, wide
from models.sak import Sak
from workflows.beslut.obligations import Reader
from workflows.beslut.rows import BeslutRad
from workflows.beslut.rows import of_meeting as decisions_of_meeting
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.meetings import MEETINGS
from workflows.engine.door import OpenStep, open_steps
from workflows.engine.frister import own_frist
from workflows.engine.visibility import seen, synliga
from workflows.engine.world import World
from workflows.ground.payload import Rad, SakNr
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.pages import (
    FristVy,
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    asked_huvudman,
    load_frister,
    parts,
    require_visible,
)

_SAK, _FRIST, _ORGAN = (table_of(model) for model in (Sak, Frist, Organ))
_DELGIVNING, _HUVUDMAN = table_of(Delgivning), table_of(Huvudman)
_MARKER = Marker("delgivningar", tuple[SakNr])
_OF_AU = Marker("delgivningar hos au", tuple[SakNr])


class DelgivningFilter(Sidfilter):
    """Which ones. ``huvudman`` by code or name, ``mote`` by its number."""

    huvudman: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    lage: DelgivningLage | None = None
    mote: SakNr | None = None


@dataclass(frozen=True, slots=True)
class DelgivningRad:
    """One party and one meeting. ``senast`` is None when nothing is waited for; ``svarad`` when the
    party answered.
    """

    id: int
    mote: int
    organ: str
    datum: date
    huvudman: str
    huvudman_kod: str
    lage: DelgivningLage
    lage_ord: str
    invandning: str
    atgard: str
    svarad: datetime | None
    senast: date | None
    forsenad: bool
    version: int


@dataclass(frozen=True, slots=True)
class DelgivningVy(DelgivningRad):
    """One with the decisions it is about, its history and what the reader may do."""

    beslut: tuple[BeslutRad, ...]
    frist: FristVy | None
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def list_delgivningar(
    session: Session, actor: Actor, world: World, which: DelgivningFilter
) -> Sida[DelgivningRad]:
    """Return a page, newest first. Malformed for an unknown huvudman."""
    where = list(_conditions(session, which))
    if key := _MARKER.after(which.efter):
        where.append(_SAK.c.id < key[0])
    rows = _rows(session, actor, world, *where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.id,))


def _conditions(session: Session, which: DelgivningFilter) -> Iterator[ColumnElement[bool]]:
    if which.huvudman is not None:
        yield _DELGIVNING.c.huvudman_id == asked_huvudman(session, which.huvudman)
    if which.lage is not None:
        yield _SAK.c.lage == which.lage.value
    if which.mote is not None:
        yield _DELGIVNING.c.mote_id == which.mote


def of_meeting(
    session: Session, actor: Actor, world: World, mote_id: int
) -> tuple[DelgivningRad, ...]:
    """Return what every party that had nobody at a meeting says, in the order of the register."""
    rows = seen(_OF_MEETING, session, actor, world, den=mote_id)
    return tuple(_row(row, world) for row in rows[::-1])


def for_au(session: Session, actor: Actor, world: World, which: Sidfilter) -> Sida[DelgivningRad]:
    """Return a page of what AU has to deal with, the longest waiting first: objections, and parties
    whose last day is over.
    """
    silent = and_(_SAK.c.lage == DelgivningLage.VANTAR.value, _FRIST.c.senast < world.today)
    where = [synliga(actor, world), or_(_SAK.c.lage == DelgivningLage.INVAND.value, silent)]
    if key := _OF_AU.after(which.efter):
        where.append(_SAK.c.id > key[0])
    first = (
        wide(_SAK.c.id)
        .select_from(_SAK.outerjoin(_FRIST, own_frist(_SAK.c.id)))
        .where(_SAK.c.slag == Slag.DELGIVNING, *where)
        .order_by(_SAK.c.id)
        .limit(which.antal + 1)
    )
    found = _ROWS.where(among_first(_SAK.c.id, first)).all(session)
    rows = [_row(row, world) for row in found[::-1]]
    return _OF_AU.page(rows, which, lambda row: (row.id,))


def delgivning(session: Session, actor: Actor, world: World, delgivning_id: int) -> DelgivningVy:
    """Return one; NotFound when there is none that the actor may see. A session that only reads
    reads it once.
    """
    key = (DelgivningVy, actor, delgivning_id)
    return once(session, key, lambda: _delgivning(session, actor, world, delgivning_id))


def _delgivning(session: Session, actor: Actor, world: World, delgivning_id: int) -> DelgivningVy:
    require_visible(session, actor, world, delgivning_id, Slag.DELGIVNING)
    bemanning = load_bemanning(session, world.today)
    (stored,) = seen(_ITSELF, session, actor, world, den=delgivning_id)
    row = _row(stored, world)
    taken = decisions_of_meeting(Reader(session, actor, world, bemanning), row.mote)
    return DelgivningVy(
        **parts(row),
        beslut=tuple(taken[::-1]),
        frist=load_frister(session, [delgivning_id], world, bemanning).get(delgivning_id),
        handelser=handelser(session, delgivning_id, world.nouns[Slag.DELGIVNING]),
        steg=tuple(open_steps(session, delgivning_id, actor, world)),
    )


@dataclass(frozen=True, slots=True)
class Uppgift:
    """What a decision gave the party to do."""

    text: str
    senast: date | None


_TASK, _DECISION = table_of(Atagande), table_of(Beslut)
_THEIRS = reading(
    Uppgift,
    named_in(Uppgift, _TASK)
    .join(_DECISION, _DECISION.c.id == _TASK.c.beslut_id)
    .join(
        _DELGIVNING,
        (_DELGIVNING.c.mote_id == _DECISION.c.mote_id)
        & (_DELGIVNING.c.huvudman_id == _TASK.c.huvudman_id),
    )
    .where(_DELGIVNING.c.id == ONE)
    .order_by(_TASK.c.id),
)


def theirs(session: Session, delgivning_id: int) -> list[Uppgift]:
    """Return what the meeting's decisions gave the party to do."""
    return _THEIRS.all(session, {"den": delgivning_id})


def _rows(
    session: Session,
    actor: Actor,
    world: World,
    *where: ColumnElement[bool],
    limit: int | None = None,
) -> Sequence[DelgivningRad]:
    query = _ROWS.where(synliga(actor, world), *where).limit(limit)
    return [_row(row, world) for row in query.all(session)]


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    mote: int
    organ: str
    datum: date
    huvudman: str
    huvudman_kod: str
    lage: str
    invandning: str
    atgard: str
    svarad: datetime | None
    senast: date | None
    version: int


_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(_DELGIVNING, _SAK, _FRIST),
        MEETINGS.c.datum,
        _DELGIVNING.c.mote_id.label("mote"),
        _ORGAN.c.kortnamn.label("organ"),
        _HUVUDMAN.c.kortnamn.label("huvudman"),
        _HUVUDMAN.c.kod.label("huvudman_kod"),
    )
    .select_from(
        _DELGIVNING.join(_SAK, _SAK.c.id == _DELGIVNING.c.id)
        .join(MEETINGS, MEETINGS.c.id == _DELGIVNING.c.mote_id)
        .join(_ORGAN, _ORGAN.c.id == MEETINGS.c.organ_id)
        .join(_HUVUDMAN, _HUVUDMAN.c.id == _DELGIVNING.c.huvudman_id)
        .outerjoin(_FRIST, own_frist(_SAK.c.id))
    )
    .order_by(_SAK.c.id.desc()),
)
_ITSELF = _ROWS.where(_SAK.c.id == ONE)
_OF_MEETING = _ROWS.where(_DELGIVNING.c.mote_id == ONE)


_as_stored = as_stored(_Stored, DelgivningRad, but=("lage",))


def _row(row: _Stored, world: World) -> DelgivningRad:
    lage = DelgivningLage(row.lage)
    return DelgivningRad(
        **_as_stored(row),
        lage=lage,
        lage_ord=lage.ord,
        forsenad=row.senast is not None and row.senast < world.today,
    )
