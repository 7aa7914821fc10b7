"""What waits for a forum to meet."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import ArendeLage
from models.sak import Sak
from workflows.handling.om import OM

_SAK = table_of(Sak).c
_LIFTED = (
    select(OM.c.id)
    .join(table_of(Sak), _SAK.id == OM.c.id)
    .where(
        OM.c.forum_organ_id == bindparam("forum", type_=Integer),
        OM.c.mote_id.is_(None),
        _SAK.lage == ArendeLage.LYFT.value,  # a revision's is the same word
    )
    .order_by(OM.c.id)
)


def waiting_for(session: Session, organ_id: int) -> Sequence[int]:
    """Return the ids of what has been lifted to an organ and stands on none of its agendas."""
    return session.connection().execute(_LIFTED, {"forum": organ_id}).scalars().all()
