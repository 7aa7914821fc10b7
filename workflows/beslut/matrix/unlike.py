"""Which decisions say something else than when they were last seen, asked of the database as one
set: the worst of each cell is held against what was seen. Nothing is read of those that say the
same.
"""

from __future__ import annotations

from sqlalchemy import Boolean, case, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session

from models.base import table_of
from models.beslut import Efterlevnadsandring
from models.vocabulary import Efterlevnad
from workflows.beslut.compliance import severity_of
from workflows.beslut.obligations import A, F, S
from workflows.beslut.word_in_sql import LATE, OWN, SILENT, TODAY, days, place
from workflows.engine.frister import own_frist
from workflows.engine.world import World

_ANDRING = table_of(Efterlevnadsandring)
_KEY = ("beslut_id", "huvudman_id")
_CELL = (
    select(
        *A.c[_KEY],
        func.min(place(OWN)).label("plats"),
        func.bool_or(LATE, type_=Boolean).label("forsenat"),
        func.bool_or(SILENT, type_=Boolean).label("tyst"),
    )
    .select_from(A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id)))
    .where(A.c.huvudman_id.isnot(None))
    .group_by(*A.c[_KEY])
    .subquery()
)
# All the same way, as the primary key lies.
_NEWEST = [column.desc() for column in _ANDRING.c[(*_KEY, "dag")]]
_SEEN = select(_ANDRING).ext(distinct_on(*_ANDRING.c[_KEY])).order_by(*_NEWEST).subquery()
_DIFFERS = or_(
    case({word.value: severity_of(word) for word in Efterlevnad}, value=_SEEN.c.ord)
    != _CELL.c.plats,
    _SEEN.c.forsenat != _CELL.c.forsenat,
    _SEEN.c.tyst != _CELL.c.tyst,
)
_UNLIKE = (
    select(_CELL.c.beslut_id)
    .outerjoin(
        _SEEN,
        (_SEEN.c.beslut_id == _CELL.c.beslut_id) & (_SEEN.c.huvudman_id == _CELL.c.huvudman_id),
    )
    .where(or_(_SEEN.c.dag.is_(None), (_SEEN.c.dag < TODAY) & _DIFFERS))
    .distinct()
    .order_by(_CELL.c.beslut_id)
)


def unlike_what_was_seen(session: Session, world: World) -> list[int]:
    """Return the decisions that have a cell which says something else than when it was last seen,
    or that has never been seen.
    """
    return [row.beslut_id for row in session.connection().execute(_UNLIKE, days(world))]
