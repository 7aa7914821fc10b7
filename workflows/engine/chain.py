"""The event and its place in the chain: one chain per matter.

The hash covers the header and H(salt‖payload), so that a payload can be erased by rule and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from models.base import table_of
from models.tables import Handelse, Handelseinnehall
from workflows.payloads.base import canonical

HASH_VERSION = 1
_HEADER = (
    "sak_id", "lopnr", "steg", "fran_lage", "till_lage", "aktor_id", "aktor_roll", "for_id", "tid",
    "definitionsversion",
    "begaran", "innehall_hash", "foregaende", "hash_version",
)  # fmt: skip
_INSERT = insert(table_of(Handelse)).returning(table_of(Handelse).c.id)
_INSERT_CONTENT = insert(table_of(Handelseinnehall))


@dataclass(frozen=True, slots=True)
class Written:
    """An event that was just written: its id and its hash, which is the new head of the chain."""

    id: int
    hash: str


def content_hash(salt: str, content: str) -> str:
    """Return H(salt‖payload) in hex."""
    return hashlib.sha256((salt + content).encode()).hexdigest()


def header_hash(header: Mapping[str, Any]) -> str:
    """Return the hash of an event's header; instants are written in UTC with microseconds."""
    fields = {name: _plain(header[name]) for name in _HEADER}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, str) else value


def write_event(session: Session, header: dict[str, Any], content: Mapping[str, Any]) -> Written:
    """Add an event with its payload; ``header`` has every field but the hashes."""
    salt, text = secrets.token_hex(16), canonical(content)
    header["innehall_hash"] = content_hash(salt, text)
    header["hash_version"] = HASH_VERSION
    header["hash"] = header_hash(header)
    handelse_id = session.execute(_INSERT, header).scalar_one()
    session.execute(_INSERT_CONTENT, {"handelse_id": handelse_id, "salt": salt, "innehall": text, "raderat": None})
    return Written(handelse_id, header["hash"])
