"""Carrying out what follows for an ärende or a revision: its round, its place on an agenda."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import func, insert, or_
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session, col, select

from models.base import table_of
from models.beslut import Beslut, TidigareBeslut
from models.lagen import MoteLage, Slag
from models.mote import Dagordningspunkt, Mote
from models.organisation import Organ
from models.remiss import Remiss, Remissmottagare
from models.sak import Sak
from models.vocabulary import PunktSlag
from workflows.engine.born import Birth, be_born
from workflows.engine.case import Case
from workflows.engine.effects import TakeStep
from workflows.engine.frister import NewFrist, open_frist
from workflows.engine.handlers import Doing, Handlers
from workflows.handling import slots
from workflows.handling.effects import (
    Announce,
    LinkDecisions,
    OpenRemiss,
    PlaceAvsteg,
    PlaceOnAgenda,
    WaitForForum,
)
from workflows.handling.facts import OmCase
from workflows.handling.load import load_recipients

_PUNKT = table_of(Dagordningspunkt)

_ITEM = {Slag.ARENDE: PunktSlag.ARENDE, Slag.REVISION: PunktSlag.REVISION}


def _next_place(session: Session, mote_id: int | None) -> int:
    last = select(func.coalesce(func.max(col(Dagordningspunkt.ordning)), 0))
    return session.exec(last.where(_PUNKT.c.mote_id == mote_id)).one() + 1


def add_item(session: Session, mote_id: int | None, slag: PunktSlag, rubrik: str) -> None:
    """Add a standing item last on an agenda, or to what waits for one."""
    session.execute(
        insert(_PUNKT),
        {
            "mote_id": mote_id,
            "ordning": _next_place(session, mote_id),
            "slag": slag,
            "rubrik": rubrik[:200],
            "om_id": None,
            "foredragande": "",
            "sen_anmalan": "",
            "utfall": None,
            "anteckning": "",
        },
    )


def _place(effect: PlaceOnAgenda, doing: Doing) -> Iterable[TakeStep]:
    """Put the matter last; one that stood here before gets its place back, without an outcome."""
    case = doing.case
    assert isinstance(case, OmCase)  # noqa: S101 - nothing else is placed
    _put(
        doing,
        effect.mote_id,
        _ITEM[case.sak.slag],
        case.om.rubrik,
        {
            "foredragande": case.om.foredragande,
            "sen_anmalan": effect.late,
        },
    )
    return ()


def _place_avsteg(effect: PlaceAvsteg, doing: Doing) -> Iterable[TakeStep]:
    said = {"foredragande": "", "sen_anmalan": ""}
    _put(doing, effect.mote_id, PunktSlag.AVSTEG, effect.rubrik, said)
    return ()


def _put(doing: Doing, mote_id: int, slag: PunktSlag, rubrik: str, said: Mapping[str, str]) -> None:
    again = {"utfall": None, "anteckning": "", **said}
    row = {
        "mote_id": mote_id,
        "ordning": _next_place(doing.session, mote_id),
        "slag": slag,
        "rubrik": rubrik[:200],
        "om_id": doing.case.sak.id,
        **again,
    }
    doing.session.execute(
        pg_insert(_PUNKT)
        .values(row)
        .on_conflict_do_update(index_elements=["mote_id", "om_id"], set_=again)
    )


def _announce(effect: Announce, doing: Doing) -> Iterable[TakeStep]:
    """Add the line; where no agenda is being built it waits. Whoever plans a meeting meanwhile
    waits for us.
    """
    organ_id = doing.case.register.ledningsgrupp().id
    mote_id = _being_planned(doing, organ_id)
    add_item(doing.session, mote_id, PunktSlag.STAENDE, effect.rubrik)
    return ()


def _wait_for_forum(effect: WaitForForum, doing: Doing) -> Iterable[TakeStep]:
    """Let whoever plans a meeting of the forum find what waits, or go to the one just planned."""
    mote_id = _being_planned(doing, effect.organ_id)
    if mote_id is not None and mote_id != _left(doing.case):
        said = {"mote": mote_id}
        yield TakeStep(doing.case.sak.id, "till_forumets_mote", said, if_it_can=True)


def _left(case: Case) -> int | None:
    """Return the meeting that a matter stood on when the step was taken."""
    return case.mote.id if isinstance(case, OmCase) and case.mote else None


def _being_planned(doing: Doing, organ_id: int) -> int | None:
    """Return an organ's next meeting whose agenda is being built; None when there is none. Whoever
    plans one meanwhile waits for us.
    """
    sak, mote = table_of(Sak).c, table_of(Mote).c
    plans_one_at_a_time(doing.session, organ_id)
    coming = (
        select(Mote.id)
        .where(
            sak.id == mote.id, sak.lage == MoteLage.PLANERAT.value, mote.datum >= doing.case.today
        )
        .where(mote.organ_id == organ_id)
        .order_by(mote.datum, mote.tid)
        .limit(1)
    )
    return doing.session.exec(coming).one_or_none()


def plans_one_at_a_time(session: Session, organ_id: int) -> None:
    """Let nobody else plan a meeting of the organ until this transaction ends."""
    session.exec(select(Organ.id).where(Organ.id == organ_id).with_for_update(key_share=True))


def add_waiting(session: Session, mote_id: int) -> None:
    """Put what has waited for a meeting of the ledningsgrupp on its agenda."""
    first = _next_place(session, mote_id)
    waiting = session.exec(
        select(Dagordningspunkt.id).where(_PUNKT.c.mote_id.is_(None)).order_by(_PUNKT.c.id)
    )
    for ordning, punkt_id in enumerate(waiting.all(), start=first):
        session.execute(
            _PUNKT.update().where(_PUNKT.c.id == punkt_id).values(mote_id=mote_id, ordning=ordning)
        )


def _link(effect: LinkDecisions, doing: Doing) -> Iterable[TakeStep]:
    named = or_(col(Beslut.nr).in_(effect.nr), col(Beslut.beteckning).in_(effect.nr))
    ids = doing.session.exec(select(Beslut.id).where(named))
    rows = [{"arende_id": doing.case.sak.id, "beslut_id": beslut_id} for beslut_id in ids]
    if rows:
        doing.session.execute(pg_insert(table_of(TidigareBeslut)).on_conflict_do_nothing(), rows)
    return ()


def _open_remiss(effect: OpenRemiss, doing: Doing) -> Iterable[TakeStep]:
    """Make the round and its recipients, each with a frist of its own; then open it through the
    door.
    """
    session, case = doing.session, doing.case
    assert isinstance(case, OmCase)  # noqa: S101 - nothing else sends a remiss
    remiss_id = be_born(
        session, Birth(Slag.REMISS, case.actor, case.world, case.sak.id, doing.handelse_id)
    ).id
    session.execute(
        insert(table_of(Remiss)),
        {
            "id": remiss_id,
            "om_id": case.sak.id,
            "slag": effect.slag,
            "rubrik": case.om.rubrik,
            "fraga": effect.fraga,
            "underlag": effect.underlag,
            "underlag_sha256": hashlib.sha256(effect.underlag.encode()).hexdigest(),
            "sista_dag": effect.sista_dag,
            "version_id": effect.version_id,
        },
    )
    asked = [
        {"remiss_id": remiss_id, "sista_dag": effect.sista_dag, **one.columns()}
        for one in effect.till
    ]
    session.execute(insert(table_of(Remissmottagare)), asked)
    for mottagare in load_recipients(session, [remiss_id])[remiss_id]:
        slot = slots.mottagarens(case, mottagare)
        frist = NewFrist(remiss_id, slot, mottagare.sista_dag, mottagare_id=mottagare.id)
        open_frist(session, frist, case.now)
    return (TakeStep(remiss_id, "oppna"),)


EFFECTS: Handlers = {
    PlaceOnAgenda: _place,
    PlaceAvsteg: _place_avsteg,
    Announce: _announce,
    WaitForForum: _wait_for_forum,
    LinkDecisions: _link,
    OpenRemiss: _open_remiss,
}
