"""Åtaganden: the list with its filters, and one with its history and everyone who was reminded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, and_, bindparam, false, func, literal_column, or_, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, select

from models import limits
from models.avisering import TOLD_OF_SEVERAL, Avisering
from models.base import table_of
from models.beslut import Avstamning, Beslut
from models.database import once
from models.lagen import DATED, AtagandeLage, Slag
from models.organisation import Person
from models.rows import ONE, named_in, reading, wide
from models.sak import stands_in
from models.vocabulary import AviseringLage, Efterlevnad, Foljs
from workflows.beslut.obligations import A, AtagandeRad, B, Reader, S
from workflows.beslut.rows import BeslutRad, one_decision
from workflows.beslut.word_in_sql import LATE, SILENT, says
from workflows.county.actors import KLOCKAN, Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.door import OpenStep, as_it_stands, steps_of
from workflows.engine.letters.reminded import PamindVy, reminded_of
from workflows.engine.world import World
from workflows.ground.payload import Rad, RadNr, SakNr
from workflows.ground.sentences import pastaende
from workflows.ground.words import tal
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.load import ResponsibleRow, responsible_slot
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

_MARKER = Marker("åtaganden", tuple[RadNr, SakNr])


class AtagandeFilter(Sidfilter):
    """Which åtaganden. ``huvudman`` by code or name, ``ansvarig`` by address, ``ord`` is the word
    of the matrix.
    """

    huvudman: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    lage: AtagandeLage | None = None
    ord: Efterlevnad | None = None
    forsenat: bool | None = None
    tyst: bool | None = None
    ansvarig: Annotated[Rad, Field(max_length=limits.EPOST)] | None = None
    beslut: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


@dataclass(frozen=True, slots=True)
class PaminnelseVy:
    """One letter that tells of the åtagande: to whom, when it was sent, and why. ``ord`` says of
    one that has not reached its reader that it waits, or did not arrive; ``nar`` since when.
    """

    till: str
    nar: datetime
    skal: str
    ord: str


@dataclass(frozen=True, slots=True)
class AvstamningVy:
    """One periodic attestation."""

    period: str
    foljs: str
    tal: str
    kommentar: str
    lamnad: datetime
    av: str


@dataclass(frozen=True, slots=True)
class AtagandeVy(AtagandeRad):
    """One åtagande: the row of the list and everything around it."""

    version: int
    beslut: BeslutRad
    frist: FristVy | None
    svar_fil: int | None
    avsteg_orsak: str
    avsteg_stod: str
    avsteg_datum: date | None
    avstamningar: tuple[AvstamningVy, ...]
    paminda: tuple[PaminnelseVy, ...]
    trappa: tuple[PamindVy, ...]
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def list_ataganden(
    session: Session, actor: Actor, world: World, which: AtagandeFilter
) -> Sida[AtagandeRad]:
    """Return a page of the åtaganden somebody may see, newest decision first. Malformed for an
    unknown name.
    """
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    where = [*_conditions(reader, which), *_after(_MARKER.after(which.efter))]
    rows = reader.page(*where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.beslut_id, row.id))


def _after(key: tuple[int, int] | None) -> Iterator[ColumnElement[bool]]:
    if key is not None:
        beslut_id, atagande_id = key
        # The first says to the index where to begin.
        yield A.c.beslut_id <= beslut_id
        yield or_(A.c.beslut_id < beslut_id, A.c.id > atagande_id)


def _conditions(reader: Reader, which: AtagandeFilter) -> Iterator[ColumnElement[bool]]:
    if which.huvudman is not None:
        yield A.c.huvudman_id == asked_huvudman(reader.session, which.huvudman)
    if which.lage is not None:
        yield S.c.lage == which.lage
    if which.beslut is not None:
        named = select(Beslut.id).where(B.c.nr == which.beslut.casefold())
        yield A.c.beslut_id.in_(named)
    if which.ansvarig is not None:
        yield _answers(reader, which.ansvarig.casefold())
    yield from _word(which)


def _word(which: AtagandeFilter) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked of the word of the matrix."""
    if which.ord is not None:
        yield from says(which.ord)
    for wanted, said in ((which.forsenat, LATE), (which.tyst, SILENT)):
        if wanted is not None:
            to_do = stands_in((Slag.ATAGANDE, lage) for lage in DATED)
            yield and_(to_do, said) if wanted else ~said


def _answers(reader: Reader, address: str) -> ColumnElement[bool]:
    """Return that somebody answers for an åtagande today. Who does follows from few slots."""
    register, profile = load_register(reader.session), reader.world.profile
    mine = [
        slot
        for slot in _SLOTS.all(reader.session)
        if any(
            holder.epost == address
            for holder in reader.bemanning.holders(responsible_slot(slot, register, profile))
        )
    ]
    return or_(
        false(),
        *(
            and_(*(A.c[name].is_not_distinct_from(value) for name, value in parts(slot).items()))
            for slot in mine
        ),
    )


_SLOTS = reading(ResponsibleRow, named_in(ResponsibleRow, A).distinct())


def atagande(session: Session, actor: Actor, world: World, atagande_id: int) -> AtagandeVy:
    """Return one åtagande; NotFound when there is none that the actor may see.

    A session that only reads reads it once: its page and the form on it are made of the same.
    """
    key = (AtagandeVy, actor, atagande_id)
    return once(session, key, lambda: _atagande(session, actor, world, atagande_id))


def _atagande(session: Session, actor: Actor, world: World, atagande_id: int) -> AtagandeVy:
    require_visible(session, actor, world, atagande_id, Slag.ATAGANDE)
    bemanning = load_bemanning(session, world.today)
    reader = Reader(session, actor, world, bemanning)
    own = _OWN.one(session, {"den": atagande_id})
    row = reader.one(atagande_id)
    case = as_it_stands(session, atagande_id, actor, world)
    return AtagandeVy(
        **parts(row),
        version=case.sak.version,
        # Whoever was named in person reads the decision it comes from, also without any uppdrag.
        beslut=one_decision(Reader(session, KLOCKAN, world, bemanning), row.beslut_id),
        frist=load_frister(session, [atagande_id], world, bemanning).get(atagande_id),
        **_as_stored(own),
        avstamningar=_attestations(session, atagande_id),
        paminda=letters_of(session, atagande_id),
        trappa=reminded_of(session, atagande_id),
        handelser=handelser(session, atagande_id, world.nouns[Slag.ATAGANDE]),
        steg=tuple(steps_of(case)),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    svar_fil: int | None
    avsteg_orsak: str
    avsteg_stod: str
    avsteg_datum: date | None


_OWN = reading(_Own, named_in(_Own, A.c.svar_fil_id.label("svar_fil"), A).where(A.c.id == ONE))
_as_stored = as_stored(_Own, AtagandeVy)


@dataclass(frozen=True, slots=True)
class _Attested:
    period: str
    foljs: Foljs
    tal: Decimal | None
    kommentar: str
    lamnad: datetime
    namn: str


_AV, _PERSON = table_of(Avstamning), table_of(Person)
_ATTESTED = reading(
    _Attested,
    named_in(_Attested, _AV, _PERSON)
    .join(_PERSON, _PERSON.c.id == _AV.c.lamnad_av)
    .where(_AV.c.atagande_id == ONE)
    .order_by(_AV.c.lamnad.desc()),
)


def _attestations(session: Session, atagande_id: int) -> tuple[AvstamningVy, ...]:
    rows = _ATTESTED.all(session, {"den": atagande_id})
    return tuple(
        AvstamningVy(
            row.period,
            row.foljs.ord,
            "" if row.tal is None else tal(row.tal.normalize()),
            row.kommentar,
            row.lamnad,
            row.namn,
        )
        for row in rows
    )


@pastaende("Vem som har fått brev om ett åtagande och när, eller att inget har skickats.")
def letters_of(session: Session, atagande_id: int) -> tuple[PaminnelseVy, ...]:
    """Return every letter that tells of the åtagande, newest first: its own, those that gave it,
    and reminders of several at once. One that was never needed has not been sent.
    """
    asked = {"den": atagande_id, "rader": [{"lank": f"/ataganden/{atagande_id}"}]}
    return tuple(
        PaminnelseVy(row.till, row.skickad or row.skapad, row.skal, _NOT_THERE.get(row.lage, ""))
        for row in _TOLD_OF.all(session, asked)
    )


_NOT_THERE = {
    AviseringLage.VANTAR: "väntar på att skickas",
    AviseringLage.MISSLYCKAD: "har inte gått fram",
}


@dataclass(frozen=True, slots=True)
class _Told:
    till: str
    skapad: datetime
    skickad: datetime | None
    skal: str
    lage: AviseringLage


_TOLD = table_of(Avisering)
_MENTIONED = bindparam("rader", type_=JSONB)
_TOLD_OF = reading(
    _Told,
    wide(_PERSON.c.namn.label("till"), *_TOLD.c["skapad", "skickad", "skal", "lage"])
    .join(_TOLD, _TOLD.c.person_id == _PERSON.c.id)
    .where(
        or_(
            _TOLD.c.sak_id == ONE,
            # As the index has them: where letters tell of several matters.
            *(
                type_coerce(_TOLD.c.data.op("->")(literal_column(f"'{one}'")), JSONB).contains(
                    _MENTIONED
                )
                for one in TOLD_OF_SEVERAL
            ),
        ),
        _TOLD.c.lage != AviseringLage.ONODIG,
    )
    .order_by(func.coalesce(_TOLD.c.skickad, _TOLD.c.skapad).desc(), _TOLD.c.id.desc()),
)
