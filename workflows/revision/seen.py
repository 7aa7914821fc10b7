"""Who sees a revision: while it is written those who write and those whose party it concerns, then
all who take part.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, any_, exists, or_, select

from models.avtal import Avtal, Avtalspart
from models.base import table_of
from models.lagen import RevisionLage as V
from models.revision import Revision, Revisionsmotpart, Undertecknare
from models.sak import Sak
from workflows.avtal.people import ids_of
from workflows.engine.visibility import ALLA, AU, LEDDA_IDS, ORGAN_IDS, PART_IDS, VEM, Relation
from workflows.remiss.seen import TILLFRAGAD

_SAK, _AVTAL, _REVISION, _PART = (table_of(model) for model in (Sak, Avtal, Revision, Avtalspart))
_SIGNS, _OUTSIDE = table_of(Undertecknare), table_of(Revisionsmotpart)


def _writes(about: ColumnElement[int]) -> ColumnElement[bool]:
    keeps = (
        select(_AVTAL.c.agare_organ_id).where(_AVTAL.c.id == _REVISION.c.avtal_id).scalar_subquery()
    )
    mine = or_(
        _REVISION.c.initierad_av == VEM,
        _REVISION.c.initierad_av_organ_id == any_(ORGAN_IDS),
        _REVISION.c.grupp_organ_id == any_(ORGAN_IDS),
        keeps == any_(LEDDA_IDS),
    )
    return exists().where(_REVISION.c.id == about, mine).correlate(_SAK)


# Started it, is in the group that writes, or leads the one that keeps the agreement.
SKRIVER = Relation(_writes)


def _signs(about: ColumnElement[int]) -> ColumnElement[bool]:
    mine = (_SIGNS.c.revision_id == about) & (_SIGNS.c.person_id == VEM)
    return exists().where(mine).correlate(_SAK)


def _is_outside(about: ColumnElement[int]) -> ColumnElement[bool]:
    theirs = (_OUTSIDE.c.revision_id == about) & (any_(ids_of(_OUTSIDE)) == VEM)
    return exists().where(theirs).correlate(_SAK)


# Signs for a party, and may have no uppdrag here.
UNDERTECKNARE = Relation(_signs)
# Answers for a party that is no huvudman, by a letter's link.
MOTPART = Relation(_is_outside)


def _is_bound(about: ColumnElement[int]) -> ColumnElement[bool]:
    bound = (
        _REVISION.c.id == about,
        _PART.c.avtal_id == _REVISION.c.avtal_id,
        _PART.c.huvudman_id == any_(PART_IDS),
    )
    return exists().where(*bound).correlate(_SAK)


# Answers for a party to the agreement: its chef, or its kontaktperson.
PART = Relation(_is_bound)

SKRIVS = frozenset({AU, SKRIVER, TILLFRAGAD})
_BEFORE_REMISS = (V.INITIERAD, V.PRIORITERAD, V.UTARBETAS, V.HOS_AU)

_ALWAYS = SKRIVS | {PART, MOTPART}

SEES: Mapping[str, frozenset[Relation]] = {
    lage: _ALWAYS if lage in _BEFORE_REMISS else _ALWAYS | {ALLA, UNDERTECKNARE} for lage in V
}
