"""Min översikt: what waits for this person, what they wait for, and their next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    Subquery,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy import case as sql_case
from sqlmodel import Session

from models.base import table_of
from models.lagen import UNDONE, AtagandeLage, MoteLage
from models.rows import among
from models.tables import Arende, Mote, Organ, Person, Revision, Undertecknare
from workflows.beslut.obligations import A, F, Reader, S
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.mandate import LEADS, answers_for, plans_meetings, speaks_as_party
from workflows.county.register import load_register
from workflows.county.vacancy import has_it_instead
from workflows.desk.mine import is_mine, my_slots
from workflows.desk.tasks import AttGora
from workflows.desk.waiting import waiting_for
from workflows.engine.frister import own_frist
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days
from workflows.ground.payload import Rad, SakNr
from workflows.ground.words import dag, full_dag
from workflows.handling.pages import (
    FristVy,
    Marker,
    Sidfilter,
    counted_page,
    load_frister,
)
from workflows.mote.views import MoteRad, count_unfinished, nasta_mote

MARKER = Marker("du väntar på", tuple[date, SakNr])
_MOST = 25  # of what others have to do, on a page
_ARENDE = table_of(Arende)


@dataclass(frozen=True, slots=True)
class Vantan:
    """Something this person waits for: whose move it is and by when."""

    rubrik: str
    href: str
    vems_drag: str
    senast: date
    forsenad: bool


@dataclass(frozen=True, slots=True)
class NastaMote:
    """The next meeting. ``kallelse`` is the day it is called, while that is to come.

    ``foljs_upp`` counts the decisions that are followed up there.
    """

    mote: MoteRad
    kallelse: date | None
    foljs_upp: int


@dataclass(frozen=True, slots=True)
class Oversikt:
    """The whole page; ``vantar_pa_dig`` and ``du_vantar_pa`` soonest first.

    ``antal`` is how many things wait for them in all, ``sena`` of these late; ``nasta`` is sent
    back as ``efter`` to get those after these. ``vantan_antal`` is how many they wait for, and
    ``vantan_nasta`` is sent back as ``vantan_efter``; ``langre_fram`` is what will wait for them
    but is not near, with ``langre_fram_antal`` and ``langre_fram_nasta`` (``langre_fram_efter``)
    in the same way. The first page alone has both. ``borta`` says that they are noted as away,
    till when, and who has what is theirs; "" for who is not.
    """

    vantar_pa_dig: tuple[AttGora, ...]
    antal: int
    sena: int
    nasta: str | None
    du_vantar_pa: tuple[Vantan, ...]
    vantan_antal: int
    vantan_nasta: str | None
    langre_fram: tuple[AttGora, ...]
    langre_fram_antal: int
    langre_fram_nasta: str | None
    nasta_mote: NastaMote | None
    borta: str


class Oversiktsfilter(Sidfilter):
    """``efter`` goes on with what waits for somebody, ``vantan_efter`` with what they wait for,
    ``langre_fram_efter`` with what will wait for them.
    """

    vantan_efter: Annotated[Rad, Field(max_length=100)] | None = None
    langre_fram_efter: Annotated[Rad, Field(max_length=100)] | None = None


def oversikt(
    session: Session, actor: Actor, world: World, which: Oversiktsfilter | None = None
) -> Oversikt:
    """Return what one person needs to see today."""
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    slots = my_slots(session, actor, world, reader.bemanning)
    which = which or Oversiktsfilter()
    theirs = _NONE if which.efter else _waits_for(reader, slots.own, which.vantan_efter)
    ahead = None if which.efter else Sidfilter(efter=which.langre_fram_efter, antal=_MOST)
    mine, later = waiting_for(reader, slots, which, ahead)
    return Oversikt(
        vantar_pa_dig=mine.poster,
        antal=mine.antal,
        sena=mine.sena,
        nasta=mine.nasta,
        du_vantar_pa=theirs.poster,
        vantan_antal=theirs.antal,
        vantan_nasta=theirs.nasta,
        langre_fram=later.poster,
        langre_fram_antal=later.antal,
        langre_fram_nasta=later.nasta,
        nasta_mote=_next_meeting(reader),
        borta=_away(reader),
    )


def _away(reader: Reader) -> str:
    """Say to who is noted as away that they are, till when, and who has what is theirs; "" to
    others.
    """
    me, bemanning = reader.actor.person_id or 0, reader.bemanning
    if (mine := bemanning.borta.get(me)) is None:
        return ""
    instead = has_it_instead(me, bemanning, load_register(reader.session))
    return f"Du är inlagd som borta till och med {full_dag(mine.tom)}. {instead}".strip()


@dataclass(frozen=True, slots=True)
class _Vantade:
    """A page of what somebody waits for."""

    poster: tuple[Vantan, ...]
    antal: int
    nasta: str | None


_NONE = _Vantade((), 0, None)


def _waits_for(reader: Reader, slots: Sequence[str], efter: str | None) -> _Vantade:
    """Return own ärenden, own reports, what was handed to a colleague and what somebody was named
    to sign, where the move is somebody else's, soonest first.
    """
    each = _theirs(reader, slots)
    query = select(each).order_by(each.c.senast, each.c.id)
    key = MARKER.after(efter)
    after = [tuple_(each.c.senast, each.c.id) > tuple_(*key)] if key else []
    found, counted = counted_page(reader.session, query, after, _MOST)
    page = found[:_MOST]
    frister = load_frister(reader.session, [row.id for row in page], reader.world)
    last = page[-1] if len(found) > _MOST else None
    return _Vantade(
        tuple(_waited_for(row, None if row.dag else frister[row.id], reader.world) for row in page),
        counted.antal if counted else 0,
        MARKER.at((last.senast, last.id)) if last else None,
    )


def _waited_for(row: Row[Any], frist: FristVy | None, world: World) -> Vantan:
    if frist is None:  # the minutes of a meeting wait for who confirms them
        rubrik = f"{row.nr} {dag(row.dag)}: {row.rubrik}"
        return Vantan(rubrik, f"/moten/{row.id}", row.vem, row.senast, row.senast < world.today)
    nr, rubrik = row.nr, row.rubrik or "Utan rubrik"
    if row.vem:  # whom a party has named to sign
        return Vantan(rubrik, f"/revisioner/{nr}", row.vem, row.senast, frist.forsenad)
    place = f"/arenden/{nr}" if nr else f"/ataganden/{row.id}"
    return Vantan(rubrik, place, frist.vems_drag, frist.senast, frist.forsenad)


def _theirs(reader: Reader, slots: Sequence[str]) -> Subquery:
    """Return all of these, counted."""
    me = reader.actor.person_id
    nobody, no_day = literal("").label("vem"), null().cast(Date).label("dag")
    made = select(S.c.id, F.c.senast, _ARENDE.c.nr, _ARENDE.c.rubrik, nobody, no_day).select_from(
        S.join(_ARENDE, _ARENDE.c.id == S.c.id)
    )
    no_nr = literal("").label("nr")
    reported = select(S.c.id, F.c.senast, no_nr, A.c.text, nobody, no_day).select_from(
        S.join(A, A.c.id == S.c.id)
    )
    handed = and_(A.c.delegat_id.isnot(None), S.c.lage.in_(UNDONE), _ones_own(reader.actor))
    own = or_(_ARENDE.c.skapad_av == me, _ARENDE.c.handlaggare_id == me)
    mine = and_(
        S.c.lage == AtagandeLage.RAPPORTERAT,
        A.c.rapporterad_av == me,
        A.c.verifierare_id.isnot(None),
    )
    seen = (synliga(reader.actor, reader.world), ~is_mine(S.c.id, slots))
    either = union_all(
        *(
            some.join(F, own_frist(S.c.id)).where(which, *seen)
            for some, which in ((made, own), (reported, or_(mine, handed)))
        ),
        _named(reader).where(*seen),
        _confirming(reader).where(*seen),
    ).subquery()
    return select(*either.c, func.count().over().label("antal")).subquery()


_SIGNS, _SIGNATORY, _REVISION = table_of(Undertecknare), table_of(Person), table_of(Revision)


def _named(reader: Reader) -> Select[tuple[object, ...]]:
    """Return the texts that somebody whom the reader's party has named has been asked to sign."""
    asked = and_(
        F.c.sak_id == S.c.id,
        F.c.stangd.is_(None),
        F.c.person_id == _SIGNS.c.person_id,
        F.c.delfrist,
    )
    who = func.concat(_SIGNATORY.c.namn, ", som skriver under,")
    return (
        select(
            *(S.c.id, F.c.senast, _REVISION.c.nr, _REVISION.c.rubrik),
            *(who.label("vem"), null().cast(Date).label("dag")),
        )
        .select_from(
            S.join(_REVISION, _REVISION.c.id == S.c.id)
            .join(_SIGNS, _SIGNS.c.revision_id == S.c.id)
            .join(_SIGNATORY, _SIGNATORY.c.id == _SIGNS.c.person_id)
            .join(F, asked)
        )
        .where(among(_SIGNS.c.huvudman_id, answers_for(reader.actor)))
    )


def _confirming(reader: Reader) -> Select[tuple[object, ...]]:
    """Return the minutes that wait for their justerare, of the organs whose meetings the reader
    plans: to be confirmed, or to be corrected after that.
    """
    plans = [
        one.id
        for one in load_register(reader.session).organ
        if plans_meetings(reader.actor, one.id)
    ]
    confirmed = S.c.lage != MoteLage.JUSTERAS.value
    what = sql_case((confirmed, "Rättelse efter mötet"), else_="Anteckningarna från mötet")
    return (
        select(
            *(S.c.id, F.c.senast, what.label("nr"), _ORGAN.c.kortnamn),
            func.concat("Justeraren, ", _SIGNATORY.c.namn, ",").label("vem"),
            _MOTE.c.datum.label("dag"),
        )
        .select_from(
            S.join(_MOTE, _MOTE.c.id == S.c.id)
            .join(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
            .join(_SIGNATORY, _SIGNATORY.c.id == _MOTE.c.justerare_id)
            .join(F, and_(F.c.sak_id == S.c.id, F.c.stangd.is_(None), F.c.delfrist == confirmed))
        )
        .where(among(_MOTE.c.organ_id, plans), S.c.lage.in_(_WITH_JUSTERARE))
    )


_MOTE, _ORGAN = table_of(Mote), table_of(Organ)
_WITH_JUSTERARE = (
    MoteLage.JUSTERAS.value,
    MoteLage.FARDIGSTALLT.value,
    MoteLage.PUBLICERAT.value,
)


def _ones_own(actor: Actor) -> ColumnElement[bool]:
    """Return that an åtagande was given to somebody, or to what they answer for, whoever has been
    handed it since.
    """
    parties = (
        and_(
            A.c.huvudman_id == one.huvudman_id, or_(A.c.sektor.is_(None), A.c.sektor == one.sektor)
        )
        for one in actor.mandat
        if speaks_as_party(one)
    )
    leads = (A.c.organ_id == one.organ_id for one in actor.mandat if one.roll in LEADS)
    return or_(A.c.person_id == actor.person_id, *parties, *leads)


def _next_meeting(reader: Reader) -> NastaMote | None:
    """Return the next meeting of an own organ; without one that of the ledningsgrupp, which
    everybody works towards.
    """
    session, actor, world = reader.session, reader.actor, reader.world
    own = nasta_mote(session, actor, world)
    mote = own or nasta_mote(session, actor, world, organ_kod=world.profile.ledningsgrupp.kod)
    if mote is None:
        return None
    kallelse = add_working_days(mote.datum, -reader.world.profile.frister.kallelse_dagar)
    to_come = mote.lage is MoteLage.PLANERAT and kallelse >= reader.world.today
    followed = count_unfinished(reader, mote.id) if mote.fattar_beslut else 0
    return NastaMote(mote, kallelse if to_come else None, followed)
