"""The post's sign of life: one row that says when it was last heard from, so that somebody notices
when it is not.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, update
from sqlmodel import Session

from models.base import table_of
from models.drift import Svepkorning

POSTEN = "posten"
_KORNING = table_of(Svepkorning)
_SIGNED = update(_KORNING).where(_KORNING.c.svep == POSTEN).returning(_KORNING.c.id)


def sign(session: Session, now: datetime, *, vilar: bool = False) -> None:
    """Write that the post lives at ``now``, in real time.

    ``vilar`` says that it rests for want of a mail server, and will not be heard from until it is
    started again.
    """
    said = {"startad": now, "klar": now if vilar else None, "ok": True, "av_schema": False}
    if not session.execute(_SIGNED, said).all():
        session.execute(insert(_KORNING), {"svep": POSTEN, **said})
