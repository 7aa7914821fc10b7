"""The proof that history has not been rewritten.

Every event is hashed again, every chain followed to its head, every move held against the definition, and every
checkpoint held against the events it covered. What is changed after the latest checkpoint by somebody who also
recomputes every hash cannot be seen here: a checkpoint that has been copied elsewhere can.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, groupby
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.tables import Handelse, Handelseinnehall, Kontrollhuvud, Kontrollpunkt, Sak
from workflows.definitions import LIFECYCLES
from workflows.engine.chain import content_hash, header_hash
from workflows.naming import names_of
from workflows.payloads.base import canonical
from workflows.words import tid

_SAK, _HANDELSE, _INNEHALL = table_of(Sak), table_of(Handelse), table_of(Handelseinnehall)
_PUNKT, _HUVUD = table_of(Kontrollpunkt), table_of(Kontrollhuvud)
_STREAMED = {"stream_results": True, "yield_per": 500}
_ONE_CHECKPOINT_AT_A_TIME = 20231106  # any number, the same in every process
_MOST_NAMED = 100  # broken matters


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``brott`` are Swedish sentences: one for each broken matter, with its first broken link."""

    antal_saker: int
    antal_handelser: int
    brott: list[str]

    @property
    def ok(self) -> bool:
        """Tell whether everything holds."""
        return not self.brott


def checkpoint(session: Session, now: datetime) -> str:
    """Write down the head of every chain that has grown since the checkpoint before; return the checkpoint's hash.

    Steps may be taken meanwhile: what they add comes with the next one.
    """
    session.execute(select(func.pg_advisory_xact_lock(_ONE_CHECKPOINT_AT_A_TIME)))
    last = session.execute(select(_PUNKT).order_by(_PUNKT.c.id.desc()).limit(1)).one_or_none()
    heads = session.execute(_NEW_HEADS).all()
    row: dict[str, Any] = {
        "tid": now, "foregaende": last.hash if last else None,
        "sista_handelse": max((head.handelse_id for head in heads), default=last.sista_handelse if last else 0),
        "antal": (last.antal if last else 0) + sum(head.vuxit for head in heads),
    }  # fmt: skip
    row["hash"] = _checkpoint_hash(row, ((head.sak_id, head.version, head.hash) for head in heads))
    punkt_id = session.execute(insert(_PUNKT).returning(_PUNKT.c.id), row).scalar_one()
    covered = [
        {"sak_id": head.sak_id, "version": head.version, "hash": head.hash, "kontrollpunkt_id": punkt_id}
        for head in heads
    ]
    if covered:
        session.execute(insert(_HUVUD), covered)
    return str(row["hash"])


def _new_heads() -> Select[Any]:
    known = select(func.max(_HUVUD.c.version)).where(_HUVUD.c.sak_id == _SAK.c.id).scalar_subquery()
    at_head = (_HANDELSE.c.sak_id == _SAK.c.id) & (_HANDELSE.c.lopnr == _SAK.c.version)
    columns = (_HANDELSE.c.sak_id, _SAK.c.version, _HANDELSE.c.hash, _HANDELSE.c.id.label("handelse_id"))
    grown = _SAK.c.version - func.coalesce(known, 0)
    return (
        select(*columns, grown.label("vuxit"))
        .select_from(_SAK.join(_HANDELSE, at_head))
        .where(grown > 0)
        .order_by(_SAK.c.id)
    )


_NEW_HEADS = _new_heads()


def _checkpoint_hash(row: dict[str, Any], heads: Iterable[tuple[int, int, str]]) -> str:
    """Return the hash over what a checkpoint says and the heads it covers, in order of their matters."""
    said = {name: row[name] for name in ("sista_handelse", "antal", "foregaende")}
    said["tid"] = row["tid"].astimezone(UTC).isoformat(timespec="microseconds")
    digest = hashlib.sha256(canonical(said).encode())
    for head in heads:
        digest.update(b"\n" + canonical(list(head)).encode())
    return digest.hexdigest()


def verify(session: Session) -> Report:
    """Go through the whole history and every checkpoint, a few hundred rows at a time.

    Reading is all it does; a matter is named once, with the first link that does not hold.
    """
    broken: dict[int, str] = {}
    matters = events = 0
    rows = session.execute(_EVERYTHING, execution_options=_STREAMED)
    for sak_id, group in groupby(rows, key=lambda row: int(row.nr)):
        history = list(group)
        matters += 1
        events += sum(1 for row in history if row.lopnr is not None)
        if breach := _breach(history):
            broken[sak_id] = breach
    rewritten = list(_broken_checkpoints(session, broken))
    names = names_of(session, list(broken)[:_MOST_NAMED])
    sentences = [_sentence(f"{name}: {broken[sak_id]}") for sak_id, name in names.items()]
    if len(broken) > _MOST_NAMED:
        sentences.append(f"Ytterligare {len(broken) - _MOST_NAMED} saker har en bruten historia.")
    return Report(matters, events, [*sentences, *rewritten])


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _everything() -> Select[Any]:
    """Return every event of every matter in one statement, so that a step taken meanwhile is seen whole or not."""
    sak = (_SAK.c[name].label(f"nu_{name}") for name in ("id", "slag", "lage", "version", "kedja"))
    content = (_INNEHALL.c.handelse_id.label("innehall_finns"), _INNEHALL.c.salt, _INNEHALL.c.innehall)
    number = func.coalesce(_SAK.c.id, _HANDELSE.c.sak_id).label("nr")
    return (
        select(number, *sak, *(column for column in _HANDELSE.c if column.name != "id"), *content)
        .select_from(
            _SAK.join(_HANDELSE, _HANDELSE.c.sak_id == _SAK.c.id, full=True)
            .outerjoin(_INNEHALL, _INNEHALL.c.handelse_id == _HANDELSE.c.id)
        )
        .order_by(number, _HANDELSE.c.lopnr)
    )  # fmt: skip


_EVERYTHING = _everything()


def _breach(history: list[Row[Any]]) -> str | None:
    """Return what is wrong with one matter's history, or None."""
    before: Row[Any] | None = None
    for row in history:
        if row.lopnr is None:
            return "all historia saknas."
        if breach := _event_breach(row, before):
            return breach
        before = row
    return _head_breach(history[-1])


def _event_breach(row: Row[Any], before: Row[Any] | None) -> str | None:
    expected = before.lopnr + 1 if before else 1
    if row.lopnr != expected:
        return f"händelse {expected} saknas."
    if header_hash(dict(row._mapping)) != row.hash:  # noqa: SLF001 - the public name for a row as a mapping
        return f"händelse {row.lopnr} har ändrats."
    if row.foregaende != (before.hash if before else None):
        return f"händelse {row.lopnr} hänger inte ihop med den före."
    if row.innehall_finns is None:
        return f"innehållet i händelse {row.lopnr} saknas."
    if row.innehall is not None and content_hash(row.salt, row.innehall) != row.innehall_hash:
        return f"innehållet i händelse {row.lopnr} har ändrats."
    return None if _allowed(row, before) else f"händelse {row.lopnr} ({row.steg}) är ett steg som reglerna inte medger."


def _allowed(row: Row[Any], before: Row[Any] | None) -> bool:
    """Tell whether the definition lets the step lead from the state before to the state after.

    Events written under an older version of the definition are held only against the event before.
    """
    if row.fran_lage != (before.till_lage if before else None):
        return False
    if row.nu_slag is None:
        return True
    lifecycle = LIFECYCLES[Slag(row.nu_slag)]
    if row.definitionsversion != lifecycle.version:
        return True
    if before is None:
        return bool(row.steg == "skapa" and row.till_lage == lifecycle.initial.value)
    step = lifecycle.step(row.steg)
    if step is None or row.fran_lage not in step.source:
        return False
    return row.till_lage in (step.dests() or (row.fran_lage,))


def _head_breach(last: Row[Any]) -> str | None:
    """Compare the matter as it stands with its last event."""
    if last.nu_id is None:
        return "saken är borttagen, men dess historia finns kvar."
    if last.nu_version > last.lopnr:
        return f"händelse {last.lopnr + 1} och framåt saknas."
    if last.nu_version < last.lopnr or last.nu_kedja != last.hash:
        return f"händelse {last.lopnr} stämmer inte med det som står om saken."
    if last.nu_lage != last.till_lage:
        return f"läget är ”{last.nu_lage}”, men händelse {last.lopnr} ledde till ”{last.till_lage}”."
    return None


def _broken_checkpoints(session: Session, broken: dict[int, str]) -> Iterator[str]:
    """Yield a sentence for each checkpoint that was rewritten; add matters that no longer have what one covered."""
    total, before = 0, None
    rows = session.execute(_CHECKPOINTS, execution_options=_STREAMED)
    for _, group in groupby(rows, key=lambda row: int(row.id)):
        first = next(group)
        covered: list[tuple[int, int, str]] = []
        for row in chain([first], group):
            if row.sak_id is None:
                continue
            covered.append((row.sak_id, row.version, row.huvud))
            total += row.vuxit
            if row.huvud != row.handelse_hash:
                gone = f"händelse {row.version}, som fanns {tid(first.tid)}, saknas eller har bytts ut."
                broken.setdefault(row.sak_id, gone)
        said = dict(first._mapping)  # noqa: SLF001 - as above
        if (first.hash, first.foregaende, first.antal) != (_checkpoint_hash(said, covered), before, total):
            yield f"Kontrollpunkten {tid(first.tid)} har ändrats, eller så saknas en före den."
        total, before = first.antal, first.hash


def _checkpoints() -> Select[Any]:
    """Return every checkpoint with the heads it covers, how much each had grown, and the event that is there now."""
    earlier = func.lag(_HUVUD.c.version).over(partition_by=_HUVUD.c.sak_id, order_by=_HUVUD.c.version)
    return (
        select(
            _PUNKT, _HUVUD.c.sak_id, _HUVUD.c.version, _HUVUD.c.hash.label("huvud"),
            (_HUVUD.c.version - func.coalesce(earlier, 0)).label("vuxit"), _HANDELSE.c.hash.label("handelse_hash"),
        )
        .select_from(
            _PUNKT.outerjoin(_HUVUD, _HUVUD.c.kontrollpunkt_id == _PUNKT.c.id)
            .outerjoin(_HANDELSE, (_HANDELSE.c.sak_id == _HUVUD.c.sak_id) & (_HANDELSE.c.lopnr == _HUVUD.c.version))
        )
        .order_by(_PUNKT.c.id, _HUVUD.c.sak_id)
    )  # fmt: skip


_CHECKPOINTS = _checkpoints()
