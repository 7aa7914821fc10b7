"""Telling AU when everything that was decided about a matter has been done, so that it can be
closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models.avisering import Avisering
from models.base import table_of
from models.beslut import Atagande, Avstamning
from models.handelse import Handelse
from models.lagen import UNSETTLED, ArendeLage, AtagandeLage, RevisionLage, Slag
from models.rows import among, key
from models.sak import Sak, stands_in
from models.vocabulary import STANDING
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.engine.door import load
from workflows.engine.frister import Dated, keep_frist
from workflows.engine.letters.outbox import Message, about, put
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.handling import slots
from workflows.handling.facts import OmCase
from workflows.handling.rules.at_meeting import ataganden_klara

_ATAGANDE, _AVSTAMNING = table_of(Atagande), table_of(Avstamning)
_HANDELSE = table_of(Handelse)
_SAK = table_of(Sak)

_CARRIED_OUT = [
    (Slag.ARENDE, ArendeLage.IMPLEMENTERAS.value),
    (Slag.REVISION, RevisionLage.IMPLEMENTERAS.value),
]

_CLOSABLE = "klart_att_avsluta"


def propose_closing(session: Session, world: World, *, batch: Batch = ALL_OR_NONE) -> int:
    """Tell AU's sekreterare of every matter whose last åtagande is done, once each time; return how
    many were new.

    An åtagande that is opened again and done again makes it a new time. From then on AU has its
    usual days to close. An ärende that somebody is moving just now is left to the next round.
    """
    closable = session.exec(_CLOSABLE_ARENDEN).all()
    known = _told_of(session, [sak_id for sak_id, _ in closable])
    told = 0
    for sak_id, opened in closable:
        time = f"{_CLOSABLE}:{sak_id}:{opened}"
        if time in known:
            continue
        with batch.each(session, sak=sak_id):
            case = _still_there(session, sak_id, world)
            if case and ataganden_klara(case, case.payload) is None:
                _propose(session, case, time)
                told += 1
    return told


def _told_of(session: Session, sak_ids: Sequence[int]) -> set[str]:
    """Return each time that AU has been told of some matters, as the keys of letters say it."""
    about = among(col(Avisering.sak_id), sak_ids)
    keys = session.exec(select(Avisering.nyckel).where(about, Avisering.mall == _CLOSABLE))
    return {nyckel.rpartition(":")[0] for nyckel in keys}


def _still_there(session: Session, sak_id: int, world: World) -> OmCase | None:
    """Return the ärende as it stands, held still; None when somebody is moving it."""
    mine = select(Sak.id).where(Sak.id == sak_id).with_for_update(key_share=True, skip_locked=True)
    case = load(session, sak_id, KLOCKAN, world) if session.exec(mine).first() else None
    return case if isinstance(case, OmCase) else None


def _propose(session: Session, case: OmCase, time: str) -> None:
    """Give the matter the day on which it is to be closed, and say it to those who close it."""
    lifecycle = case.noun.lifecycle
    wait = lifecycle.waits[lifecycle.state(case.sak.lage)]
    senast = keep_frist(session, Dated(case, wait, anew=True))
    au, why = slots.au(case), slots.HALLER_IHOP
    data = {**about(case), "senast": senast and senast.isoformat()}
    put(
        session,
        case.world,
        [
            Message(f"{time}:{holder.id}", _CLOSABLE, holder, case.sak.id, why, data)
            for holder in load_bemanning(session, case.today, [au]).holders(au)
        ],
    )


def _something_left() -> ColumnElement[bool]:
    """Return the condition on ``sak`` that something of it is left to do, as ``ataganden_klara``
    says it.
    """
    child = _SAK.alias("del")
    once = _ATAGANDE.c.form.not_in(STANDING)
    unattested = ~exists().where(_AVSTAMNING.c.atagande_id == _ATAGANDE.c.id)
    unverified = once & _ATAGANDE.c.verifierare_id.isnot(None)
    return exists().where(
        child.c.foralder_id == _SAK.c.id,
        child.c.slag == Slag.ATAGANDE,
        _ATAGANDE.c.id == child.c.id,
        or_(
            child.c.lage == AtagandeLage.AVSTEG_ANMALT.value,
            child.c.lage.in_(UNSETTLED) & or_(once, unattested),
            (child.c.lage == AtagandeLage.RAPPORTERAT.value) & unverified,
        ),
    )


_LEFT = _something_left()
# Whoever is to close a matter waits for those who still have something to do.
STILL_CARRIED_OUT = stands_in(_CARRIED_OUT) & _LEFT


def _closable() -> Select[int, int]:
    """Return each matter being carried out with nothing left to do and how often an åtagande was
    opened.
    """
    child = _SAK.alias("del")
    of_arende = (child.c.foralder_id == _SAK.c.id, child.c.slag == Slag.ATAGANDE)
    opened = (
        select(func.count())
        .select_from(_HANDELSE.join(child, child.c.id == _HANDELSE.c.sak_id))
        .where(*of_arende, _HANDELSE.c.till_lage.in_(UNSETTLED))
        .where(or_(_HANDELSE.c.fran_lage.is_(None), _HANDELSE.c.fran_lage.not_in(UNSETTLED)))
        .scalar_subquery()
    )
    query = select(key(Sak.id), opened).where(stands_in(_CARRIED_OUT)).where(~_LEFT)
    return query.order_by(_SAK.c.id)


_CLOSABLE_ARENDEN = _closable()
