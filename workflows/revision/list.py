"""Revisions in lists: what is under way, whose move it is, and which agreement it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement
from sqlmodel import Session

from models import limits
from models.avtal import Avtal
from models.base import table_of
from models.frist import Frist
from models.lagen import Fas, RevisionLage
from models.revision import Revision
from models.rows import ONE, named_in, reading
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.county.register import Register, load_register
from workflows.engine.frister import own_frist
from workflows.engine.visibility import seen, synliga
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.payload import Rad, SakNr
from workflows.ground.stems import has_every_word
from workflows.handling.pages import Marker, Sida, Sidfilter, as_stored, moves
from workflows.revision.lifecycle import REVISION

SAK, _REVISION, _FRIST, _AVTAL = table_of(Sak), table_of(Revision), table_of(Frist), table_of(Avtal)
_MARKER = Marker("revisioner", tuple[SakNr])
_ENDED = [lage.value for lage in sorted(REVISION.final)]


class RevisionFilter(Sidfilter):
    """Which revisions. ``q`` is searched for in number and name; ``avtal`` is an address in the
    register; ``pagar`` false also lists those that are over.
    """

    q: Annotated[Rad, Field(max_length=limits.RUBRIK)] | None = None
    lage: RevisionLage | None = None
    fas: Fas | None = None
    avtal: Annotated[Rad, Field(max_length=limits.KOD)] | None = None
    pagar: bool = True


@dataclass(frozen=True, slots=True)
class RevisionRad:
    """A revision in a list. ``avtal`` is the agreement's address; ``senast`` None when nothing is
    waited for.
    """

    id: int
    nr: str
    beteckning: str
    rubrik: str
    avtal: str
    lage: RevisionLage
    lage_ord: str
    fas: Fas
    fas_ord: str
    prioritet: int | None
    grupp: str
    siktar_pa: date | None
    lage_sedan: date
    senast: date | None
    vems_drag: str | None
    forsenad: bool
    version: int


def list_revisioner(
    session: Session, actor: Actor, world: World, which: RevisionFilter
) -> Sida[RevisionRad]:
    """Return a page of the revisions somebody may see, newest first. Malformed for a marker that is
    unknown.
    """
    where: list[ColumnElement[bool]] = []
    if which.lage is not None:
        where.append(SAK.c.lage == which.lage.value)
    elif which.pagar:
        where.append(SAK.c.lage.not_in(_ENDED))
    if which.fas is not None:
        where.append(
            SAK.c.lage.in_(
                [lage.value for lage, fas in REVISION.phases.items() if fas is which.fas]
            )
        )
    if which.q is not None:
        where.append(has_every_word(which.q, _REVISION.c.beteckning, _REVISION.c.rubrik))
    if which.avtal is not None:
        where.append(_AVTAL.c.slug == which.avtal.casefold())
    if key := _MARKER.after(which.efter):
        where.append(SAK.c.id < key[0])
    rows = revision_rows(session, actor, world, *where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.id,))


def under_way(session: Session, actor: Actor, world: World, avtal_id: int) -> RevisionRad | None:
    """Return the revision of an agreement that is under way, if there is one the actor may see."""
    rows = seen(_UNDER_WAY, session, actor, world, den=avtal_id)
    return _row(rows[0], load_register(session), world) if rows else None


def revision_row(session: Session, actor: Actor, world: World, sak_id: int) -> RevisionRad:
    """Return a revision that the actor is known to see."""
    (row,) = seen(_ITSELF, session, actor, world, den=sak_id)
    return _row(row, load_register(session), world)


def revision_rows(
    session: Session,
    actor: Actor,
    world: World,
    *where: ColumnElement[bool],
    limit: int | None = None,
) -> list[RevisionRad]:
    """Return the revisions the actor may see, newest first."""
    query = _ROWS.where(synliga(actor, world), *where).limit(limit)
    register = load_register(session)
    return [_row(row, register, world) for row in query.all(session)]


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    nr: str
    beteckning: str
    rubrik: str
    avtal: str
    lage: str
    lage_sedan: datetime
    version: int
    prioritet: int | None
    grupp_organ_id: int | None
    siktar_pa: date | None
    senast: date | None
    drag: str | None


_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(SAK, _REVISION, _FRIST),
        _AVTAL.c.slug.label("avtal"),
        moves(_FRIST).label("drag"),
    )
    .select_from(
        SAK.join(_REVISION, _REVISION.c.id == SAK.c.id)
        .join(_AVTAL, _AVTAL.c.id == _REVISION.c.avtal_id)
        .outerjoin(_FRIST, own_frist(SAK.c.id))
    )
    .order_by(SAK.c.id.desc()),
)
_ITSELF = _ROWS.where(SAK.c.id == ONE)
_UNDER_WAY = _ROWS.where(_REVISION.c.avtal_id == ONE, SAK.c.lage.not_in(_ENDED)).limit(1)


_as_stored = as_stored(_Stored, RevisionRad, but=("lage", "lage_sedan"))


def _row(row: _Stored, register: Register, world: World) -> RevisionRad:
    lage = RevisionLage(row.lage)
    fas = Fas(REVISION.phases[lage])
    group = register.organ_by_id(row.grupp_organ_id)
    return RevisionRad(
        **_as_stored(row),
        lage=lage,
        lage_ord=lage.ord,
        fas=fas,
        fas_ord=fas.ord,
        grupp=group.namn if group else "",
        lage_sedan=day_of(row.lage_sedan),
        vems_drag=row.drag,
        forsenad=row.senast is not None and row.senast < world.today,
    )
