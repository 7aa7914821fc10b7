"""Row locks, always in the order möte → avtal → ärende → revision → remiss → åtagande → delgivning.

Parents before children.

FOR NO KEY UPDATE: nobody else can take a step on the matter, but rows that merely point at it can
be added.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, any_, bindparam, case, literal_column, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.tables import Sak
from workflows.county.actors import Actor
from workflows.engine.case import SakFacts
from workflows.engine.visibility import SYNLIG, known_of
from workflows.ground.errors import NotFound
from workflows.ground.sql import fixed
from workflows.handling.om import OM

_SAK, _OVER = table_of(Sak), table_of(Sak).alias("over")
_ORDER = (
    Slag.MOTE,
    Slag.AVTAL,
    Slag.ARENDE,
    Slag.REVISION,
    Slag.REMISS,
    Slag.ATAGANDE,
    Slag.DELGIVNING,
)
_RANK = case(
    *((_SAK.c.slag == fixed(slag), literal_column(str(rank))) for rank, slag in enumerate(_ORDER))
)
_COLUMNS = (
    _SAK.c.id,
    _SAK.c.slag,
    _SAK.c.lage,
    _SAK.c.version,
    _SAK.c.foralder_id,
    _SAK.c.lage_sedan,
    _SAK.c.definitionsversion,
    _SAK.c.kedja,
)
_NAMED = _SAK.c.id == any_(bindparam("ids", type_=ARRAY(BigInteger)))
_PARENT = select(_SAK.c.foralder_id).where(_SAK.c.id == bindparam("sak_id")).scalar_subquery()
# A remiss of a revision moves it, and the revision's own parent is the agreement, whose lock comes
# before.
_ABOVE = (
    select(_OVER.c.foralder_id)
    .where(
        _OVER.c.id
        == select(_SAK.c.foralder_id).where(_SAK.c.id == bindparam("sak_id")).scalar_subquery()
    )
    .scalar_subquery()
)
_MEETING = select(OM.c.mote_id).where(OM.c.id == bindparam("sak_id")).scalar_subquery()
_LOCK = (
    select(*_COLUMNS, SYNLIG.label("synlig"))
    .where(or_(*(_SAK.c.id == one for one in (_PARENT, _ABOVE, _MEETING)), _NAMED))
    .order_by(_RANK, _SAK.c.id)
    .with_for_update(key_share=True, of=_SAK)
)
_READ = select(*_COLUMNS).where(_SAK.c.id == bindparam("sak_id"))


def lock(
    session: Session, sak_id: int, actor: Actor, also: Iterable[int] = ()
) -> tuple[SakFacts, bool]:
    """Lock the matter, its parents, the meeting it is on and those named, in order.

    Return the matter as it now stands, and whether the actor may see it.
    """
    asked = {"sak_id": sak_id, "ids": [sak_id, *also], **known_of(actor)}
    for row in session.connection().execute(_LOCK, asked):
        if row.id == sak_id:
            return SakFacts(*row[:-1]), bool(row.synlig)
    raise NotFound


def read(session: Session, sak_id: int) -> SakFacts:
    """Return the matter without locking it."""
    row = session.connection().execute(_READ, {"sak_id": sak_id}).one_or_none()
    if row is None:
        raise NotFound
    return SakFacts(*row)
