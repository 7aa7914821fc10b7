"""Who sees an ärende.

Drafts are their authors' own, also when they were withdrawn without being handed in; what is being
prepared is seen by those who take part; the rest by all who take part in the collaboration.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, any_, exists, or_

from models.arende import Arende
from models.base import table_of
from models.lagen import ArendeLage as A
from models.sak import Sak
from workflows.engine.visibility import ALLA, AU, ORGAN_IDS, VEM, Relation
from workflows.remiss.seen import TILLFRAGAD

_SAK, _ARENDE = table_of(Sak), table_of(Arende)


def _of_arende(about: ColumnElement[int], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_ARENDE.c.id == about, condition).correlate(_SAK)


# Wrote it, or asked from outside; has uppdrag in the organ that handed it in; was chosen by AU to
# handle it.
_ITS_AUTHOR = or_(_ARENDE.c.skapad_av == VEM, _ARENDE.c.avsandare_person_id == VEM)
FORFATTARE = Relation(lambda about: _of_arende(about, _ITS_AUTHOR))
DELTAR = Relation(
    lambda about: _of_arende(
        about, or_(_ARENDE.c.handlaggare_id == VEM, _ARENDE.c.avsandare_organ_id == any_(ORGAN_IDS))
    )
)

BEREDNING = frozenset({AU, FORFATTARE, DELTAR, TILLFRAGAD})
_OPPET = BEREDNING | {ALLA}

SEES: Mapping[str, frozenset[Relation]] = {
    A.UTKAST: frozenset({FORFATTARE}),
    A.INKOMMET: BEREDNING,
    A.UNDER_BEREDNING: BEREDNING,
    A.KOMPLETTERAS: BEREDNING,
    A.PA_REMISS: BEREDNING,
    A.SAMMANSTALLS: BEREDNING,
    A.AVVISAT: BEREDNING,
    A.ATERKALLAT: BEREDNING,
    A.BERETT: _OPPET,
    A.PA_DAGORDNING: _OPPET,
    A.I_DIALOG: _OPPET,
    A.LYFT: _OPPET,
    A.FORUM_HAR_SVARAT: _OPPET,
    A.IMPLEMENTERAS: _OPPET,
    A.AVSLUTAT: _OPPET,
}


def no_withdrawn_draft(about: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a row is no draft that was withdrawn, but for its author."""
    return or_(
        _SAK.c.lage != A.ATERKALLAT,
        _of_arende(about, or_(_ITS_AUTHOR, _ARENDE.c.beteckning.isnot(None))),
    )
