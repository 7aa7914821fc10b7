"""Who sees an åtagande: all who take part, and whoever was named in person."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, exists, or_

from models.base import table_of
from models.beslut import Atagande
from models.sak import Sak
from workflows.engine.visibility import ALLA, EVERY_STATE, VEM, Relation

_SAK, _ATAGANDE = table_of(Sak), table_of(Atagande)


def _named(_about: ColumnElement[int]) -> ColumnElement[bool]:
    named = or_(
        _ATAGANDE.c.person_id == VEM,
        _ATAGANDE.c.delegat_id == VEM,
        _ATAGANDE.c.verifierare_id == VEM,
    )
    return exists().where(_ATAGANDE.c.id == _SAK.c.id, named).correlate(_SAK)


# Was named in person: to do it, or to verify it.
UTPEKAD = Relation(_named)

SEES: Mapping[str, frozenset[Relation]] = {EVERY_STATE: frozenset({ALLA, UTPEKAD})}
