"""Who must approve the text of a revision as the uppdrag stand today, and what they have said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlmodel import Session, col
from sqlmodel import select as typed

from models.base import table_of
from models.revision import Godkannande, Partsinstans, Revisionspart
from models.rows import AMONG, gathered, optional, reading, wide
from workflows.engine.case import Common
from workflows.engine.noun import OwnDecisions
from workflows.handling.facts import GodkannareFacts
from workflows.handling.load import concerned, ledamoter
from workflows.revision.facts import GodkannandeFacts, RevisionFacts
from workflows.revision.parties.instanser import INSTANS, OF_PART

_GODKANNANDE, _PART = table_of(Godkannande).c, table_of(Revisionspart)


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
    world = commons[0]["world"]
    said = gathered(_SAID.all(session, {"ids": [*own]}), lambda one: one.revision_id)
    everybody = ledamoter(session, commons[0])
    sectors = world.profile.godkannande.sektorer_for
    return {
        one.id: Approving(
            godkannanden=said[one.id],
            godkannare=concerned(everybody, sectors(one.avtal_omrade)),
        )
        for one in own.values()
    }


def own_decisions(session: Session, revision_id: int) -> OwnDecisions:
    """Return where and when each party that still takes part decides first, by its huvudman."""
    query = (
        typed(Revisionspart.huvudman_id, optional(Partsinstans.namn), col(Partsinstans.planerat))
        .select_from(_PART.outerjoin(INSTANS, OF_PART))
        .where(Revisionspart.revision_id == revision_id, ~col(Revisionspart.slappt))
        .order_by(col(Partsinstans.plats).desc())
    )
    return {huvudman_id: (instans or "", day) for huvudman_id, instans, day in session.exec(query)}
