"""Building the frozen case of an ärende from its rows."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.arende import Arende, ArendeBase
from models.base import table_of
from models.lagen import ArendeLage, Slag
from models.remiss import Remiss
from models.rows import reading, wide
from workflows.arende.facts import ArendeCase, ArendeFacts
from workflows.county.meetings import load_mote
from workflows.engine.case import Common
from workflows.ground.errors import NotFound
from workflows.handling.load import load_obligations, load_round
from workflows.handling.om import NONE, kind

_ARENDE = table_of(Arende)
_REMISS = table_of(Remiss)

_LATEST = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == _ARENDE.c.id).scalar_subquery()

_OWN = reading(
    ArendeFacts,
    wide(
        *_ARENDE.c[tuple(ArendeBase.model_fields)],
        kind(Slag.ARENDE),
        NONE.label("grupp_organ_id"),
        _LATEST.label("senaste_remiss"),
    ).where(_ARENDE.c.id == bindparam("id")),
)


def arende_case(session: Session, common: Common) -> ArendeCase:
    """Return the case of an ärende; NotFound when there is none."""
    sak = common["sak"]
    arende = _OWN.one_or_none(session, {"id": sak.id})
    if arende is None:
        raise NotFound
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
