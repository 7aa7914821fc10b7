"""Row locks, always in the order möte → ärende → remiss → åtagande, parents before children.

FOR NO KEY UPDATE: nobody else can take a step on the matter, but rows that merely point at it can be added.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Row, bindparam, case, or_, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.tables import Arende, Sak
from workflows.cases import SakFacts
from workflows.errors import NotFound

_SAK, _ARENDE = table_of(Sak), table_of(Arende)
_RANK = case(
    {slag.value: rank for rank, slag in enumerate((Slag.MOTE, Slag.ARENDE, Slag.REMISS, Slag.ATAGANDE))},
    value=_SAK.c.slag,
)
_COLUMNS = (
    _SAK.c.id, _SAK.c.slag, _SAK.c.lage, _SAK.c.version, _SAK.c.foralder_id, _SAK.c.lage_sedan,
    _SAK.c.definitionsversion, _SAK.c.kedja,
)  # fmt: skip
_PARENT = select(_SAK.c.foralder_id).where(_SAK.c.id == bindparam("sak_id")).scalar_subquery()
_MEETING = select(_ARENDE.c.mote_id).where(_ARENDE.c.id == bindparam("sak_id")).scalar_subquery()
_LOCK = (
    select(*_COLUMNS)
    .where(or_(_SAK.c.id.in_(bindparam("ids", expanding=True)), _SAK.c.id == _PARENT, _SAK.c.id == _MEETING))
    .order_by(_RANK, _SAK.c.id)
    .with_for_update(key_share=True)
)
_READ = select(*_COLUMNS).where(_SAK.c.id == bindparam("sak_id"))


def lock(session: Session, sak_id: int, also: Iterable[int] = ()) -> SakFacts:
    """Lock the matter, its parent, the meeting it is on and those named, in order.

    Return the matter as it now stands.
    """
    rows = session.execute(_LOCK, {"sak_id": sak_id, "ids": [sak_id, *also]}).all()
    return _own(rows, sak_id)


def read(session: Session, sak_id: int) -> SakFacts:
    """Return the matter without locking it."""
    return _own(session.execute(_READ, {"sak_id": sak_id}).all(), sak_id)


def _own(rows: Iterable[Row[tuple[object, ...]]], sak_id: int) -> SakFacts:
    for row in rows:
        if row.id == sak_id:
            return SakFacts(*row)
    raise NotFound
