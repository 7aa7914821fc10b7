"""Carrying out what ledamöter and parties do with the text of a revision. The revision is locked:
one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as pg_insert

from models.base import table_of
from models.revision import Godkannande, Partsbeslut, Revisionspart, Signatur
from models.revisionsord import SignaturSatt
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.revision.parties.effects import (
    Approve,
    PlanPartyDecision,
    RecordPartyDecision,
    ReleaseParty,
    Sign,
    VoidApprovals,
)

_GODKANNANDE, _BESLUT, _SIGNATUR, _PART = (
    table_of(model) for model in (Godkannande, Partsbeslut, Signatur, Revisionspart)
)


def _void_approvals(_effect: VoidApprovals, doing: Doing) -> Iterable[TakeStep]:
    given = (_GODKANNANDE.c.revision_id == doing.case.sak.id, _GODKANNANDE.c.ogiltig.is_(None))
    doing.session.execute(_GODKANNANDE.update().where(*given).values(ogiltig=doing.case.now))
    return ()


def _approve(effect: Approve, doing: Doing) -> Iterable[TakeStep]:
    case = doing.case
    before = (_GODKANNANDE.c.revision_id == case.sak.id, _GODKANNANDE.c.for_id == effect.for_id)
    replaced = (
        _GODKANNANDE.update()
        .where(*before, _GODKANNANDE.c.ogiltig.is_(None))
        .values(ogiltig=case.now)
    )
    doing.session.execute(replaced)
    doing.session.execute(
        insert(_GODKANNANDE),
        {
            "revision_id": case.sak.id,
            "version_id": effect.version_id,
            "sha256": effect.sha256,
            "person_id": case.actor.person_id,
            "for_id": effect.for_id,
            "ord": effect.ord,
            "avsnitt": effect.avsnitt,
            "text": effect.text,
            "onskad": effect.onskad,
            "tid": case.now,
            "ogiltig": None,
        },
    )
    return ()


def _record_party_decision(effect: RecordPartyDecision, doing: Doing) -> Iterable[TakeStep]:
    """Write the decision in place of what the party said of the same text before."""
    case = doing.case
    said = {
        "instans": effect.instans,
        "datum": effect.datum,
        "paragraf": effect.paragraf,
        "utfall": effect.utfall,
        "villkor": effect.villkor,
        "fil_id": effect.fil_id,
        "skrivet": case.now,
        "skrivet_av": case.actor.person_id,
    }
    row = {
        "revision_id": case.sak.id,
        "version_id": effect.version_id,
        "huvudman_id": effect.huvudman_id,
        **said,
    }
    again = pg_insert(_BESLUT).values(row)
    doing.session.execute(
        again.on_conflict_do_update(index_elements=["version_id", "huvudman_id"], set_=said)
    )
    return ()


def _plan_party_decision(effect: PlanPartyDecision, doing: Doing) -> Iterable[TakeStep]:
    one = (_PART.c.revision_id == doing.case.sak.id, _PART.c.huvudman_id == effect.huvudman_id)
    doing.session.execute(
        _PART.update().where(*one).values(instans=effect.instans, planerat=effect.planerat)
    )
    return ()


def _release_party(effect: ReleaseParty, doing: Doing) -> Iterable[TakeStep]:
    one = (_PART.c.revision_id == doing.case.sak.id, _PART.c.huvudman_id == effect.huvudman_id)
    doing.session.execute(_PART.update().where(*one).values(slappt=True))
    return ()


def _sign(effect: Sign, doing: Doing) -> Iterable[TakeStep]:
    case, paper = doing.case, effect.satt is SignaturSatt.PA_PAPPER
    doing.session.execute(
        insert(_SIGNATUR),
        {
            "revision_id": case.sak.id,
            "version_id": effect.version_id,
            "sha256": effect.sha256,
            "huvudman_id": effect.huvudman_id,
            "namn": effect.namn,
            "befattning": effect.befattning,
            "behorighet": effect.behorighet,
            "behorighet_datum": effect.behorighet_datum,
            "satt": effect.satt,
            "person_id": None if paper else case.actor.person_id,
            "intygad_av": case.actor.person_id if paper else None,
            "fil_id": effect.fil_id,
            "tid": case.now,
        },
    )
    return ()


EFFECTS: Handlers = {
    VoidApprovals: _void_approvals,
    Approve: _approve,
    RecordPartyDecision: _record_party_decision,
    PlanPartyDecision: _plan_party_decision,
    ReleaseParty: _release_party,
    Sign: _sign,
}
