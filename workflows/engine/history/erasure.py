"""Erasing by rule: the one way past the guards of history that no step takes, and it leaves a
protocol.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, cast, func, insert
from sqlmodel import Session

from models.base import table_of
from models.handelse import ERASURE, Gallring

_GALLRING = table_of(Gallring)
_NOTED = func.set_config(ERASURE, cast(_GALLRING.c.id, String), True)  # noqa: FBT003 - SQL's own
_BEGIN = insert(_GALLRING).returning(_GALLRING.c.id, _NOTED)


def begin_erasure(session: Session, grund: str, aktor_id: int | None, now: datetime) -> int:
    """Write the protocol and return its id. What this transaction then takes away of history's
    texts names it; a payload is erased at the instant of the protocol (``raderat``).
    """
    row = {"grund": grund, "aktor_id": aktor_id, "tid": now}
    return int(session.connection().execute(_BEGIN, row).scalar_one())
