"""Carrying out what concerns the agenda of a meeting."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session

from models.base import table_of
from models.lagen import MoteLage, Slag
from models.tables import Dagordningspunkt, Mote, Organ, Sak
from models.vocabulary import PunktSlag, PunktUtfall
from workflows.cases import MoteCase, OmCase
from workflows.effects import (
    AgendaItem,
    Announce,
    CloseItem,
    PlaceOnAgenda,
    TakeOffAgenda,
    TakeStep,
)
from workflows.engine.carry import Doing, carry_out

_PUNKT, _ORGAN = table_of(Dagordningspunkt), table_of(Organ)
_ITEM = {Slag.ARENDE: PunktSlag.ARENDE, Slag.REVISION: PunktSlag.REVISION}


def _next_place(session: Session, mote_id: int | None) -> int:
    last = select(func.coalesce(func.max(_PUNKT.c.ordning), 0)).where(_PUNKT.c.mote_id == mote_id)
    return int(session.execute(last).scalar_one()) + 1


def add_item(session: Session, mote_id: int | None, slag: PunktSlag, rubrik: str) -> None:
    """Add a standing item last on an agenda, or to what waits for one."""
    session.execute(insert(_PUNKT), {
        "mote_id": mote_id, "ordning": _next_place(session, mote_id), "slag": slag, "rubrik": rubrik[:200],
        "om_id": None,
        "foredragande": "", "sen_anmalan": "", "utfall": None, "anteckning": "",
    })  # fmt: skip


@carry_out.register
def _place(effect: PlaceOnAgenda, doing: Doing) -> Iterable[TakeStep]:
    """Put the matter last; one that stood here before gets its place back, without an outcome."""
    case = doing.case
    assert isinstance(case, OmCase)  # noqa: S101 - nothing else is placed
    row = {
        "mote_id": effect.mote_id, "ordning": _next_place(doing.session, effect.mote_id), "slag": _ITEM[case.sak.slag],
        "rubrik": case.om.rubrik, "om_id": case.sak.id, "foredragande": case.om.foredragande,
        "sen_anmalan": effect.late, "utfall": None, "anteckning": "",
    }  # fmt: skip
    again = {"utfall": None, "anteckning": "", "foredragande": row["foredragande"], "sen_anmalan": effect.late}
    doing.session.execute(
        pg_insert(_PUNKT).values(row).on_conflict_do_update(index_elements=["mote_id", "om_id"], set_=again)
    )
    return ()


@carry_out.register
def _take_off(effect: TakeOffAgenda, doing: Doing) -> Iterable[TakeStep]:
    doing.session.execute(
        _PUNKT.delete().where(_PUNKT.c.mote_id == effect.mote_id, _PUNKT.c.om_id == doing.case.sak.id)
    )
    return ()


@carry_out.register
def _close_item(effect: CloseItem, doing: Doing) -> Iterable[TakeStep]:
    here = (_PUNKT.c.mote_id == effect.mote_id, _PUNKT.c.om_id == doing.case.sak.id)
    doing.session.execute(_PUNKT.update().where(*here).values(utfall=effect.utfall, anteckning=effect.anteckning))
    return ()


@carry_out.register
def _announce(effect: Announce, doing: Doing) -> Iterable[TakeStep]:
    """Add the line; where no agenda is being built it waits. Whoever plans a meeting meanwhile waits for us."""
    sak, mote = table_of(Sak).c, table_of(Mote).c
    organ_id = doing.case.register.ledningsgrupp().id
    plans_one_at_a_time(doing.session, organ_id)
    coming = (
        select(mote.id)
        .where(sak.id == mote.id, sak.lage == MoteLage.PLANERAT.value, mote.datum >= doing.case.today)
        .where(mote.organ_id == organ_id)
        .order_by(mote.datum, mote.tid)
        .limit(1)
    )
    mote_id = doing.session.execute(coming).scalar_one_or_none()
    add_item(doing.session, mote_id, PunktSlag.STAENDE, effect.rubrik)
    return ()


def plans_one_at_a_time(session: Session, organ_id: int) -> None:
    """Let nobody else plan a meeting of the organ until this transaction ends."""
    session.execute(select(_ORGAN.c.id).where(_ORGAN.c.id == organ_id).with_for_update(key_share=True))


def add_waiting(session: Session, mote_id: int) -> None:
    """Put what has waited for a meeting of the ledningsgrupp on its agenda."""
    first = _next_place(session, mote_id)
    waiting = session.execute(select(_PUNKT.c.id).where(_PUNKT.c.mote_id.is_(None)).order_by(_PUNKT.c.id)).scalars()
    for ordning, punkt_id in enumerate(waiting.all(), start=first):
        session.execute(_PUNKT.update().where(_PUNKT.c.id == punkt_id).values(mote_id=mote_id, ordning=ordning))


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
