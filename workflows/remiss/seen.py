"""Who sees what is sent on remiss: whoever was asked about it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, any_, exists, or_

from models.base import table_of
from models.remiss import Remiss, Remissmottagare
from models.sak import Sak
from workflows.engine.visibility import HUVUDMAN_IDS, ORGAN_IDS, VEM, Relation

_SAK, _REMISS, _MOTTAGARE = table_of(Sak), table_of(Remiss), table_of(Remissmottagare)


def _asked(about: ColumnElement[int]) -> ColumnElement[bool]:
    mine = or_(
        _MOTTAGARE.c.huvudman_id == any_(HUVUDMAN_IDS),
        _MOTTAGARE.c.organ_id == any_(ORGAN_IDS),
        _MOTTAGARE.c.person_id == VEM,
    )
    return (
        exists()
        .where(_MOTTAGARE.c.remiss_id == _REMISS.c.id, _REMISS.c.om_id == about, mine)
        .correlate(_SAK)
    )


TILLFRAGAD = Relation(_asked)
