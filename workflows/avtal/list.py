"""The register of agreements as a list: its filters, its radar, and what can be chosen among."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, String, bindparam, func, or_, tuple_
from sqlmodel import Session, select

from models import limits
from models.avtal import Avtal, Avtalspart, Avtalsversion
from models.base import table_of
from models.database import once
from models.frist import Frist
from models.lagen import AvtalLage, Slag
from models.rows import ONE, among_first, named_in, reading, wide
from models.sak import Sak
from models.vocabulary import AvtalSlag, Forlangning
from workflows.avtal.days import Avtalsdag, Avtalsfakta, coming_days, first_notice_day, valid_on
from workflows.avtal.facts import AvtalFacts, PartFacts, VersionFacts
from workflows.avtal.load import in_force, load_parties, load_texts, next_day
from workflows.county.actors import Actor
from workflows.county.diary import line_of
from workflows.county.register import load_register
from workflows.engine.door import find
from workflows.engine.frister import own_frist
from workflows.engine.visibility import seen, synliga
from workflows.engine.world import World
from workflows.ground.deadlines import add_months, day_of
from workflows.ground.errors import Malformed, NotFound
from workflows.ground.payload import Rad, SakNr
from workflows.ground.stems import has_every_word
from workflows.handling.pages import (
    Internal,
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    how_many,
    how_many_found,
)

_MARKER = Marker("avtal", tuple[date, SakNr])
_SLUG = re.compile(rf"[a-z0-9-]{{1,{limits.KOD}}}", re.ASCII)


class AvtalFilter(Sidfilter):
    """Which agreements.

    ``q`` is searched for in name, area, the parties' own numbers and the text in force; ``part`` is
    a huvudman and ``agare`` an organ, by code or name; ``radar`` keeps those where a day comes
    within so many months, from today on; ``forsenat`` those with a review whose day has passed.
    """

    q: Annotated[Rad, Field(max_length=limits.RUBRIK)] | None = None
    slag: AvtalSlag | None = None
    lage: AvtalLage | None = None
    omrade: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    part: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    agare: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    radar: Annotated[int, Field(ge=1, le=60)] | None = None
    forsenat: bool | None = None


def list_avtal(session: Session, actor: Actor, world: World, which: AvtalFilter) -> Sida[AvtalRad]:
    """Return a page of the register, the one whose day comes next first; on the radar days that
    have passed do not count. Malformed for a name that is unknown.
    """
    on_radar = which.radar is not None
    day, standing = next_day(world.today, passed=not on_radar), coming if on_radar else place
    where = [synliga(actor, world), *_found(session, world, which)]
    if which.lage is not None:
        where.append(S.c.lage == which.lage.value)
    if key := _MARKER.after(which.efter):
        where.append(tuple_(day, AV.c.id) > tuple_(*key))
    first = (
        wide(AV.c.id)
        .select_from(AV.join(S, S.c.id == AV.c.id))
        .where(*where)
        .order_by(day, AV.c.id)
        .limit(which.antal + 1)
    )
    found = _made(session, world, _ROWS.where(among_first(AV.c.id, first)).all(session))
    return _MARKER.page(sorted(found, key=standing), which, standing)


def find_avtal(session: Session, actor: Actor, world: World, slug: str) -> int:
    """Return the id behind an address; NotFound when there is none the actor may see."""
    wanted = slug.casefold()
    if _SLUG.fullmatch(wanted) is None:
        raise NotFound
    return find(session, _NAMED, actor, world, slug=wanted).id


def _found(session: Session, world: World, which: AvtalFilter) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked beside where it stands."""
    if which.radar is not None:
        yield next_day(world.today, passed=False) <= add_months(world.today, which.radar)
    if which.forsenat is not None:
        late = next_day(world.today) < world.today
        yield late if which.forsenat else ~late
    if which.slag is not None:
        yield AV.c.slag == which.slag
    if which.omrade is not None:
        yield func.lower(AV.c.omrade) == which.omrade.lower()
    if which.q is not None:
        yield has_every_word(which.q, AV.c.rubrik, AV.c.omrade, _NUMBERS, _words(world))
    yield from _named(session, world, which)


def _words(world: World) -> ColumnElement[str]:
    """Return the text in force as a value of the agreement's row."""
    latest = in_force(V.c.text, AV.c.id, world.today)
    return func.coalesce(latest.correlate(AV).scalar_subquery(), "")


def _named(session: Session, world: World, which: AvtalFilter) -> Iterator[ColumnElement[bool]]:
    register = load_register(session)
    if which.agare is not None:
        organ = register.organ_named(which.agare)
        if organ is None:
            raise Malformed({"agare": "Det finns inget organ som heter så."})
        yield AV.c.agare_organ_id == organ.id
    if which.part is not None:
        huvudman = register.huvudman_named(which.part)
        if huvudman is None:
            raise Malformed({"part": "Det finns ingen huvudman som heter så."})
        stays = or_(P.c.lamnar.is_(None), P.c.lamnar >= world.today)
        yield (
            select(P.c.id)
            .where(P.c.avtal_id == AV.c.id, P.c.huvudman_id == huvudman.id, stays)
            .exists()
        )


def antal_per_lage(
    session: Session, actor: Actor, world: World, which: AvtalFilter
) -> Mapping[AvtalLage, int]:
    """Return how many of the agreements the actor may see stand in each state, as ``how_many``: of
    those that the rest of the filter leaves.
    """
    if found := list(_found(session, world, which)):
        joined = AV.join(S, S.c.id == AV.c.id)
        counts = how_many_found(session, actor, world, joined, *found)
    else:
        counts = how_many(session, actor, world, Slag.AVTAL)
    return {AvtalLage(lage): count for lage, count in counts.items()}


def omraden(session: Session, actor: Actor, world: World) -> list[str]:
    """Return the areas of the agreements the actor may see in Swedish order, each once however it
    was written.
    """
    one = func.min(AV.c.omrade)
    query = (
        select(one)
        .join(S, S.c.id == AV.c.id)
        .where(synliga(actor, world), AV.c.omrade != "")
        .group_by(func.lower(AV.c.omrade))
        .order_by(func.svensk_ordning(one))
    )
    return list(session.exec(query))


S = table_of(Sak)

AV = table_of(Avtal)

F = table_of(Frist)

V = table_of(Avtalsversion)

P = table_of(Avtalspart)


@dataclass(frozen=True, slots=True)
class AvtalRad:
    """An agreement in a list.

    ``parter`` are those bound today, in the order of the register, ``diarienummer`` "Ekby: KS
    2023/12"; ``galler_fran`` the day its
    first text came or will come into force, ``text_fran`` that of the text in force. ``dagar`` are
    the days that come, soonest first; ``senast`` and ``vems_drag`` say whose move it is.
    ``version`` counts its events, not its texts.
    """

    id: int
    slug: str
    rubrik: str
    slag: AvtalSlag
    slag_ord: str
    omrade: str
    trappsteg: str | None
    trappsteg_ord: str
    agare: str
    agare_namn: str
    agare_kort: str
    lage: AvtalLage
    lage_ord: str
    lage_sedan: date
    parter: tuple[str, ...]
    diarienummer: tuple[str, ...]
    galler_fran: date | None
    text_nr: int | None
    text_fran: date | None
    giltig_till: date | None
    forlangning: Forlangning
    forlangning_ord: str
    forlangning_manader: int | None
    uppsagning_manader: int | None
    sista_uppsagning: date | None
    oversyn: date
    dagar: tuple[Avtalsdag, ...]
    senast: date | None
    vems_drag: str | None
    forsenad: bool
    version: int
    fakta: Internal[Avtalsfakta]

    @property
    def narmast(self) -> Avtalsdag | None:
        """Return the day that comes next."""
        return self.dagar[0] if self.dagar else None

    @property
    def kommande(self) -> Avtalsdag | None:
        """Return the day that comes next, from today on."""
        return next((one for one in self.dagar if one.dag >= self.fakta.today), None)


def rows(
    session: Session, actor: Actor, world: World, *where: ColumnElement[bool]
) -> list[AvtalRad]:
    """Return the agreements the actor may see, the one whose day comes next first and those that
    have ended last.
    """
    return _made(session, world, _ROWS.where(synliga(actor, world), *where).all(session))


def one_row(session: Session, actor: Actor, world: World, sak_id: int) -> AvtalRad:
    """Return an agreement that the actor is known to see; a session that only reads reads it
    once.
    """

    def read() -> AvtalRad:
        (row,) = _made(session, world, seen(_ITSELF, session, actor, world, den=sak_id))
        return row

    return once(session, (AvtalRad, actor, sak_id), read)


def _made(session: Session, world: World, found: Sequence[_Stored]) -> list[AvtalRad]:
    ids = [row.id for row in found]
    parties, texts = load_parties(session, ids), load_texts(session, ids)
    made = [
        _row(session, row, _facts(row, parties[row.id], texts[row.id], world), world)
        for row in found
    ]
    return sorted(made, key=place)


def place(row: AvtalRad) -> tuple[date, int]:
    """Return where in the list a row stands: the day that comes next, and the id."""
    return row.narmast.dag if row.narmast else date.max, row.id


def coming(row: AvtalRad) -> tuple[date, int]:
    """Return where a row stands on the radar."""
    return row.kommande.dag if row.kommande else date.max, row.id


class _Stored(AvtalFacts):
    """The facts of an agreement with where it stands and whose move it is."""

    lage: str
    lage_sedan: datetime
    version: int
    senast: date | None
    drag: str | None


_ROWS = reading(
    _Stored,
    named_in(_Stored, AV, S, F).select_from(
        AV.join(S, S.c.id == AV.c.id).outerjoin(F, own_frist(S.c.id))
    ),
)
_NUMBERS = func.coalesce(
    select(func.string_agg(P.c.diarienummer, " "))
    .where(P.c.avtal_id == AV.c.id)
    .correlate(AV)
    .scalar_subquery(),
    "",
)
_ITSELF = _ROWS.where(AV.c.id == ONE)
_NAMED = S.c.id.in_(select(AV.c.id).where(AV.c.slug == bindparam("slug", type_=String)))


def _facts(
    row: _Stored, parties: Sequence[PartFacts], texts: Sequence[VersionFacts], world: World
) -> Avtalsfakta:
    return Avtalsfakta(
        row,
        tuple(parties),
        tuple(texts),
        AvtalLage(row.lage),
        day_of(row.lage_sedan),
        world.today,
    )


_as_stored = as_stored(
    _Stored,
    AvtalRad,
    but=("lage", "lage_sedan"),
)


def _row(session: Session, row: _Stored, facts: Avtalsfakta, world: World) -> AvtalRad:
    organ = load_register(session).organ_by_id(row.agare_organ_id)
    steg = world.profile.avtal.trappsteg_named(row.trappsteg)
    valid = valid_on(facts.versioner, world.today)
    return AvtalRad(
        **_as_stored(row),
        slag_ord=row.slag.ord,
        trappsteg_ord=steg.namn if steg else "",
        agare=organ.kod if organ else "",
        agare_namn=organ.namn if organ else "",
        agare_kort=organ.kortnamn if organ else "",
        lage=facts.lage,
        lage_ord=facts.lage.ord,
        lage_sedan=facts.sedan,
        parter=tuple(part.namn for part in facts.bundna()),
        diarienummer=tuple(
            line_of(one.namn, one.diarienummer) for one in facts.parter if one.diarienummer
        ),
        galler_fran=min((one.galler_fran for one in facts.versioner), default=None),
        text_nr=valid.nr if valid else None,
        text_fran=valid.galler_fran if valid else None,
        forlangning_ord=row.forlangning.ord,
        sista_uppsagning=first_notice_day(facts),
        dagar=coming_days(facts),
        vems_drag=row.drag,
        forsenad=row.senast is not None and row.senast < world.today,
        fakta=facts,
    )
