"""Building the frozen case of an ärende from its rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import Session

from models.arende import Arende, ArendeBase
from models.base import table_of
from models.lagen import ArendeLage, Slag
from models.remiss import Remiss
from models.rows import AMONG, by_id, reading, wide
from workflows.arende.facts import ArendeCase, ArendeFacts
from workflows.county.meetings import load_moten
from workflows.engine.case import Common
from workflows.handling.load import load_obligations, load_rounds
from workflows.handling.om import NONE, kind

_ARENDE = table_of(Arende)
_REMISS = table_of(Remiss)

_LATEST = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == _ARENDE.c.id).scalar_subquery()

_OWN = reading(
    ArendeFacts,
    wide(
        *_ARENDE.c[tuple(ArendeBase.model_fields)],
        kind(Slag.ARENDE),
        _ARENDE.c.siktar_pa,
        NONE.label("grupp_organ_id"),
        _LATEST.label("senaste_remiss"),
    ).where(_ARENDE.c.id == AMONG),
)


def arende_cases(session: Session, commons: Sequence[Common]) -> list[ArendeCase]:
    """Return the cases of ärenden."""
    lagen = {common["sak"].id: common["sak"].lage for common in commons}
    own = by_id(_OWN, session, lagen)
    newest = {one.id: one.senaste_remiss for one in own.values() if lagen[one.id] in _AFTER_REMISS}
    moten = load_moten(session, (one.mote_id for one in own.values()))
    rounds = load_rounds(session, newest.values())
    tasks = load_obligations(
        session, [one for one, lage in lagen.items() if lage == ArendeLage.IMPLEMENTERAS]
    )
    return [
        ArendeCase(
            **common,
            om=(arende := own[common["sak"].id]),
            mote=moten.get(arende.mote_id or 0),
            remiss=rounds.get(newest.get(arende.id) or 0),
            ataganden=tasks[arende.id],
        )
        for common in commons
    ]


_AFTER_REMISS = {
    ArendeLage.UNDER_BEREDNING,
    ArendeLage.PA_REMISS,
    ArendeLage.SAMMANSTALLS,
}
