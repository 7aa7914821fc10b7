"""The event and its place in the chain: one chain per matter.

The hash covers the header and H(salt‖payload), so that a payload can be erased by rule and the
chain still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Insert, String, bindparam, insert, select
from sqlmodel import Session

from models.base import table_of
from models.handelse import Handelse, Handelseinnehall
from models.sak import Sak
from workflows.ground.payload import canonical

HASH_VERSION = 1
_HEADER = (
    "sak_id",
    "lopnr",
    "steg",
    "fran_lage",
    "till_lage",
    "aktor_id",
    "aktor_roll",
    "for_id",
    "tid",
    "definitionsversion",
    "begaran",
    "innehall_hash",
    "foregaende",
    "hash_version",
)
_HANDELSE, _INNEHALL, _SAK = table_of(Handelse), table_of(Handelseinnehall), table_of(Sak)


def _one_statement() -> Insert:
    """Return the event, its payload and what it makes of its matter as one statement, one way to
    the server.

    Every column of the event is a parameter of its own name; the matter's new ``lage_sedan`` comes
    beside them.
    """
    event = insert(_HANDELSE).values({name: bindparam(f"h_{name}") for name in (*_HEADER, "hash")})
    written = event.returning(_HANDELSE.c.id).cte("handelsen")
    moved = (
        _SAK.update()
        .where(_SAK.c.id == bindparam("h_sak_id"))
        .values(
            lage=bindparam("h_till_lage"),
            version=bindparam("h_lopnr"),
            kedja=bindparam("h_hash"),
            definitionsversion=bindparam("h_definitionsversion"),
            lage_sedan=bindparam("lage_sedan"),
        )
        .cte("saken")
    )
    payload = select(
        written.c.id, bindparam("salt", type_=String), bindparam("innehall", type_=String)
    )
    stored = insert(_INNEHALL).from_select(
        ["handelse_id", "salt", "innehall"], payload, include_defaults=False
    )
    return stored.add_cte(moved).returning(_INNEHALL.c.handelse_id)


_WRITE = _one_statement()


@dataclass(frozen=True, slots=True)
class Written:
    """An event that was just written: its id and its hash, which is the new head of the chain."""

    id: int
    hash: str


def content_hash(salt: str, content: str) -> str:
    """Return H(salt‖payload) in hex."""
    return hashlib.sha256((salt + content).encode()).hexdigest()


def header_hash(header: Mapping[str, object]) -> str:
    """Return the hash of an event's header; instants are written in UTC with microseconds."""
    fields = {name: _plain(header[name]) for name in _HEADER}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, str) else value


def write_event(
    session: Session, header: dict[str, object], content: Mapping[str, object], lage_sedan: datetime
) -> Written:
    """Add an event with its payload and move its matter: state, version and head of the chain
    follow the event.

    ``header`` has every field but the hashes; ``lage_sedan`` is since when the matter stands where
    it now stands.
    """
    salt, text = secrets.token_hex(16), canonical(content)
    header["innehall_hash"] = content_hash(salt, text)
    header["hash_version"] = HASH_VERSION
    header["hash"] = own = header_hash(header)
    values = {f"h_{name}": value for name, value in header.items()}
    written = session.connection().execute(
        _WRITE, {**values, "salt": salt, "innehall": text, "lage_sedan": lage_sedan}
    )
    return Written(int(written.scalar_one()), own)
