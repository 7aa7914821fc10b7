"""Building the frozen case of an ärende from its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from sqlalchemy import func, select
from sqlmodel import Session

from models.arende import Arende, ArendeBase, Underlagsgodkannande
from models.base import table_of
from models.handelse import Handelse, Handelseinnehall
from models.lagen import ArendeLage, Slag
from models.remiss import Remiss
from models.rows import AMONG, by_id, gathered, reading, wide
from workflows.arende.facts import ArendeCase, ArendeFacts, UnderlagsordFacts
from workflows.county.meetings import load_moten
from workflows.engine.case import Common, Lazily
from workflows.handling.facts import GodkannareFacts
from workflows.handling.load import concerned, ledamoter, load_obligations, load_rounds
from workflows.handling.om import NONE, coming_back, kind

_ARENDE = table_of(Arende)
_REMISS = table_of(Remiss)
_EVENT, _SAID = table_of(Handelse).c, table_of(Handelseinnehall).c
_SAYS = table_of(Underlagsgodkannande).c

_LATEST = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == _ARENDE.c.id).scalar_subquery()

_OWN = reading(
    ArendeFacts,
    wide(
        *_ARENDE.c[tuple(ArendeBase.model_fields)],
        kind(Slag.ARENDE),
        _ARENDE.c.siktar_pa,
        NONE.label("grupp_organ_id"),
        _LATEST.label("senaste_remiss"),
        *coming_back(_ARENDE.c.id),
    ).where(_ARENDE.c.id == AMONG),
)


def arende_cases(session: Session, commons: Sequence[Common]) -> list[ArendeCase]:
    """Return the cases of ärenden."""
    lagen = {common["sak"].id: common["sak"].lage for common in commons}
    own = by_id(_OWN, session, lagen)
    newest = {one.id: one.senaste_remiss for one in own.values() if lagen[one.id] in _AFTER_REMISS}
    moten = load_moten(session, (one.mote_id for one in own.values()))
    rounds = load_rounds(session, newest.values())
    approving = (
        _approving(session, commons, own) if commons[0]["world"].profile.godkannande.kravs else {}
    )
    tasks = load_obligations(
        session, [one for one, lage in lagen.items() if lage == ArendeLage.IMPLEMENTERAS]
    )
    return [
        ArendeCase(
            **common,
            om=arende,
            mote=moten.get(arende.mote_id or 0),
            remiss=rounds.get(newest.get(arende.id) or 0),
            ataganden=tasks[arende.id],
            saknas=Lazily(partial(_asked_for, session, arende.id)),
            **approving.get(arende.id, {}),
        )
        for common, arende in ((common, own[common["sak"].id]) for common in commons)
    ]


def _asked_for(session: Session, sak_id: int) -> Iterable[str]:
    """Return what the sender was last asked for, in the words it was asked in."""
    query = (
        select(_SAID.innehall)
        .where(_SAID.handelse_id == _EVENT.id, _EVENT.sak_id == sak_id)
        .where(_EVENT.steg == "begar_komplettering")
        .order_by(_EVENT.id.desc())
    )
    said = json.loads(session.execute(query).scalars().first() or "{}")
    return (said["saknas"],) if said.get("saknas") else ()


class Approving(TypedDict, total=False):
    """Who must approve an underlag today, and what has been said of it and of earlier ones."""

    ledamoter: tuple[GodkannareFacts, ...]
    godkannare: tuple[GodkannareFacts, ...]
    sagt: tuple[UnderlagsordFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said(UnderlagsordFacts):
    arende_id: int


_SAGT = reading(
    _Said,
    wide(*_SAYS["arende_id", "for_id", "sha256", "ord"])
    .where(_SAYS.arende_id == AMONG)
    .order_by(_SAYS.id),
)


def _approving(
    session: Session, commons: Sequence[Common], own: Mapping[int, ArendeFacts]
) -> Mapping[int, Approving]:
    """Return them by ärende; nothing where the county demands no approvals."""
    rules = commons[0]["world"].profile.godkannande
    if not rules.kravs:
        return {}
    said = gathered(_SAGT.all(session, {"ids": [*own]}), lambda one: one.arende_id)
    everybody = tuple(ledamoter(session, commons[0]))
    return {
        one.id: Approving(
            ledamoter=everybody,
            godkannare=concerned(everybody, rules.sektorer_for("", one.berord_sektor)),
            sagt=said[one.id],
        )
        for one in own.values()
    }


_AFTER_REMISS = {
    ArendeLage.UNDER_BEREDNING,
    ArendeLage.PA_REMISS,
    ArendeLage.SAMMANSTALLS,
}
