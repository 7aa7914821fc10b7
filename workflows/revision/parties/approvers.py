"""Who must approve the text of a revision as the uppdrag stand today, and what they have said."""

from __future__ import annotations

from sqlalchemy import Date, bindparam, func
from sqlmodel import Session, col
from sqlmodel import select as typed

from models.avtal import Avtal
from models.base import table_of
from models.organisation import Huvudman, Person, Uppdrag
from models.revision import Godkannande, Revisionspart
from models.rows import reading, wide
from models.vocabulary import Roll
from workflows.county.in_force import in_force
from workflows.engine.case import Common
from workflows.engine.noun import OwnDecisions
from workflows.revision.facts import GodkannandeFacts, GodkannareFacts, RevisionFacts

_UPPDRAG, _PERSON, _HUVUDMAN = table_of(Uppdrag), table_of(Person), table_of(Huvudman)
_GODKANNANDE = table_of(Godkannande).c
_TODAY = bindparam("today", type_=Date)
APPROVING = (Roll.ORDFORANDE, Roll.VICE_ORDFORANDE, Roll.LEDAMOT)
_LEDAMOTER = reading(
    GodkannareFacts,
    wide(
        _PERSON.c.id,
        _PERSON.c.namn,
        _UPPDRAG.c.sektor,
        func.coalesce(_HUVUDMAN.c.kortnamn, "").label("huvudman"),
    )
    .select_from(
        _UPPDRAG.join(_PERSON, _PERSON.c.id == _UPPDRAG.c.person_id).outerjoin(
            _HUVUDMAN, _HUVUDMAN.c.id == _UPPDRAG.c.huvudman_id
        )
    )
    .where(
        _UPPDRAG.c.organ_id == bindparam("organ_id"),
        _PERSON.c.aktiv,
        _UPPDRAG.c.roll.in_(APPROVING),
        in_force(_UPPDRAG, _TODAY),
    )
    .order_by(_HUVUDMAN.c.ordning.nulls_last(), _UPPDRAG.c.sektor.nulls_last(), _UPPDRAG.c.id),
)
_SAID = reading(
    GodkannandeFacts,
    wide(
        _GODKANNANDE.id,
        _GODKANNANDE.version_id,
        _GODKANNANDE.sha256,
        _GODKANNANDE.person_id,
        _GODKANNANDE.for_id,
        _GODKANNANDE.ord,
        _GODKANNANDE.ogiltig.isnot(None).label("ogiltig"),
    )
    .where(_GODKANNANDE.revision_id == bindparam("id"))
    .order_by(_GODKANNANDE.id),
)


def load_approvals(session: Session, revision_id: int) -> tuple[GodkannandeFacts, ...]:
    """Return everything the ledamöter have said of the texts of a revision, oldest first."""
    return tuple(_SAID.all(session, {"id": revision_id}))


def load_approvers(
    session: Session, common: Common, revision: RevisionFacts
) -> tuple[GodkannareFacts, ...]:
    """Return each ledamot who must approve, once, by the sectors the länsprofil names for the
    agreement's area.
    """
    omrade = session.exec(typed(Avtal.omrade).where(Avtal.id == revision.avtal_id)).one()
    sektorer = common["world"].profile.godkannande.sektorer_for(omrade)
    asked = {"organ_id": common["register"].ledningsgrupp().id, "today": common["world"].today}
    concerned = [
        one
        for one in _LEDAMOTER.all(session, asked)
        if sektorer is None or one.sektor is None or one.sektor in sektorer
    ]
    return tuple({one.id: one for one in reversed(concerned)}.values())[::-1]


def own_decisions(session: Session, revision_id: int) -> OwnDecisions:
    """Return where and when each party that still takes part decides, by its huvudman."""
    query = typed(
        Revisionspart.huvudman_id, Revisionspart.instans, col(Revisionspart.planerat)
    ).where(Revisionspart.revision_id == revision_id, ~col(Revisionspart.slappt))
    return {huvudman_id: (instans, day) for huvudman_id, instans, day in session.exec(query)}
