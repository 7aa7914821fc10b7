"""Meetings: the calendar, one meeting with its agenda and who could decide, and the next one for
somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, select

from models import limits
from models.base import table_of
from models.beslut import Beslut
from models.database import once
from models.lagen import NOT_YET_HELD, MoteLage, Slag
from models.mote import Dagordningspunkt, Mote
from models.organisation import Organ, Person
from models.rows import ONE, Reading, among, named_in, reading
from models.sak import Sak
from models.vocabulary import PunktSlag, PunktUtfall
from workflows.beslut.obligations import B, Reader, S
from workflows.beslut.rows import STILL_OPEN, BeslutRad, oldest_open
from workflows.beslut.rows import of_meeting as decisions_of_meeting
from workflows.beslut.views import RattelseVy, corrections_of
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.delgivning.views import DelgivningRad, of_meeting
from workflows.engine.door import OpenStep, named, open_steps
from workflows.engine.noun import Nouns
from workflows.engine.visibility import known_of, synliga
from workflows.engine.world import World
from workflows.ground.errors import Malformed
from workflows.ground.payload import Rad, SakNr
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.om import OM, Om, labels, page_of
from workflows.handling.pages import (
    FristVy,
    Internal,
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    load_frister,
    parts,
    require_visible,
)
from workflows.mote.payloads import Klockslag
from workflows.mote.returning.views import TillbakaVy, comes_back, named_avsteg
from workflows.mote.stand_ins import AnmaldVy, BeslutandeVy, answers, electorate

_SAK, _MOTE, _ORGAN, _PERSON = (table_of(model) for model in (Sak, Mote, Organ, Person))
_MARKER = Marker("möten", tuple[date, SakNr])
_COMING = _SAK.c.lage.in_([lage.value for lage in NOT_YET_HELD])


class MoteFilter(Sidfilter):
    """Which meetings. ``organ`` by code or name; ``kommande`` true for those to come, false for the
    others.
    """

    organ: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    lage: MoteLage | None = None
    kommande: bool | None = None


@dataclass(frozen=True, slots=True)
class MoteRad:
    """A meeting in a list. ``organ`` is the short name, ``organ_namn`` the whole. Times are
    local.
    """

    id: int
    organ: str
    organ_namn: str
    organ_kod: str
    datum: date
    tid: Klockslag
    slut: Klockslag | None
    plats: str
    lage: MoteLage
    lage_ord: str
    version: int
    fattar_beslut: bool


@dataclass(frozen=True, slots=True)
class PunktVy:
    """One item. ``om`` and its state only when the reader may see what it is about; ``beslut`` its
    decision. ``utan_ny_fraga`` is why a text that has changed since the parties answered was not
    asked about again.
    """

    id: int
    ordning: int
    slag: PunktSlag
    rubrik: str
    foredragande: str
    sen_anmalan: str
    utfall: PunktUtfall | None
    utfall_ord: str | None
    anteckning: str
    om: Om | None
    om_lage: str | None
    om_id: Internal[int | None]
    onskad_hantering: tuple[str, ...]
    utan_ny_fraga: str
    beslut: str | None


@dataclass(frozen=True, slots=True)
class MoteVy(MoteRad):
    """One meeting. ``protokoll`` is what its minutes are called here; ``oppna_beslut`` the oldest
    of the decisions still carried out, while it is to be held, and ``antal_oppna`` how many they
    are. ``anmalda`` is what those who are called have said, for who writes it down.

    ``delgivningar`` is what each party that had nobody there says about the decisions,
    ``rattelser`` what has been corrected in them. ``kommer_tillbaka`` is what comes back to it.
    """

    protokoll: str
    anteckningar: str
    justerare: str | None
    frist: FristVy | None
    punkter: tuple[PunktVy, ...]
    beslutande: tuple[BeslutandeVy, ...]
    beslut: tuple[BeslutRad, ...]
    oppna_beslut: tuple[BeslutRad, ...]
    antal_oppna: int
    anmalda: tuple[AnmaldVy, ...]
    delgivningar: tuple[DelgivningRad, ...]
    rattelser: tuple[RattelseVy, ...]
    kommer_tillbaka: tuple[TillbakaVy, ...]
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def list_moten(session: Session, actor: Actor, world: World, which: MoteFilter) -> Sida[MoteRad]:
    """Return a page of meetings: those to come soonest first, else the latest first. Malformed for
    an unknown organ.
    """
    forwards = which.kommande is True
    order = (_MOTE.c.datum, _MOTE.c.id) if forwards else (_MOTE.c.datum.desc(), _MOTE.c.id.desc())
    query = _ROWS.where(synliga(actor, world), *_conditions(session, world, which)).order_by(*order)
    rows = [_row(row) for row in query.limit(which.antal + 1).all(session)]
    return _MARKER.page(rows, which, lambda row: (row.datum, row.id))


def _conditions(session: Session, world: World, which: MoteFilter) -> Iterator[ColumnElement[bool]]:
    if which.organ is not None:
        organ = load_register(session).organ_named(which.organ)
        if organ is None:
            raise Malformed({"organ": "Det finns inget organ som heter så."})
        yield _MOTE.c.organ_id == organ.id
    if which.lage is not None:
        yield _SAK.c.lage == which.lage.value
    coming = and_(_COMING, _MOTE.c.datum >= world.today)
    if which.kommande is not None:
        yield coming if which.kommande else ~coming
    if key := _MARKER.after(which.efter):
        day, mote_id = key
        after = which.kommande is True
        yield or_(
            _MOTE.c.datum > day if after else _MOTE.c.datum < day,
            and_(_MOTE.c.datum == day, _MOTE.c.id > mote_id if after else _MOTE.c.id < mote_id),
        )


def nasta_mote(
    session: Session, actor: Actor, world: World, *, organ_kod: str | None = None
) -> MoteRad | None:
    """Return the soonest meeting to come of the actor's own organ, or of the organ named; None
    without any.
    """
    query = _ROWS.where(synliga(actor, world), _MOTE.c.datum >= world.today, _COMING)
    own = among(_ORGAN.c.id, actor.organ_ids()) if organ_kod is None else _ORGAN.c.kod == organ_kod
    row = query.where(own).order_by(_MOTE.c.datum, _MOTE.c.tid).limit(1).one_or_none(session)
    return None if row is None else _row(row)


def mote(session: Session, actor: Actor, world: World, mote_id: int) -> MoteVy:
    """Return one meeting; NotFound when there is none the actor may see. A session that only reads
    reads it once.
    """
    return once(session, (MoteVy, actor, mote_id), lambda: _mote(session, actor, world, mote_id))


def _mote(session: Session, actor: Actor, world: World, mote_id: int) -> MoteVy:
    require_visible(session, actor, world, mote_id, Slag.MOTE)
    bemanning = load_bemanning(session, world.today)
    reader = Reader(session, actor, world, bemanning)
    row = _ITSELF.one(session, {"den": mote_id})
    steg = tuple(open_steps(session, mote_id, actor, world))
    followed_up = row.lage in NOT_YET_HELD
    return MoteVy(
        **parts(_row(row)),
        protokoll=world.profile.former.rubrik_protokoll,
        anteckningar=row.anteckningar,
        justerare=row.justerare,
        frist=load_frister(session, [mote_id], world, bemanning).get(mote_id),
        punkter=agenda(session, actor, world, mote_id),
        beslutande=electorate(session, world, mote_id),
        beslut=tuple(decisions_of_meeting(reader, mote_id)),
        oppna_beslut=tuple(oldest_open(reader, but_mote=mote_id)) if followed_up else (),
        antal_oppna=count_unfinished(reader, mote_id) if followed_up else 0,
        anmalda=answers(session, world.profile, mote_id) if named(steg, "anteckna_svar") else (),
        delgivningar=of_meeting(session, actor, world, mote_id),
        rattelser=corrections_of(session, mote_id),
        kommer_tillbaka=comes_back(session, actor, world, mote_id),
        handelser=handelser(session, mote_id, world.nouns[Slag.MOTE]),
        steg=steg,
    )


def count_unfinished(reader: Reader, but_mote: int) -> int:
    """Return how many they are."""
    seen = synliga(reader.actor, reader.world)
    query = select(func.count()).select_from(B.join(S, S.c.id == B.c.om_id))
    return reader.session.exec(query.where(seen, STILL_OPEN, B.c.mote_id != but_mote)).one()


def agenda(session: Session, actor: Actor, world: World, mote_id: int) -> tuple[PunktVy, ...]:
    """Return the items in order; what the actor may not see is only its heading."""
    rows = _agenda(world.nouns).all(session, {"den": mote_id, **known_of(actor)})
    return tuple(_item(row) for row in rows)


@dataclass(frozen=True, slots=True)
class _Punkt:
    id: int
    ordning: int
    slag: PunktSlag
    rubrik: str
    foredragande: str
    sen_anmalan: str
    utfall: PunktUtfall | None
    anteckning: str
    om_id: int | None
    sak_slag: Slag | None
    sak_nr: str | None
    sak_beteckning: str | None
    sak_rubrik: str | None
    onskad_hantering: list[str] | None
    utan_ny_fraga: str | None
    lage: str | None
    beslut: str | None


_PUNKT, _BESLUT = table_of(Dagordningspunkt), table_of(Beslut)


@cache
def _agenda(nouns: Nouns) -> Reading[_Punkt]:
    """Return the items with what each is about, where the actor may see that."""
    return reading(
        _Punkt,
        named_in(
            _Punkt,
            *(_PUNKT, _SAK),
            *labels("sak_"),
            *OM.c["onskad_hantering", "utan_ny_fraga"],
            _BESLUT.c.nr.label("beslut"),
        )
        .select_from(
            _PUNKT.outerjoin(_SAK, and_(_SAK.c.id == _PUNKT.c.om_id, nouns.seen.where))
            .outerjoin(OM, OM.c.id == _SAK.c.id)
            .outerjoin(
                _BESLUT,
                and_(_BESLUT.c.om_id == _SAK.c.id, _BESLUT.c.mote_id == _PUNKT.c.mote_id),
            )
        )
        .where(_PUNKT.c.mote_id == ONE)
        .order_by(_PUNKT.c.ordning, _PUNKT.c.id),
    )


_item_as_stored = as_stored(_Punkt, PunktVy, but=("om_id", "onskad_hantering", "utan_ny_fraga"))


def _item(row: _Punkt) -> PunktVy:
    about = _about(row)
    return PunktVy(
        **_item_as_stored(row),
        utfall_ord=row.utfall.ord if row.utfall else None,
        om=about,
        om_lage=row.lage,
        om_id=row.om_id if about else None,
        onskad_hantering=tuple(row.onskad_hantering or ()),
        utan_ny_fraga=row.utan_ny_fraga or "",
    )


def _about(row: _Punkt) -> Om | None:
    if row.slag is PunktSlag.AVSTEG and row.lage is not None:
        return named_avsteg(row.om_id or 0, row.rubrik)
    if row.sak_slag is None or row.sak_nr is None:
        return None
    page, rubrik = page_of(row.sak_slag, row.sak_nr), row.sak_rubrik or ""
    return Om(row.sak_slag, row.sak_nr, row.sak_beteckning, rubrik, page)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    datum: date
    tid: time
    slut: time | None
    plats: str
    anteckningar: str
    lage: str
    version: int
    organ: str
    organ_namn: str
    organ_kod: str
    fattar_beslut: bool
    justerare: str | None


_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(_MOTE, _SAK),
        _ORGAN.c.kortnamn.label("organ"),
        _ORGAN.c.namn.label("organ_namn"),
        _ORGAN.c.kod.label("organ_kod"),
        _ORGAN.c.beslutande.label("fattar_beslut"),
        _PERSON.c.namn.label("justerare"),
    ).select_from(
        _MOTE.join(_SAK, _SAK.c.id == _MOTE.c.id)
        .join(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
        .outerjoin(_PERSON, _PERSON.c.id == _MOTE.c.justerare_id)
    ),
)

_ITSELF = _ROWS.where(_MOTE.c.id == ONE)

_as_stored = as_stored(_Stored, MoteRad, but=("lage",))


def _row(row: _Stored) -> MoteRad:
    lage = MoteLage(row.lage)
    return MoteRad(**_as_stored(row), lage=lage, lage_ord=lage.ord)
