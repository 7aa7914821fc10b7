"""Consultation rounds: the list, and one with who was asked, what each answered, what became of comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import table_of
from models.lagen import RemissLage, Slag
from models.tables import Arende, Person, Remiss, Remissmottagare, Remissvar, Sak, Synpunkt
from models.vocabulary import Kanal, RemissSlag, Stallningstagande, SynpunktSvar
from workflows import whose
from workflows.actors import Actor
from workflows.bemanning import Bemanning, load_bemanning
from workflows.cases import RemissCase
from workflows.engine import OpenStep, load, open_steps
from workflows.engine.rounds import name_of
from workflows.register import Register, load_register
from workflows.roles import R, answerable, roles_of
from workflows.views.common import FristVy, Sida, Sidfilter, load_frister, mark, parts, require_visible, unmark
from workflows.views.handelser import HandelseVy, handelser
from workflows.views.remissrader import RemissRad, remiss_rows
from workflows.visibility import synliga
from workflows.world import World

_REMISS, _SAK = table_of(Remiss), table_of(Sak)


class RemissFilter(Sidfilter):
    """Which rounds."""

    lage: RemissLage | None = None


@dataclass(frozen=True, slots=True)
class SynpunktVy:
    """One comment and what became of it."""

    id: int
    fran: str
    text: str
    svar: SynpunktSvar | None
    svar_ord: str | None
    motivering: str


@dataclass(frozen=True, slots=True)
class SvarVy:
    """A recipient's answer. ``pa_telefon`` when the sekreterare wrote it down."""

    stallningstagande: Stallningstagande
    ord: str
    motivering: str
    lamnat: datetime
    lamnat_av: str
    pa_telefon: bool
    synpunkter: tuple[SynpunktVy, ...]


@dataclass(frozen=True, slots=True)
class MottagareVy:
    """One who was asked. ``kod`` is what ``svara`` takes as ``mottagare``; ``mitt`` when the reader answers for it."""

    id: int
    namn: str
    kod: str
    sista_dag: date
    ansvarig: str
    mitt: bool
    har_svarat: bool
    svar: SvarVy | None


@dataclass(frozen=True, slots=True)
class Sammanstallning:
    """The compilation: how many took each stand, who is silent, and how many comments still want an answer."""

    antal: Mapping[str, int]
    tysta: tuple[str, ...]
    synpunkter: tuple[SynpunktVy, ...]
    obesvarade: int


@dataclass(frozen=True, slots=True)
class RemissVy(RemissRad):
    """One round on an exact text (``underlag``, whose hash every answer carries)."""

    version: int
    slag: RemissSlag
    slag_ord: str
    fraga: str
    underlag: str
    underlag_sha256: str
    handlaggare: str | None
    frist: FristVy | None
    mottagare: tuple[MottagareVy, ...]
    sammanstallning: Sammanstallning
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def list_remisser(session: Session, actor: Actor, which: RemissFilter) -> Sida[RemissRad]:
    """Return a page of the rounds the actor may see, newest first."""
    where = [synliga(actor)]
    if which.lage is not None:
        where.append(_SAK.c.lage == which.lage.value)
    if key := unmark(which.efter, 1):
        where.append(_REMISS.c.id < key[0])
    rows = remiss_rows(session, *where, limit=which.antal + 1)
    page = rows[: which.antal]
    return Sida(page, mark(page[-1].id) if len(rows) > which.antal else None)


def remiss(session: Session, actor: Actor, world: World, remiss_id: int) -> RemissVy:
    """Return one round; NotFound when there is none the actor may see."""
    require_visible(session, actor, remiss_id, Slag.REMISS)
    case = load(session, remiss_id, actor, world)
    assert isinstance(case, RemissCase)  # noqa: S101 - its kind was just asked for
    bemanning = load_bemanning(session, world.today)
    asked = _recipients(session, case, bemanning)
    row = _stored(session, remiss_id)
    return RemissVy(
        **parts(remiss_rows(session, _REMISS.c.id == remiss_id)[0]), version=case.sak.version,
        slag=row.slag, slag_ord=row.slag.ord, fraga=row.fraga, underlag=row.underlag,
        underlag_sha256=row.underlag_sha256,
        handlaggare=row.handlaggare, frist=load_frister(session, [remiss_id], world, bemanning).get(remiss_id),
        mottagare=asked, sammanstallning=compiled(asked), handelser=handelser(session, remiss_id, Slag.REMISS),
        steg=tuple(open_steps(session, remiss_id, actor, world)),
    )  # fmt: skip


def remiss_for(session: Session, actor: Actor, world: World, remiss_id: int) -> RemissVy:
    """Return one round as the reader may see it: while it is open those who are asked see their own answers only."""
    vy = remiss(session, actor, world, remiss_id)
    if sees_all(session, actor, world, vy):
        return vy
    own = tuple(one if one.mitt else replace(one, svar=None) for one in vy.mottagare)
    silent = replace(compiled(own), tysta=vy.sammanstallning.tysta)
    said = tuple(replace(one, sagt=()) for one in vy.handelser)
    return replace(vy, mottagare=own, sammanstallning=silent, handelser=said)


def sees_all(session: Session, actor: Actor, world: World, vy: RemissVy) -> bool:
    """Tell whether the reader sees what others answered: those who prepare at once, the asked when the time is over."""
    if vy.lage in {RemissLage.STANGD, RemissLage.ATERKOPPLAD}:
        return True
    return bool(roles_of(actor, load(session, vy.id, actor, world)) & {R.AU, R.SEKRETERARE, R.HANDLAGGARE})


def _stored(session: Session, remiss_id: int) -> Any:  # a row of many columns
    arende, person = table_of(Arende), table_of(Person)
    return session.execute(
        select(_REMISS, person.c.namn.label("handlaggare"))
        .select_from(
            _REMISS.join(arende, arende.c.id == _REMISS.c.arende_id)
            .outerjoin(person, person.c.id == arende.c.handlaggare_id)
        )
        .where(_REMISS.c.id == remiss_id)
    ).one()  # fmt: skip


def compiled(asked: Sequence[MottagareVy]) -> Sammanstallning:
    """Return the compilation of a round's recipients; stands in the order of the closed list, those taken only."""
    stands = [one.svar.stallningstagande for one in asked if one.svar]
    comments = tuple(synpunkt for one in asked if one.svar for synpunkt in one.svar.synpunkter)
    return Sammanstallning(
        antal={stand.ord: stands.count(stand) for stand in Stallningstagande if stand in stands},
        tysta=tuple(one.namn for one in asked if one.svar is None),
        synpunkter=comments,
        obesvarade=sum(1 for one in comments if one.svar is None),
    )


def _recipients(session: Session, case: RemissCase, bemanning: Bemanning) -> tuple[MottagareVy, ...]:
    asked, answer = table_of(Remissmottagare), table_of(Remissvar)
    person, author = table_of(Person).alias("person"), table_of(Person).alias("author")
    rows = session.execute(
        select(
            asked, answer.c.id.label("svar_id"), answer.c.stallningstagande, answer.c.motivering, answer.c.lamnat,
            answer.c.kanal, author.c.namn.label("lamnat_av"), person.c.namn.label("person_namn"), person.c.epost,
        )
        .select_from(
            asked.outerjoin(answer, answer.c.mottagare_id == asked.c.id)
            .outerjoin(author, author.c.id == answer.c.lamnat_av)
            .outerjoin(person, person.c.id == asked.c.person_id)
        )
        .where(asked.c.remiss_id == case.sak.id)
        .order_by(asked.c.id)
    ).all()  # fmt: skip
    comments = _comments(session, case.sak.id)
    mine = answerable(case.actor, case)
    register = load_register(session)
    slots = {facts.id: whose.mottagarens(case, facts) for facts in case.remiss.mottagare}
    return tuple(
        MottagareVy(
            id=row.id, namn=_name(row, register), kod=_code(row, register), sista_dag=row.sista_dag,
            ansvarig=", ".join(bemanning.names(slots[row.id])), mitt=row.id in mine, har_svarat=row.svar_id is not None,
            svar=_answer(row, comments[row.svar_id], _name(row, register)) if row.svar_id else None,
        )
        for row in rows
    )  # fmt: skip


def _name(row: Any, register: Register) -> str:
    return row.person_namn or name_of(register, row.huvudman_id, row.organ_id)


def _code(row: Any, register: Register) -> str:
    huvudman, organ = register.huvudman_by_id(row.huvudman_id), register.organ_by_id(row.organ_id)
    return huvudman.kod if huvudman else organ.kod if organ else str(row.epost)


def _answer(row: Any, comments: Sequence[Any], namn: str) -> SvarVy:
    return SvarVy(
        stallningstagande=row.stallningstagande, ord=row.stallningstagande.ord, motivering=row.motivering,
        lamnat=row.lamnat, lamnat_av=row.lamnat_av, pa_telefon=row.kanal is Kanal.TELEFON,
        synpunkter=tuple(
            SynpunktVy(one.id, namn, one.text, one.svar, one.svar.ord if one.svar else None, one.motivering)
            for one in comments
        ),
    )  # fmt: skip


def _comments(session: Session, remiss_id: int) -> Mapping[int, list[Any]]:
    """Return every comment of a round in order, by the answer it stands in."""
    synpunkt, answer, asked = table_of(Synpunkt), table_of(Remissvar), table_of(Remissmottagare)
    rows = session.execute(
        select(synpunkt)
        .join(answer, answer.c.id == synpunkt.c.remissvar_id)
        .join(asked, asked.c.id == answer.c.mottagare_id)
        .where(asked.c.remiss_id == remiss_id)
        .order_by(synpunkt.c.remissvar_id, synpunkt.c.ordning)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.remissvar_id].append(row)
    return found
