"""The facts of an agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Date,
    and_,
    bindparam,
    case,
    func,
    or_,
)
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.avtal import Avtal, Avtalsbilaga, Avtalspart, Avtalsversion
from models.base import table_of
from models.database import once
from models.lagen import AvtalLage, Slag
from models.organisation import Huvudman
from models.rows import AMONG, among, by_id, reading, wide
from models.sak import Sak
from models.vocabulary import ENDS, Forlangning, Motpartsslag, PartSlag
from workflows.avtal.due import NOTICE_DAY
from workflows.avtal.facts import AvtalCase, AvtalFacts, NamedAgreements, PartFacts, VersionFacts
from workflows.avtal.parties.instanser import OF_PERIOD
from workflows.avtal.parties.people import people_of
from workflows.avtal.payloads import Samband
from workflows.county.actors import Actor
from workflows.engine.case import Common, Lazily
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.payload import Payload
from workflows.handling.pages import as_stored
from workflows.instanser.reading import Stored, as_facts

T = TypeVar("T")
_AVTAL, _PART, _VERSION, _HUVUDMAN, _SAK = (
    table_of(model) for model in (Avtal, Avtalspart, Avtalsversion, Huvudman, Sak)
)
# AvtalFacts.last_day, in a query.
LAST_DAY = case((_AVTAL.c.forlangning.in_(ENDS), _AVTAL.c.giltig_till))
_OWN = reading(
    AvtalFacts,
    wide(*_AVTAL.c[tuple(AvtalFacts.model_fields)]).where(_AVTAL.c.id == AMONG),
)


@dataclass(frozen=True, slots=True)
class _Part:
    id: int
    avtal_id: int
    slag: PartSlag
    huvudman_id: int | None
    uppsagning_manader: int | None
    uppsagd: date | None
    lamnar: date | None
    varnad: date | None
    diarienummer: str
    uteslutning: str
    epost: str
    person_id: int | None
    motpartsslag: Motpartsslag | None
    ovriga: list[int]
    personer: list[tuple[str, str, int]] | None
    namn: str
    instanser: list[Stored]


_PARTER = reading(
    _Part,
    wide(
        *_PART.c["id", "avtal_id", "slag", "huvudman_id", "uppsagning_manader"],
        *_PART.c["uppsagd", "lamnar", "varnad", "diarienummer", "uteslutning"],
        *_PART.c["epost", "person_id", "motpartsslag", "ovriga"],
        case((_PART.c.slag == PartSlag.MOTPART, people_of(_PART))).label("personer"),
        func.coalesce(_HUVUDMAN.c.kortnamn, _PART.c.namn).label("namn"),
        OF_PERIOD,
    )
    .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _PART.c.huvudman_id)
    .where(_PART.c.avtal_id == AMONG)
    .order_by(_PART.c.slag.desc(), _HUVUDMAN.c.ordning, _PART.c.id),
)
_part_as_stored = as_stored(_Part, PartFacts, but=("instanser", "personer"))


@dataclass(frozen=True, slots=True)
class _Text:
    avtal_id: int
    id: int
    nr: int
    sha256: str
    galler_fran: date
    redaktionell: bool
    skapad: datetime


_VERSIONER = reading(
    _Text,
    wide(*_VERSION.c["avtal_id", "id", "nr", "sha256", "galler_fran", "redaktionell", "skapad"])
    .where(_VERSION.c.avtal_id == AMONG)
    .order_by(_VERSION.c.galler_fran, _VERSION.c.nr),
)


_IN_FORCE = _SAK.c.lage == AvtalLage.I_KRAFT


def next_day(today: date, *, passed: bool = True) -> ColumnElement[date]:
    """Return the day that comes next as ``days`` says it, of a statement that reads ``avtal`` with
    its ``sak``; the last day there is when none does. A test holds the one against the other.

    One that has ``passed``, of a review that nobody has made, still comes next unless it is left
    out.
    """
    begins = select(func.min(_VERSION.c.galler_fran)).where(
        _VERSION.c.avtal_id == _AVTAL.c.id, _VERSION.c.galler_fran > today
    )
    own = [_AVTAL.c.oversyn, _AVTAL.c.giltig_till]
    reviewed, ends = own if passed else [case((one >= today, one)) for one in own]
    days = func.least(
        begins.correlate(_AVTAL).scalar_subquery(),
        _parties(today),
        case((_IN_FORCE, reviewed)),
        ends,
    )
    lives = _SAK.c.lage != AvtalLage.UPPHORT
    return func.coalesce(case((lives, days)), date.max, type_=Date)


def _parties(today: date) -> ColumnElement[date]:
    """Return the first day that a party leaves, or may say last that it does, among those bound."""
    may = and_(_IN_FORCE, _AVTAL.c.forlangning == Forlangning.AUTOMATISK, today <= NOTICE_DAY)
    day = case((_PART.c.lamnar.isnot(None), _PART.c.lamnar), (may, NOTICE_DAY))
    first = func.min(day, type_=Date)
    bound = and_(
        _PART.c.slag == PartSlag.PART, or_(_PART.c.lamnar.is_(None), _PART.c.lamnar >= today)
    )
    return (
        select(first)
        .where(_PART.c.avtal_id == _AVTAL.c.id, bound)
        .correlate(_AVTAL, _SAK)
        .scalar_subquery()
    )


def load_parties(session: Session, ids: Sequence[int]) -> Mapping[int, list[PartFacts]]:
    """Return who is bound by each of the agreements, or told of it, in order."""
    found = once(session, (_PARTER, *ids), lambda: _PARTER.all(session, {"ids": ids}))
    return _by_avtal((row.avtal_id, _party(row)) for row in found)


def _party(row: _Part) -> PartFacts:
    people = tuple((namn, epost) for namn, epost, _id in row.personer or ())
    return PartFacts(**_part_as_stored(row), instanser=as_facts(row.instanser), personer=people)


def load_texts(session: Session, ids: Sequence[int]) -> Mapping[int, list[VersionFacts]]:
    """Return the texts of each of the agreements, oldest first."""
    found = once(session, (_VERSIONER, *ids), lambda: _VERSIONER.all(session, {"ids": ids}))
    return _by_avtal((row.avtal_id, _text(row)) for row in found)


def _text(row: _Text) -> VersionFacts:
    day = day_of(row.skapad)
    return VersionFacts(row.id, row.nr, row.sha256, row.galler_fran, row.redaktionell, day)


def _by_avtal(pairs: Iterable[tuple[int, T]]) -> Mapping[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for avtal_id, one in pairs:
        found[avtal_id].append(one)
    return found


def in_force(
    column: ColumnElement[T], avtal_id: ColumnElement[int] | int, day: ColumnElement[date] | date
) -> SelectOfScalar[T]:
    """Return the query for a column of the text of an agreement that holds on a day, or held
    last.
    """
    return (
        select(column)
        .where(_VERSION.c.avtal_id == avtal_id, _VERSION.c.galler_fran <= day)
        .order_by(_VERSION.c.galler_fran.desc(), _VERSION.c.nr.desc())
        .limit(1)
    )


def avtal_cases(session: Session, commons: Sequence[Common]) -> list[AvtalCase]:
    """Return the cases of agreements."""
    ids = [common["sak"].id for common in commons]
    own = by_id(_OWN, session, ids)
    parties, texts = load_parties(session, ids), load_texts(session, ids)
    return [
        AvtalCase(
            **common,
            avtal=own[avtal_id],
            parter=tuple(parties[avtal_id]),
            versioner=tuple(texts[avtal_id]),
            revisioner=Lazily(partial(_revised_in, session, common["world"], avtal_id)),
            ses_over=Lazily(partial(_reviewed_by, session, avtal_id)),
        )
        for avtal_id, common in zip(ids, commons, strict=True)
    ]


def _revised_in(session: Session, world: World, avtal_id: int) -> tuple[str, ...]:
    """Return what is under way about the agreement, as its own kinds say it."""
    asked = (noun.going_on(session, avtal_id) for noun in world.nouns if noun.going_on)
    return tuple(name for name in asked if name)


_REVIEWS = select(_SAK.c.id).where(
    _SAK.c.foralder_id == bindparam("avtal_id"), _SAK.c.slag == Slag.REVISION
)


def _reviewed_by(session: Session, avtal_id: int) -> tuple[int, ...]:
    """Return the ids of the agreement's revisions, also of those that are over."""
    return tuple(session.connection().execute(_REVIEWS, {"avtal_id": avtal_id}).scalars())


def finds(session: Session, payload: Payload, _world: World) -> Iterator[NamedAgreements]:
    """Find the agreements a payload hangs another together with, by their addresses."""
    if not isinstance(payload, Samband):
        return
    wanted = {one.casefold() for one in (*(payload.bygger_pa or ()), *(payload.ersatter or ()))}
    rows = session.exec(select(Avtal.slug, Avtal.id).where(among(col(Avtal.slug), wanted)))
    yield NamedAgreements(dict(rows.all()))


def attached_seen(actor: Actor, world: World, fil_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a file is attached to the text of an agreement the actor may
    see.
    """
    sak, bilaga = table_of(Sak), table_of(Avtalsbilaga)
    attached = (bilaga.c.version_id == _VERSION.c.id, bilaga.c.fil_id == fil_id)
    return (
        wide(sak.c.id)
        .where(sak.c.id == _VERSION.c.avtal_id, *attached, synliga(actor, world))
        .exists()
    )
