"""The event and its place in the chain: one chain per matter.

The hash covers the header and H(salt‖payload), so that a payload can be erased by rule and the
chain still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    String,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.handelse import EVENT, Handelse, Handelseinnehall
from models.sak import Sak
from workflows.ground.payload import canonical

HASH_VERSION = 2
HEADER = (
    "sak_id",
    "lopnr",
    "steg",
    "fran_lage",
    "till_lage",
    "aktor_id",
    "aktor_roll",
    "for_id",
    "organ_id",
    "huvudman_id",
    "vag",
    "tid",
    "definitionsversion",
    "begaran",
    "innehall_hash",
    "foregaende",
    "hash_version",
)
# What an event did not say before version 2.
_NEW = {"organ_id", "huvudman_id", "vag"}
_HANDELSE, _INNEHALL, _SAK = table_of(Handelse), table_of(Handelseinnehall), table_of(Sak)
_KEPT = (*HEADER, "hash")
_BESIDE = {
    "salt": String(),
    "innehall": String(),
    "lage_sedan": _SAK.c.lage_sedan.type,
}


def _noted(first: ColumnElement[int]) -> ColumnElement[str]:
    """Return how the transaction is told which event was the first one written in it: what history
    depends on changes in no other.
    """
    known = func.nullif(func.current_setting(EVENT, true()), "")
    return func.set_config(EVENT, func.coalesce(known, cast(first, String)), true())


def _one_statement() -> Insert:
    """Return the event, its payload and what it makes of its matter as one statement, one way to
    the server.

    Every column of the event is a parameter of its own name; the matter's new ``lage_sedan`` comes
    beside them.
    """
    event = insert(_HANDELSE).values({name: bindparam(f"h_{name}") for name in _KEPT})
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
    return stored.add_cte(moved).returning(_INNEHALL.c.handelse_id, _noted(_INNEHALL.c.handelse_id))


_WRITE = _one_statement()


def _one_statement_for_many() -> Select[tuple[int, int, str]]:
    """Return the same for the events of many matters: each parameter is a list, in their order."""
    types = {**{f"h_{name}": _HANDELSE.c[name].type for name in _KEPT}, **_BESIDE}
    arrays = (bindparam(name, type_=ARRAY(kind)) for name, kind in types.items())
    columns = (column(name, kind) for name, kind in types.items())
    rows = func.unnest(*arrays).table_valued(*columns, name="rader").render_derived()
    new = select(rows).cte("nya")
    event = insert(_HANDELSE).from_select(
        list(_KEPT), select(*(new.c[f"h_{name}"] for name in _KEPT)), include_defaults=False
    )
    written = event.returning(_HANDELSE.c.id, _HANDELSE.c.sak_id).cte("handelserna")
    moved = (
        _SAK.update()
        .where(_SAK.c.id == new.c.h_sak_id)
        .values(
            lage=new.c.h_till_lage,
            version=new.c.h_lopnr,
            kedja=new.c.h_hash,
            definitionsversion=new.c.h_definitionsversion,
            lage_sedan=new.c.lage_sedan,
        )
        .cte("sakerna")
    )
    payload = select(written.c.id, new.c.salt, new.c.innehall).join(
        new, new.c.h_sak_id == written.c.sak_id
    )
    stored = insert(_INNEHALL).from_select(
        ["handelse_id", "salt", "innehall"], payload, include_defaults=False
    )
    ids = select(written.c.sak_id, written.c.id, _noted(func.min(written.c.id).over()))
    return ids.add_cte(moved, stored.cte("innehallen"))


_WRITE_MANY = _one_statement_for_many()


def content_hash(salt: str, content: str) -> str:
    """Return H(salt‖payload) in hex."""
    return hashlib.sha256((salt + content).encode()).hexdigest()


def header_hash(header: Mapping[str, object]) -> str:
    """Return the hash of an event's header; instants are written in UTC with microseconds."""
    known = HEADER if header["hash_version"] != 1 else [one for one in HEADER if one not in _NEW]
    fields = {name: _plain(header[name]) for name in known}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be added. ``header`` has every field but the hashes; ``lage_sedan`` is since when
    the matter stands where it now stands.
    """

    header: Mapping[str, object]
    content: Mapping[str, object]
    lage_sedan: datetime

    def sealed(self) -> dict[str, object]:
        """Return everything that is stored of it, hashes and all."""
        salt, text = secrets.token_hex(16), canonical(self.content)
        header = {
            **self.header,
            "innehall_hash": content_hash(salt, text),
            "hash_version": HASH_VERSION,
        }
        header["hash"] = header_hash(header)
        beside = {"salt": salt, "innehall": text, "lage_sedan": self.lage_sedan}
        return {**{f"h_{name}": value for name, value in header.items()}, **beside}


def write_events(session: Session, events: Sequence[NewEvent]) -> list[int]:
    """Add an event of each of some matters, with its payload, and move the matter: state, version
    and head of the chain follow the event. Return the ids, in order.

    It is one statement, however many the events are.
    """
    sealed = [event.sealed() for event in events]
    if len(sealed) == 1:  # the lists of the other cost a step what they save a batch
        return [int(session.connection().execute(_WRITE, sealed[0]).scalar_one())]
    lists = {name: [one[name] for one in sealed] for name in sealed[0]} if sealed else {}
    written = session.connection().execute(_WRITE_MANY, lists).all() if lists else ()
    ids = {row.sak_id: row.id for row in written}
    return [ids[one["h_sak_id"]] for one in sealed]
