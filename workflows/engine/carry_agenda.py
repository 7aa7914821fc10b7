"""Carrying out what concerns a meeting: its agenda, who could decide, who was there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session

from models.base import table_of
from models.lagen import MoteLage
from models.tables import Beslutande, Dagordningspunkt, Mote, Person, Sak, Uppdrag
from models.vocabulary import NarvaroSlag, PunktSlag, PunktUtfall, Roll
from workflows.cases import ArendeCase, MoteCase
from workflows.effects import (
    AgendaItem,
    Announce,
    CloseItem,
    FreezeElectorate,
    NoteAttendance,
    PlaceOnAgenda,
    TakeOffAgenda,
    TakeStep,
)
from workflows.engine.carry import Doing, carry_out

_PUNKT = table_of(Dagordningspunkt)
# They hold papers and receive what concerns a huvudman; they are no members.
_NOT_DECIDING = (Roll.SEKRETERARE, Roll.KONTAKTPERSON)


def _next_place(session: Session, mote_id: int) -> int:
    last = select(func.coalesce(func.max(_PUNKT.c.ordning), 0)).where(_PUNKT.c.mote_id == mote_id)
    return int(session.execute(last).scalar_one()) + 1


def add_item(session: Session, mote_id: int, slag: PunktSlag, rubrik: str) -> None:
    """Add a standing item last on an agenda."""
    session.execute(insert(_PUNKT), {
        "mote_id": mote_id, "ordning": _next_place(session, mote_id), "slag": slag, "rubrik": rubrik[:200],
        "arende_id": None,
        "foredragande": "", "sen_anmalan": "", "utfall": None, "anteckning": "",
    })  # fmt: skip


@carry_out.register
def _place(effect: PlaceOnAgenda, doing: Doing) -> Iterable[TakeStep]:
    """Put the ärende last; one that stood here before gets its place back, without an outcome."""
    case = doing.case
    assert isinstance(case, ArendeCase)  # noqa: S101 - only an ärende is placed
    row = {
        "mote_id": effect.mote_id, "ordning": _next_place(doing.session, effect.mote_id), "slag": PunktSlag.ARENDE,
        "rubrik": case.arende.rubrik, "arende_id": case.sak.id, "foredragande": case.arende.foredragande,
        "sen_anmalan": effect.late, "utfall": None, "anteckning": "",
    }  # fmt: skip
    again = {"utfall": None, "anteckning": "", "foredragande": row["foredragande"], "sen_anmalan": effect.late}
    doing.session.execute(
        pg_insert(_PUNKT).values(row).on_conflict_do_update(index_elements=["mote_id", "arende_id"], set_=again)
    )
    return ()


@carry_out.register
def _take_off(effect: TakeOffAgenda, doing: Doing) -> Iterable[TakeStep]:
    doing.session.execute(
        _PUNKT.delete().where(_PUNKT.c.mote_id == effect.mote_id, _PUNKT.c.arende_id == doing.case.sak.id)
    )
    return ()


@carry_out.register
def _close_item(effect: CloseItem, doing: Doing) -> Iterable[TakeStep]:
    here = (_PUNKT.c.mote_id == effect.mote_id, _PUNKT.c.arende_id == doing.case.sak.id)
    doing.session.execute(_PUNKT.update().where(*here).values(utfall=effect.utfall, anteckning=effect.anteckning))
    return ()


@carry_out.register
def _announce(effect: Announce, doing: Doing) -> Iterable[TakeStep]:
    sak, mote = table_of(Sak).c, table_of(Mote).c
    coming = (
        select(mote.id)
        .where(sak.id == mote.id, sak.lage == MoteLage.PLANERAT.value, mote.datum >= doing.case.today)
        .where(mote.organ_id == doing.case.register.ledningsgrupp().id)
        .order_by(mote.datum)
        .limit(1)
    )
    mote_id = doing.session.execute(coming).scalar_one_or_none()
    if mote_id is not None:
        add_item(doing.session, mote_id, PunktSlag.STAENDE, effect.rubrik)
    return ()


@carry_out.register
def _agenda_item(effect: AgendaItem, doing: Doing) -> Iterable[TakeStep]:
    session, here = doing.session, _PUNKT.c.id == effect.punkt_id
    if effect.what == "ny":
        add_item(session, doing.case.sak.id, PunktSlag.STAENDE, effect.rubrik)
    elif effect.what == "bort":
        session.execute(_PUNKT.delete().where(here))
    elif effect.what == "anteckna":
        session.execute(
            _PUNKT.update().where(here).values(anteckning=effect.anteckning, utfall=PunktUtfall.GENOMGANGEN)
        )
    elif effect.what == "flytta" and effect.punkt_id and effect.ordning:
        _reorder(doing, effect.punkt_id, effect.ordning)
    return ()


def _reorder(doing: Doing, punkt_id: int, place: int) -> None:
    """Give an item its new place and number all items from one."""
    assert isinstance(doing.case, MoteCase)  # noqa: S101 - only a meeting has an agenda
    order = [punkt.id for punkt in doing.case.punkter if punkt.id != punkt_id]
    order.insert(place - 1, punkt_id)
    for number, one in enumerate(order, start=1):
        doing.session.execute(_PUNKT.update().where(_PUNKT.c.id == one).values(ordning=number))


@carry_out.register
def _freeze(_effect: FreezeElectorate, doing: Doing) -> Iterable[TakeStep]:
    """Everyone with an uppdrag in the organ today, its sekreterare and kontaktpersoner apart."""
    case = doing.case
    assert isinstance(case, MoteCase)  # noqa: S101 - only a meeting opens
    uppdrag, person = table_of(Uppdrag).c, table_of(Person).c
    who = (
        select(uppdrag.person_id, person.namn, uppdrag.roll, uppdrag.huvudman_id, uppdrag.sektor)
        .where(
            uppdrag.person_id == person.id, uppdrag.organ_id == case.mote.organ_id, uppdrag.roll.notin_(_NOT_DECIDING)
        )
        .where(uppdrag.from_ <= case.today, uppdrag.tom.is_(None) | (uppdrag.tom >= case.today), person.aktiv)
    )
    rows = [
        {**row, "mote_id": case.sak.id, "narvaro": NarvaroSlag.PA_PLATS}
        for row in doing.session.execute(who.order_by(uppdrag.id)).mappings()
    ]
    if rows:
        doing.session.execute(pg_insert(table_of(Beslutande)).on_conflict_do_nothing(), rows)
    return ()


@carry_out.register
def _attendance(effect: NoteAttendance, doing: Doing) -> Iterable[TakeStep]:
    beslutande = table_of(Beslutande)
    for person_id, how in effect.how.items():
        here = (beslutande.c.mote_id == doing.case.sak.id, beslutande.c.person_id == person_id)
        doing.session.execute(beslutande.update().where(*here).values(narvaro=NarvaroSlag(how)))
    return ()
