"""Building the frozen case of an ärende from its rows."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.arende import Arende
from models.base import table_of
from models.lagen import ArendeLage, Slag
from models.remiss import Remiss
from models.vocabulary import Hantering
from workflows.arende.facts import ArendeCase, ArendeFacts
from workflows.county.meetings import load_mote
from workflows.engine.case import Common
from workflows.ground.errors import NotFound
from workflows.handling.load import load_obligations, load_round

_ARENDE = table_of(Arende)
_REMISS = table_of(Remiss)

_LATEST = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == _ARENDE.c.id).scalar_subquery()

_ARENDE_ROW = select(
    *(_ARENDE.c[name] for name in ArendeFacts.__dataclass_fields__ if name in _ARENDE.c),
    _LATEST.label("senaste_remiss"),
).where(_ARENDE.c.id == bindparam("id"))


def load_arende_facts(session: Session, arende_id: int) -> ArendeFacts:
    """Return an ärende's own row; NotFound when there is none."""
    row = session.connection().execute(_ARENDE_ROW, {"id": arende_id}).mappings().one_or_none()
    if row is None:
        raise NotFound
    facts = {**row, "slag": Slag.ARENDE}
    facts["onskad_hantering"] = tuple(Hantering(one) for one in row["onskad_hantering"])
    facts["forslag_ataganden"] = (
        None if row["forslag_ataganden"] is None else tuple(row["forslag_ataganden"])
    )
    return ArendeFacts(**facts)


def arende_case(session: Session, common: Common) -> ArendeCase:
    """Return the case of an ärende; NotFound when there is none."""
    sak = common["sak"]
    arende = load_arende_facts(session, sak.id)
    newest = arende.senaste_remiss if sak.lage in _AFTER_REMISS else None
    return ArendeCase(
        **common,
        om=arende,
        mote=load_mote(session, arende.mote_id) if arende.mote_id else None,
        remiss=load_round(session, newest) if newest else None,
        ataganden=load_obligations(session, sak.id) if sak.lage == ArendeLage.IMPLEMENTERAS else (),
    )


_AFTER_REMISS = {
    ArendeLage.UNDER_BEREDNING,
    ArendeLage.PA_REMISS,
    ArendeLage.SAMMANSTALLS,
}
