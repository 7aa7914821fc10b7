"""The same request twice is answered twice and done once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.atkomst import Begaran
from models.base import table_of
from workflows.ground.errors import KeyReused

_BEGARAN = table_of(Begaran)
_CLAIM = insert(_BEGARAN).on_conflict_do_nothing().returning(_BEGARAN.c.nyckel)


@dataclass(frozen=True, slots=True)
class RequestKey:
    """A key the sender made; it counts per person and route, and stands for exactly one content."""

    person_id: int
    rutt: str
    nyckel: str
    innehall_hash: str


def request_key(
    person_id: int | None, rutt: str, nyckel: str | None, content: object
) -> RequestKey | None:
    """Return the key of a request, None where the sender made none; the content is hashed as it was
    sent.
    """
    if person_id is None or nyckel is None:
        return None
    return RequestKey(
        person_id,
        rutt,
        nyckel,
        hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest(),
    )


def first_time(
    session: Session, key: RequestKey, now: datetime, sak_id: int | None = None
) -> int | None:
    """Claim the key. Return None when it is new; the matter's id when the request has been carried
    out already.

    A request under way in another transaction is waited for. KeyReused when the key came with
    another content.
    """
    row = {
        "person_id": key.person_id,
        "rutt": key.rutt,
        "nyckel": key.nyckel,
        "innehall_hash": key.innehall_hash,
        "sak_id": sak_id,
        "tid": now,
    }
    if session.connection().execute(_CLAIM, row).first():
        return None
    where = (
        _BEGARAN.c.person_id == key.person_id,
        _BEGARAN.c.rutt == key.rutt,
        _BEGARAN.c.nyckel == key.nyckel,
    )
    known = (
        session.connection()
        .execute(select(_BEGARAN.c.innehall_hash, _BEGARAN.c.sak_id).where(*where))
        .one()
    )
    if known.innehall_hash != key.innehall_hash:
        raise KeyReused
    return int(known.sak_id)


def once(session: Session, key: RequestKey | None, now: datetime, make: Callable[[], int]) -> int:
    """Make a matter and return its id; the same request again gives the same id."""
    if key is None:
        return make()
    if (known := first_time(session, key, now)) is not None:
        return known
    sak_id = make()
    _remember(session, key, sak_id)
    return sak_id


def _remember(session: Session, key: RequestKey, sak_id: int) -> None:
    """Write which matter a claimed request made."""
    where = (
        _BEGARAN.c.person_id == key.person_id,
        _BEGARAN.c.rutt == key.rutt,
        _BEGARAN.c.nyckel == key.nyckel,
    )
    session.connection().execute(_BEGARAN.update().where(*where).values(sak_id=sak_id))
