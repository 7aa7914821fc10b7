"""The register of decisions, and one decision with every åtagande it gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, select

from models import limits
from models.base import table_of
from models.beslut import Beslut, Beslutsrattelse
from models.organisation import Person
from models.rows import ONE, named_in, reading
from models.sak import Nummerserie
from models.vocabulary import Rattelseslag
from workflows.beslut.matrix.trend import Utveckling, utveckling
from workflows.beslut.obligations import AtagandeRad, B, Reader, S
from workflows.beslut.rows import BeslutRad, Registerrad, decisions, named, register
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.errors import Malformed, NotFound
from workflows.ground.payload import Rad, RadNr
from workflows.ground.sentences import pastaende
from workflows.ground.stems import has_every_word
from workflows.handling.numbers import BESLUTSSERIE
from workflows.handling.pages import (
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    load_frister,
    parts,
    whose_move,
)

_SERIE = table_of(Nummerserie)
_MARKER = Marker("beslut", tuple[date, RadNr])


class BeslutFilter(Sidfilter):
    """Which decisions. ``q`` is searched for in the ärende and the decision, ``organ`` by code or
    name.
    """

    q: Annotated[Rad, Field(max_length=limits.RUBRIK)] | None = None
    organ: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    ar: Annotated[int, Field(ge=2000, le=2099)] | None = None


@dataclass(frozen=True, slots=True)
class RattelseVy:
    """One correction. ``bekraftad`` is None while it waits for the justerare; ``avbojd`` when the
    justerare let the decision stand.
    """

    beslut: str
    slag: Rattelseslag
    slag_ord: str
    fore: str
    efter: str
    tid: datetime
    av: str
    bekraftad: datetime | None
    bekraftad_av: str | None
    avbojd: bool


@dataclass(frozen=True, slots=True)
class _Rattelse:
    beslut: str
    slag: Rattelseslag
    fore: str
    efter: str
    tid: datetime
    av: str
    bekraftad: datetime | None
    bekraftad_av: str | None
    avbojd: bool


_RATTELSE, _BESLUT = table_of(Beslutsrattelse), table_of(Beslut)
_WHO, _CONFIRMER = table_of(Person).alias("who"), table_of(Person).alias("confirmer")
_CORRECTED = reading(
    _Rattelse,
    named_in(
        _Rattelse,
        _RATTELSE.c.slag,
        _RATTELSE.c.fore,
        _RATTELSE.c.efter,
        _RATTELSE.c.tid,
        _RATTELSE.c.bekraftad,
        _RATTELSE.c.avbojd,
        _BESLUT.c.beteckning.label("beslut"),
        _WHO.c.namn.label("av"),
        _CONFIRMER.c.namn.label("bekraftad_av"),
    )
    .select_from(
        _RATTELSE.join(_BESLUT, _BESLUT.c.id == _RATTELSE.c.beslut_id)
        .join(_WHO, _WHO.c.id == _RATTELSE.c.av)
        .outerjoin(_CONFIRMER, _CONFIRMER.c.id == _RATTELSE.c.bekraftad_av)
    )
    .order_by(_RATTELSE.c.id),
)
_OF_DECISION = _CORRECTED.where(_RATTELSE.c.beslut_id == ONE)
_OF_MEETING = _CORRECTED.where(_RATTELSE.c.mote_id == ONE)
_as_corrected = as_stored(_Rattelse, RattelseVy)


def _of_decision(session: Session, beslut_id: int) -> tuple[RattelseVy, ...]:
    """Return what has been corrected in a decision, the oldest first."""
    return tuple(_correction(row) for row in _OF_DECISION.all(session, {"den": beslut_id}))


def corrections_of(session: Session, mote_id: int) -> tuple[RattelseVy, ...]:
    """Return what has been corrected in the decisions of a meeting, the oldest first."""
    return tuple(_correction(row) for row in _OF_MEETING.all(session, {"den": mote_id}))


def _correction(row: _Rattelse) -> RattelseVy:
    return RattelseVy(**_as_corrected(row), slag_ord=row.slag.ord)


@dataclass(frozen=True, slots=True)
class BeslutVy(BeslutRad):
    """One decision: its row, its åtaganden in order, and what has been corrected in it."""

    ataganden: tuple[AtagandeRad, ...]
    rattelser: tuple[RattelseVy, ...]


def list_beslut(
    session: Session, actor: Actor, world: World, which: BeslutFilter
) -> Sida[BeslutRad]:
    """Return a page of the register, newest first. Malformed for a marker or organ that is
    unknown.
    """
    where = list(_conditions(session, which, world))
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    rows = decisions(reader, *where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.datum, row.id))


def list_register(
    session: Session, actor: Actor, world: World, which: BeslutFilter
) -> Sida[Registerrad]:
    """Return the same page with one line for each decision."""
    where = list(_conditions(session, which, world))
    rows = register(session, actor, world, *where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.datum, row.id))


def beslutsar(session: Session, actor: Actor, world: World) -> list[int]:
    """Return the years that have decisions the actor may see, the latest first."""
    seen = select(B.c.id).join(S, S.c.id == B.c.om_id).where(synliga(actor, world))
    numbered = select(Nummerserie.ar).where(Nummerserie.serie == BESLUTSSERIE).distinct()
    given = seen.where(B.c.ar == _SERIE.c.ar).exists()
    return list(session.exec(numbered.where(given).order_by(_SERIE.c.ar.desc())))


def utveckling_av(session: Session, actor: Actor, world: World, nr: str) -> Utveckling:
    """Return how a decision has been followed; NotFound as for the decision itself."""
    return utveckling(session, beslut(session, actor, world, nr), world.today)


def _conditions(
    session: Session, which: BeslutFilter, world: World
) -> Iterator[ColumnElement[bool]]:
    if key := _MARKER.after(which.efter):
        day, beslut_id = key
        yield or_(B.c.datum < day, and_(B.c.datum == day, B.c.id < beslut_id))
    if which.ar is not None:
        yield B.c.ar == which.ar
    if which.organ is not None:
        organ = load_register(session).organ_named(which.organ)
        if organ is None:
            raise Malformed({"organ": "Det finns inget organ som heter så."})
        yield B.c.organ_id == organ.id
    if which.q is not None:
        yield _about(which.q, world)


def _about(words: str, world: World) -> ColumnElement[bool]:
    """Return that the decision, or what it is about, has every word."""
    said = has_every_word(words, B.c.beteckning, B.c.rubrik, B.c.text)
    found = (noun.searched(words) for noun in world.nouns if noun.searched)
    return or_(said, *(B.c.om_id.in_(ids) for ids in found))


@pastaende("Vad som återstår av ett beslut som inte gav några åtaganden.")
def left_of(session: Session, world: World, row: BeslutRad) -> str:
    """Say whose move it is in what was decided, such as a text that each party decides and signs;
    that nobody has anything to do where nobody is waited for.
    """
    bemanning = load_bemanning(session, world.today)
    frist = load_frister(session, [row.om_id], world, bemanning).get(row.om_id)
    return whose_move(frist) or "Ingen behöver göra något."


def beslut(session: Session, actor: Actor, world: World, nr: str) -> BeslutVy:
    """Return one decision by its address ("lgs-beslut-2023-3"); NotFound when there is none the
    actor may see.
    """
    if not nr.isascii() or not nr.isprintable():
        raise NotFound
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    found = named(reader, nr.casefold())
    if found is None:
        raise NotFound
    row, given = found
    corrected = _of_decision(session, row.id)
    return BeslutVy(**parts(row), ataganden=tuple(given), rattelser=corrected)
