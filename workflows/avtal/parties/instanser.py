"""The instanser that decide for each party whether an agreement is prolonged, with the latest each
has said of the period that comes next.
"""

from __future__ import annotations

from sqlalchemy import select

from models.avtal import Avtal, Avtalspart, Forlangningsbeslut, Forlangningsinstans
from models.base import table_of
from workflows.instanser.reading import beside

_AVTAL, _PART = table_of(Avtal), table_of(Avtalspart)
_INSTANS, _BESLUT = table_of(Forlangningsinstans), table_of(Forlangningsbeslut)
_NOW = (
    select(_AVTAL.c.giltig_till)
    .where(_AVTAL.c.id == _INSTANS.c.avtal_id)
    .correlate(_INSTANS)
    .scalar_subquery()
)
_OF_PERIOD = (_BESLUT.c.avtal_id == _INSTANS.c.avtal_id) & (_BESLUT.c.sista_dag == _NOW)
_THEIRS = (_INSTANS.c.avtal_id == _PART.c.avtal_id) & (
    _INSTANS.c.huvudman_id == _PART.c.huvudman_id
)
OF_PERIOD = beside(_PART, _INSTANS, _THEIRS, (_BESLUT, _OF_PERIOD))
