"""Carrying out each kind of consequence, in the transaction of the step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from sqlalchemy import insert, or_, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.tables import Beslut, Remiss, Remissmottagare, TidigareBeslut
from workflows import whose
from workflows.cases import Case, OmCase
from workflows.effects import Effect, LinkDecisions, OpenRemiss, TakeStep
from workflows.engine.born import Birth, be_born
from workflows.engine.clockwork import NewFrist, open_frist
from workflows.engine.rounds import load_recipients


@dataclass(frozen=True, slots=True)
class Doing:
    """A step being carried out: the facts as they stand after it, and the event it wrote."""

    session: Session
    case: Case
    handelse_id: int


@singledispatch
def carry_out(_effect: Effect, _doing: Doing) -> Iterable[TakeStep]:
    """Carry out one consequence.

    Return the steps on other matters that follow from it. Others than these: nothing here.
    """
    return ()


@carry_out.register
def _link(effect: LinkDecisions, doing: Doing) -> Iterable[TakeStep]:
    beslut = table_of(Beslut).c
    ids = doing.session.execute(
        select(beslut.id).where(or_(beslut.nr.in_(effect.nr), beslut.beteckning.in_(effect.nr)))
    )
    rows = [{"arende_id": doing.case.sak.id, "beslut_id": beslut_id} for beslut_id in ids.scalars()]
    if rows:
        doing.session.execute(pg_insert(table_of(TidigareBeslut)).on_conflict_do_nothing(), rows)
    return ()


@carry_out.register
def _open_remiss(effect: OpenRemiss, doing: Doing) -> Iterable[TakeStep]:
    """Make the round and its recipients, each with a frist of its own; then open it through the door."""
    session, case = doing.session, doing.case
    assert isinstance(case, OmCase)  # noqa: S101 - nothing else sends a remiss
    remiss_id = be_born(session, Birth(Slag.REMISS, case.actor, case.now, case.sak.id, doing.handelse_id))
    session.execute(insert(table_of(Remiss)), {
        "id": remiss_id, "om_id": case.sak.id, "slag": effect.slag, "rubrik": case.om.rubrik,
        "fraga": effect.fraga,
        "underlag": effect.underlag, "underlag_sha256": hashlib.sha256(effect.underlag.encode()).hexdigest(),
        "sista_dag": effect.sista_dag, "version_id": effect.version_id,
    })  # fmt: skip
    session.execute(insert(table_of(Remissmottagare)), [
        {
            "remiss_id": remiss_id, "mottagare": one.slag, "huvudman_id": one.id if one.slag == "huvudman" else None,
            "organ_id": one.id if one.slag == "organ" else None, "person_id": one.id if one.slag == "person" else None,
            "ansvar_roll": one.ansvar_roll, "ansvar_organ_id": one.ansvar_organ_id, "sektor": one.sektor,
            "sista_dag": effect.sista_dag,
        }
        for one in effect.till
    ])  # fmt: skip
    for mottagare in load_recipients(session, remiss_id):
        slot = whose.mottagarens(case, mottagare)
        open_frist(session, NewFrist(remiss_id, slot, mottagare.sista_dag, mottagare_id=mottagare.id), case.now)
    return (TakeStep(remiss_id, Slag.REMISS, "oppna"),)
