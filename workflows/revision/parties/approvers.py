"""Who must approve the text of a revision as the uppdrag stand today, and what they have said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import Date, bindparam, func
from sqlmodel import Session, col
from sqlmodel import select as typed

from models.base import table_of
from models.organisation import Huvudman, Person, Uppdrag
from models.revision import Godkannande, Partsinstans, Revisionspart
from models.rows import AMONG, gathered, optional, reading, wide
from models.vocabulary import Roll
from workflows.county.in_force import in_force
from workflows.engine.case import Common
from workflows.engine.noun import OwnDecisions
from workflows.revision.facts import GodkannandeFacts, GodkannareFacts, RevisionFacts
from workflows.revision.parties.instanser import INSTANS, OF_PART

_UPPDRAG, _PERSON, _HUVUDMAN = table_of(Uppdrag), table_of(Person), table_of(Huvudman)
_GODKANNANDE, _PART = table_of(Godkannande).c, table_of(Revisionspart)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said(GodkannandeFacts):
    revision_id: int


_SAID = reading(
    _Said,
    wide(
        *_GODKANNANDE["id", "revision_id", "version_id", "sha256", "person_id", "for_id", "ord"],
        _GODKANNANDE.ogiltig.isnot(None).label("ogiltig"),
    )
    .where(_GODKANNANDE.revision_id == AMONG)
    .order_by(_GODKANNANDE.id),
)


class Approving(TypedDict, total=False):
    """What the ledamöter have said of the texts of a revision, oldest first, and who must approve
    today.
    """

    godkannanden: tuple[GodkannandeFacts, ...]
    godkannare: tuple[GodkannareFacts, ...]


def load_approving(
    session: Session, commons: Sequence[Common], own: Mapping[int, RevisionFacts]
) -> Mapping[int, Approving]:
    """Return the approvals of revisions and each ledamot who must approve, once, by the sectors the
    länsprofil names for the agreement's area.
    """
    world, register = commons[0]["world"], commons[0]["register"]
    said = gathered(_SAID.all(session, {"ids": [*own]}), lambda one: one.revision_id)
    asked = {"organ_id": register.ledningsgrupp().id, "today": world.today}
    ledamoter = _LEDAMOTER.all(session, asked)
    sectors = world.profile.godkannande.sektorer_for
    return {
        one.id: Approving(
            godkannanden=said[one.id],
            godkannare=_concerned(ledamoter, sectors(one.avtal_omrade)),
        )
        for one in own.values()
    }


def _concerned(
    ledamoter: Iterable[GodkannareFacts], sektorer: Collection[str] | None
) -> tuple[GodkannareFacts, ...]:
    concerned = [
        one for one in ledamoter if sektorer is None or one.sektor is None or one.sektor in sektorer
    ]
    return tuple({one.id: one for one in reversed(concerned)}.values())[::-1]


def own_decisions(session: Session, revision_id: int) -> OwnDecisions:
    """Return where and when each party that still takes part decides first, by its huvudman."""
    query = (
        typed(Revisionspart.huvudman_id, optional(Partsinstans.namn), col(Partsinstans.planerat))
        .select_from(_PART.outerjoin(INSTANS, OF_PART))
        .where(Revisionspart.revision_id == revision_id, ~col(Revisionspart.slappt))
        .order_by(col(Partsinstans.plats).desc())
    )
    return {huvudman_id: (instans or "", day) for huvudman_id, instans, day in session.exec(query)}
