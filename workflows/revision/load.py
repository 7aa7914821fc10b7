"""The facts of a revision."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlalchemy import BigInteger, Date, bindparam, func, select
from sqlmodel import Session
from sqlmodel import select as typed

from models.avtal import Avtal, Avtalsversion
from models.base import table_of
from models.lagen import RevisionLage, Slag
from models.organisation import Huvudman
from models.remiss import Remiss
from models.revision import (
    Partsbeslut,
    Revision,
    RevisionBase,
    Revisionspart,
    Revisionsversion,
    Signatur,
)
from models.rows import reading, wide
from models.sak import Sak
from workflows.avtal.facts import NyTextFacts
from workflows.avtal.load import LAST_DAY, in_force
from workflows.avtal.payloads import FranRevision
from workflows.county.meetings import load_mote
from workflows.engine.case import Common, Lazily
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.errors import NotFound
from workflows.ground.payload import Payload
from workflows.handling.load import load_obligations, load_round
from workflows.handling.om import NONE, kind
from workflows.revision.facts import LastTextFacts, RevisionCase, RevisionFacts, RevisionspartFacts
from workflows.revision.lifecycle import REVISION
from workflows.revision.new_text import text_of_revision
from workflows.revision.parties.approvers import load_approvals, load_approvers

_REVISION, _AVTAL, _GALLANDE, _VERSION = (
    table_of(m) for m in (Revision, Avtal, Avtalsversion, Revisionsversion)
)
_PART, _HUVUDMAN, _BESLUT, _SIGNATUR = (
    table_of(m) for m in (Revisionspart, Huvudman, Partsbeslut, Signatur)
)
_REMISS, _SAK = table_of(Remiss).c, table_of(Sak).c
_UNDER_WAY = _SAK.lage.not_in([lage.value for lage in REVISION.final])
_ID = bindparam("id", type_=BigInteger)
_LATEST = select(func.max(_REMISS.id)).where(_REMISS.om_id == _REVISION.c.id).scalar_subquery()
_TODAY = bindparam("today", type_=Date)
_IN_FORCE = in_force(_GALLANDE.c.sha256, _REVISION.c.avtal_id, _TODAY).scalar_subquery()
_OWN = reading(
    RevisionFacts,
    wide(
        *_REVISION.c[tuple(RevisionBase.model_fields)],
        kind(Slag.REVISION),
        _REVISION.c.initierad_av_organ_id.label("avsandare_organ_id"),
        NONE.label("handlaggare_id"),
        _AVTAL.c.slug.label("avtal_slug"),
        _AVTAL.c.slag.label("avtal_slag"),
        _SAK.lage.label("avtal_lage"),
        _AVTAL.c.oversyn.label("avtal_oversyn"),
        LAST_DAY.label("avtal_sista_dag"),
        _AVTAL.c.agare_organ_id,
        _LATEST.label("senaste_remiss"),
        func.coalesce(_IN_FORCE, "").label("gallande_sha256"),
    )
    .join(_AVTAL, _AVTAL.c.id == _REVISION.c.avtal_id)
    .join(table_of(Sak), _SAK.id == _AVTAL.c.id)
    .where(_REVISION.c.id == _ID),
)
_VERSIONER = (
    select(
        _VERSION.c.id,
        _VERSION.c.nr,
        _VERSION.c.sha256,
        _VERSION.c.sammanfattning,
        _VERSION.c.andring,
        _VERSION.c.konsekvenser,
        _VERSION.c.invanare,
        _VERSION.c.skapad,
    )
    .where(_VERSION.c.revision_id == _ID)
    .order_by(_VERSION.c.nr)
)
_NEWEST = select(func.max(_VERSION.c.id)).where(_VERSION.c.revision_id == _ID).scalar_subquery()
_PARTER = (
    select(
        _PART.c.huvudman_id,
        _HUVUDMAN.c.kod,
        _HUVUDMAN.c.kortnamn.label("namn"),
        _PART.c.beslutar,
        _PART.c.instans,
        _PART.c.planerat,
        _PART.c.slappt,
        _BESLUT.c.utfall,
        func.coalesce(_BESLUT.c.villkor, "").label("villkor"),
        func.coalesce(_SIGNATUR.c.sha256, "").label("signerad_sha256"),
    )
    .select_from(
        _PART.join(_HUVUDMAN, _HUVUDMAN.c.id == _PART.c.huvudman_id)
        .outerjoin(
            _BESLUT,
            (_BESLUT.c.version_id == _NEWEST) & (_BESLUT.c.huvudman_id == _PART.c.huvudman_id),
        )
        .outerjoin(
            _SIGNATUR,
            (_SIGNATUR.c.version_id == _NEWEST) & (_SIGNATUR.c.huvudman_id == _PART.c.huvudman_id),
        )
    )
    .where(_PART.c.revision_id == _ID)
    .order_by(_HUVUDMAN.c.ordning)
)
# Where a rule may ask what the remiss came to.
_ASKED = {
    lage.value for lage in (RevisionLage.HOS_AU, RevisionLage.PA_REMISS, RevisionLage.SAMMANSTALLS)
}
_DRAFT = select(_REVISION.c.utkast).where(_REVISION.c.id == _ID)


def revision_case(session: Session, common: Common) -> RevisionCase:
    """Return the case of a revision; NotFound when there is none."""
    sak = common["sak"]
    run, asked = session.connection().execute, {"id": sak.id}
    facts = _OWN.one_or_none(session, {**asked, "today": common["world"].today})
    if facts is None:
        raise NotFound
    texts = run(_VERSIONER, asked).mappings()
    approving = common["world"].profile.godkannande.kravs
    return RevisionCase(
        **common,
        om=facts,
        mote=load_mote(session, facts.mote_id) if facts.mote_id else None,
        remiss=(
            load_round(session, facts.senaste_remiss)
            if facts.senaste_remiss and sak.lage in _ASKED
            else None
        ),
        ataganden=(
            load_obligations(session, sak.id) if sak.lage == RevisionLage.IMPLEMENTERAS else ()
        ),
        versioner=tuple(LastTextFacts(**{**one, "skapad": day_of(one["skapad"])}) for one in texts),
        parter=tuple(RevisionspartFacts(**one) for one in run(_PARTER, asked).mappings()),
        godkannanden=load_approvals(session, sak.id) if approving else (),
        godkannare=load_approvers(session, common, facts) if approving else (),
        utkast=Lazily(partial(_draft, session, sak.id)),
    )


def _draft(session: Session, revision_id: int) -> tuple[str]:
    return (str(session.connection().execute(_DRAFT, {"id": revision_id}).scalar_one()),)


def number_and_state(session: Session, avtal_id: int) -> tuple[str, RevisionLage] | None:
    """Return the number and the state of the revision of an agreement that is under way, if any."""
    query = (
        typed(Revision.beteckning, Sak.lage)
        .where(Sak.id == Revision.id)
        .where(_REVISION.c.avtal_id == avtal_id, _UNDER_WAY)
    )
    found = session.exec(query).first()
    return found and (found[0], RevisionLage(found[1]))


def going_on(session: Session, avtal_id: int) -> str | None:
    """Return the number of the revision whose text is on its way, if any."""
    found = number_and_state(session, avtal_id)
    return found[0] if found and found[1] is not RevisionLage.IMPLEMENTERAS else None


def finds(session: Session, payload: Payload, _world: World) -> Iterator[NyTextFacts]:
    """Find the text that an agreement is to take over from a revision."""
    if isinstance(payload, FranRevision):
        text = text_of_revision(session, payload.revision)
        if text is not None:
            yield text
