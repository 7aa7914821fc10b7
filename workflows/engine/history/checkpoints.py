"""The marks in history: what every chain had come to when somebody last went through it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    func,
    insert,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlmodel import Session

from models.base import table_of
from models.handelse import Handelse, Kontrollhuvud, Kontrollpunkt, Spar
from models.sak import Sak
from workflows.ground.payload import canonical

_SAK, _HANDELSE = table_of(Sak), table_of(Handelse)
_PUNKT, _HUVUD = table_of(Kontrollpunkt), table_of(Kontrollhuvud)
_SPAR, _EVENT = table_of(Spar), _HANDELSE.alias("covered_event")
_LATEST = select(_PUNKT).order_by(_PUNKT.c.id.desc()).limit(1)


def hold_still(session: Session) -> None:
    """Let what follows in this transaction see the history as it is now, and nobody else write a
    checkpoint meanwhile.

    To be called first. Steps may still be taken: they come with the next checkpoint, after somebody
    has looked at them.
    """
    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    _wait_for_turn(session)


def _wait_for_turn(session: Session) -> None:
    """Write checkpoints one at a time. A table's lock is the one that is taken before a transaction
    looks around.
    """
    session.execute(text("LOCK TABLE kontrollpunkt IN SHARE ROW EXCLUSIVE MODE"))


def latest_checkpoint(session: Session) -> Row[tuple[object, ...]] | None:
    """Return the latest row of kontrollpunkt."""
    return session.execute(_LATEST).one_or_none()


def checkpoint(session: Session, now: datetime, *, hel_kontroll: datetime | None = None) -> str:
    """Write down the head of every chain that has grown since the checkpoint before; return the
    checkpoint's hash.

    ``hel_kontroll`` is when the whole history was last found to hold, None when something is
    broken.
    """
    _wait_for_turn(session)
    last = latest_checkpoint(session)
    heads = session.execute(_NEW_HEADS).all()
    row: dict[str, object] = {
        "tid": now,
        "hel_kontroll": hel_kontroll,
        "foregaende": last.hash if last else None,
        "sista_handelse": max(
            (head.handelse_id for head in heads), default=last.sista_handelse if last else 0
        ),
        "antal": (last.antal if last else 0) + sum(head.vuxit for head in heads),
    }
    # What is broken may be missing traces that are there again when it has been mended.
    spar = {one.sak_id: one.spar if hel_kontroll else None for one in heads}
    covers = ((one.sak_id, one.version, one.hash, spar[one.sak_id]) for one in heads)
    row["hash"] = checkpoint_hash(now, row, covers)
    punkt_id = session.execute(insert(_PUNKT).returning(_PUNKT.c.id), row).scalar_one()
    covered = [
        {**_covered(head), "spar": spar[head.sak_id], "kontrollpunkt_id": punkt_id}
        for head in heads
    ]
    if covered:
        session.execute(insert(_HUVUD), covered)
    return str(row["hash"])


def _covered(head: Row[tuple[object, ...]]) -> dict[str, object]:
    return {"sak_id": head.sak_id, "version": head.version, "hash": head.hash}


def traces_of(
    sak_id: ColumnElement[int], after: ColumnElement[int], to: ColumnElement[int]
) -> ScalarSelect[str]:
    """Return the hash of what the events of a matter after one number, to another, left as traces;
    "" when they left none.
    """
    joined = func.string_agg(_SPAR.c.hash, aggregate_order_by(literal_column("''"), _SPAR.c.id))
    together = func.convert_to(joined, "UTF8")
    return (
        select(func.coalesce(func.encode(func.sha256(together), "hex"), ""))
        .select_from(_SPAR.join(_EVENT, _EVENT.c.id == _SPAR.c.handelse_id))
        .where(_EVENT.c.sak_id == sak_id, _EVENT.c.lopnr > after, _EVENT.c.lopnr <= to)
        .scalar_subquery()
    )


def _new_heads() -> Select[tuple[object, ...]]:
    latest = func.max(_HUVUD.c.version).label("version")
    # Once for all of them: asked of each matter it was half of a night's work.
    known = select(_HUVUD.c.sak_id, latest).group_by(_HUVUD.c.sak_id).cte("known")
    at_head = (_HANDELSE.c.sak_id == _SAK.c.id) & (_HANDELSE.c.lopnr == _SAK.c.version)
    before = func.coalesce(known.c.version, 0)
    grown = _SAK.c.version - before
    return (
        select(
            _HANDELSE.c.sak_id,
            _SAK.c.version,
            _HANDELSE.c.hash,
            _HANDELSE.c.id.label("handelse_id"),
            grown.label("vuxit"),
            traces_of(_SAK.c.id, before, _SAK.c.version).label("spar"),
        )
        .select_from(_SAK.outerjoin(known, known.c.sak_id == _SAK.c.id).join(_HANDELSE, at_head))
        .where(grown > 0)
        .order_by(_SAK.c.id)
    )


_NEW_HEADS = _new_heads()


def checkpoint_hash(
    tid: datetime, row: Mapping[str, object], heads: Iterable[tuple[int, int, str, str | None]]
) -> str:
    """Return the hash over when a checkpoint was written, what it says and the heads it covers, in
    order of their matters; with the traces of each, where they were kept.
    """
    kept = {name: row[name] for name in ("sista_handelse", "antal", "foregaende")}
    kept["tid"] = tid.astimezone(UTC).isoformat(timespec="microseconds")
    digest = hashlib.sha256(canonical(kept).encode())
    for head in heads:
        said = head if head[-1] is not None else head[:-1]
        digest.update(b"\n" + canonical(list(said)).encode())
    return digest.hexdigest()
