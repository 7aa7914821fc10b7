"""The proof that history has not been rewritten.

Every event is hashed again, every chain followed to its head, every move held against the
definition, and every checkpoint held against the events it covered; or, for what is new, every
chain followed from where a checkpoint last covered it. What is changed after the latest checkpoint
by somebody who also recomputes every hash cannot be seen here: a checkpoint that has been copied
elsewhere can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby

from sqlalchemy import (
    CTE,
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    exists,
    false,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session

from models.base import table_of
from models.handelse import (
    Gallring,
    Handelse,
    Handelseinnehall,
    Kontrollhuvud,
    Kontrollpunkt,
)
from models.sak import Sak
from workflows.engine.definitions import BIRTH
from workflows.engine.history.chain import content_hash, header_hash
from workflows.engine.history.checkpoints import checkpoint_hash, latest_checkpoint, traces_of
from workflows.engine.history.rows import BrokenRow, broken_rows
from workflows.engine.naming import names_of
from workflows.engine.noun import Nouns
from workflows.ground.progress import Progress, unseen
from workflows.ground.words import stor, tid

_SAK, _HANDELSE, _INNEHALL = table_of(Sak), table_of(Handelse), table_of(Handelseinnehall)
_PUNKT, _HUVUD, _GALLRING = (table_of(model) for model in (Kontrollpunkt, Kontrollhuvud, Gallring))
_STREAMED = {"stream_results": True, "yield_per": 500}
_MOST_NAMED = 100  # broken matters
_HOW_MANY = select(func.count()).select_from(_SAK)


@dataclass(frozen=True, slots=True)
class Report:
    """What was gone through, and ``brott``: a Swedish sentence for each broken matter, with its
    first broken link.
    """

    antal_saker: int
    antal_handelser: int
    brott: list[str]

    @property
    def ok(self) -> bool:
        """Tell whether everything holds."""
        return not self.brott


def verify(
    session: Session, nouns: Nouns, *, since_last: bool = False, progress: Progress = unseen
) -> Report:
    """Go through the whole history and every checkpoint, a few hundred rows at a time.

    ``since_last`` goes on, in each matter, from what a checkpoint last covered: enough to find what
    has been done to later events, and to the end of any chain. Reading is all it does; a matter is
    named once, with the first link that does not hold.
    """
    broken: dict[int, str] = {}
    matters = events = 0
    # What is new is soon gone through, and nobody knows how much it is.
    known = 0 if since_last else session.connection().execute(_HOW_MANY).scalar_one()
    rows = session.execute(_SINCE_LAST if since_last else _EVERYTHING, execution_options=_STREAMED)
    for sak_id, group in groupby(rows, key=lambda row: int(row.nr)):
        history = list(group)
        new = sum(1 for row in history if row.lopnr is not None and row.lopnr != row.markt)
        matters += bool(new or not since_last)
        events += new
        if breach := _breach(history, nouns):
            broken[sak_id] = breach
        if known:
            progress(matters, known)
    rewritten = [] if since_last else list(_broken_checkpoints(session, broken))
    last = latest_checkpoint(session) if since_last else None
    rows_of = list(broken_rows(session, last.sista_handelse if last else None))
    sentences = _sentences(session, nouns, broken, rows_of)
    return Report(matters, events, [*sentences, *rewritten])


def _sentences(
    session: Session, nouns: Nouns, broken: Mapping[int, str], rows: Sequence[BrokenRow]
) -> Iterator[str]:
    """Yield a sentence for each broken matter and each row, as many as somebody reads."""
    named, some = list(broken)[:_MOST_NAMED], rows[:_MOST_NAMED]
    whose = {row.sak_id for row in some if row.sak_id is not None}
    names = names_of(session, {*named, *whose}, nouns)
    for sak_id in named:
        yield stor(f"{names[sak_id]}: {broken[sak_id]}")
    if len(broken) > _MOST_NAMED:
        yield f"Ytterligare {len(broken) - _MOST_NAMED} saker har en bruten historia."
    for row in some:
        of = "" if row.sak_id is None else f"{names[row.sak_id]}: "
        yield stor(f"{of}{row.mening}")
    if len(rows) > _MOST_NAMED:
        yield f"Ytterligare {len(rows) - _MOST_NAMED} rader stämmer inte med historien."


def _marks() -> Select[tuple[object, ...]]:
    """Return the head of each matter that a checkpoint covered last, and when."""
    return (
        select(_HUVUD.c.sak_id, _HUVUD.c.version, _HUVUD.c.hash, _PUNKT.c.tid)
        .join(_PUNKT, _PUNKT.c.id == _HUVUD.c.kontrollpunkt_id)
        .ext(distinct_on(_HUVUD.c.sak_id))
        .order_by(_HUVUD.c.sak_id, _HUVUD.c.version.desc())
    )


_EVENT = tuple(column.name for column in _HANDELSE.c if column.name != "id")
_CONTENT = (
    _INNEHALL.c.handelse_id.label("innehall_finns"),
    _INNEHALL.c.salt,
    _INNEHALL.c.innehall,
    # Whether what is not there any more was taken away by a protocol.
    exists().where(_GALLRING.c.tid == _INNEHALL.c.raderat).label("gallrat"),
)
_STANDS = ("id", "slag", "lage", "version", "kedja", "definitionsversion", "lage_sedan")
_MARK = {"version": "markt", "hash": "markt_hash", "tid": "markt_tid"}


def _moved() -> CTE:
    """Return the matters that do not stand exactly as the last checkpoint covered them: with no
    other state, with the event it kept as their last, and with nothing after it.

    Of the others there is nothing to read: one comparison of sets, however long the history.
    """
    mark, event = _marks().subquery("covered"), _HANDELSE.alias("head")
    stands = and_(
        _SAK.c.version == mark.c.version,
        _SAK.c.kedja == mark.c.hash,
        event.c.hash == mark.c.hash,
        event.c.till_lage == _SAK.c.lage,
    )
    at_head = and_(event.c.sak_id == mark.c.sak_id, event.c.lopnr == mark.c.version)
    changed = (
        select(func.coalesce(_SAK.c.id, mark.c.sak_id).label("nr"))
        .select_from(
            _SAK.join(mark, mark.c.sak_id == _SAK.c.id, full=True).outerjoin(event, at_head)
        )
        .where(func.coalesce(stands, false()).is_(False))
    )
    grown = (
        select(_HANDELSE.c.sak_id)
        .outerjoin(mark, mark.c.sak_id == _HANDELSE.c.sak_id)
        .where(_HANDELSE.c.lopnr > func.coalesce(mark.c.version, 0))
    )
    return changed.union(grown).cte("moved")


def _history(
    marked: Select[tuple[object, ...]], only: CTE | None = None
) -> Select[tuple[object, ...]]:
    """Return the events of every matter, or of those only, from its mark on, in one statement: a
    step taken meanwhile is whole or absent.

    A matter, its events and its mark are there also when the others are gone.
    """

    def read(rows: Select[tuple[object, ...]], sak_id: ColumnElement[int]) -> Subquery:
        of_those = true() if only is None else sak_id.in_(select(only.c.nr))
        return rows.where(of_those).subquery()

    stands, mark = read(select(_SAK), _SAK.c.id), read(marked, _HUVUD.c.sak_id)
    event = read(
        select(_HANDELSE)
        .outerjoin(mark, mark.c.sak_id == _HANDELSE.c.sak_id)
        .where(_HANDELSE.c.lopnr >= func.coalesce(mark.c.version, 1)),
        _HANDELSE.c.sak_id,
    )
    sak = (stands.c[name].label(f"nu_{name}") for name in _STANDS)
    known = (mark.c[name].label(label) for name, label in _MARK.items())
    either = func.coalesce(stands.c.id, event.c.sak_id)
    number = func.coalesce(either, mark.c.sak_id).label("nr")
    return (
        select(number, *sak, *known, *event.c[_EVENT], *_CONTENT)
        .select_from(
            stands.join(event, event.c.sak_id == stands.c.id, full=True)
            .join(mark, mark.c.sak_id == either, full=True)
            .outerjoin(_INNEHALL, _INNEHALL.c.handelse_id == event.c.id)
        )
        .order_by(number, event.c.lopnr)
    )


_SINCE_LAST, _EVERYTHING = _history(_marks(), _moved()), _history(_marks().where(false()))


def _breach(history: list[Row[tuple[object, ...]]], nouns: Nouns) -> str | None:
    """Return what is wrong with one matter's history from its mark on, or None."""
    first = history[0]
    if first.markt is not None and (first.lopnr, first.hash) != (first.markt, first.markt_hash):
        return _gone(first.markt, first.markt_tid)
    before, later = (None, history) if first.markt is None else (first, history[1:])
    since = None  # when it came to stand where it stands; not known of what came before a mark
    for row in later:
        if row.lopnr is None:
            return "all historia saknas."
        if breach := _event_breach(row, before, nouns):
            return breach
        since = row.tid if row.till_lage != row.fran_lage else since
        before = row
    return _head_breach(history[-1], since)


def _gone(lopnr: int, covered: datetime) -> str:
    return f"händelse {lopnr}, som fanns {tid(covered)}, saknas eller har bytts ut."


def _retraced(lopnr: int, covered: datetime) -> str:
    return (
        f"spåren efter raderna till och med händelse {lopnr}, som fanns {tid(covered)}, har ändrats"
        " eller blivit fler eller färre."
    )


def _event_breach(
    row: Row[tuple[object, ...]], before: Row[tuple[object, ...]] | None, nouns: Nouns
) -> str | None:
    expected = before.lopnr + 1 if before else 1
    if row.lopnr != expected:
        return f"händelse {expected} saknas."
    if header_hash(dict(row._mapping)) != row.hash:  # noqa: SLF001 - the public name for a row as a mapping
        return f"händelse {row.lopnr} har ändrats."
    if row.foregaende != (before.hash if before else None):
        return f"händelse {row.lopnr} hänger inte ihop med den före."
    if breach := _content_breach(row):
        return breach
    return (
        None
        if _allowed(row, before, nouns)
        else f"händelse {row.lopnr} ({row.steg}) är ett steg som reglerna inte medger."
    )


def _content_breach(row: Row[tuple[object, ...]]) -> str | None:
    if row.innehall_finns is None:
        return f"innehållet i händelse {row.lopnr} saknas."
    if row.innehall is not None and content_hash(row.salt, row.innehall) != row.innehall_hash:
        return f"innehållet i händelse {row.lopnr} har ändrats."
    if row.innehall is None and not row.gallrat:
        return f"innehållet i händelse {row.lopnr} har raderats utan protokoll."
    return None


def _allowed(
    row: Row[tuple[object, ...]], before: Row[tuple[object, ...]] | None, nouns: Nouns
) -> bool:
    """Tell whether the definition lets the step lead from the state before to the state after.

    Events written under an older version of the definition are held only against the event before.
    """
    if row.fran_lage != (before.till_lage if before else None):
        return False
    if row.nu_slag is None:
        return True
    lifecycle = nouns.lifecycle(row.nu_slag)
    if row.definitionsversion != lifecycle.version:
        return True
    if before is None:
        return bool(row.steg == BIRTH and row.till_lage == lifecycle.initial.value)
    step = lifecycle.step(row.steg)
    if step is None or row.fran_lage not in step.source:
        return False
    return row.till_lage in (step.dests() or (row.fran_lage,))


def _head_breach(last: Row[tuple[object, ...]], since: datetime | None) -> str | None:
    """Compare the matter as it stands with its last event, and with the one that led there."""
    if last.nu_id is None:
        return "saken är borttagen, men dess historia finns kvar."
    if last.nu_version > last.lopnr:
        return f"händelse {last.lopnr + 1} och framåt saknas."
    if last.nu_version < last.lopnr or last.nu_kedja != last.hash:
        return f"händelse {last.lopnr} stämmer inte med det som står om saken."
    if last.nu_definitionsversion != last.definitionsversion or since not in {
        None,
        last.nu_lage_sedan,
    }:
        return f"händelse {last.lopnr} stämmer inte med det som står om saken."
    if last.nu_lage != last.till_lage:
        return (
            f"läget är ”{last.nu_lage}”, men händelse {last.lopnr} ledde till ”{last.till_lage}”."
        )
    return None


def _broken_checkpoints(session: Session, broken: dict[int, str]) -> Iterator[str]:
    """Yield a sentence for each checkpoint that was rewritten; add matters that no longer have what
    one covered.
    """
    total, before = 0, None
    rows = session.execute(_CHECKPOINTS, execution_options=_STREAMED)
    for _, group in groupby(rows, key=lambda row: int(row.id)):
        first = next(group)
        covered: list[tuple[int, int, str, str | None]] = []
        for row in chain([first], group):
            if row.sak_id is None:
                continue
            covered.append((row.sak_id, row.version, row.huvud, row.spar))
            total += row.vuxit
            if row.huvud != row.handelse_hash:
                broken.setdefault(row.sak_id, _gone(row.version, first.tid))
            elif row.spar not in {None, row.spar_nu}:
                broken.setdefault(row.sak_id, _retraced(row.version, first.tid))
        said = dict(first._mapping)  # noqa: SLF001 - as above
        if (first.hash, first.foregaende, first.antal) != (
            checkpoint_hash(first.tid, said, covered),
            before,
            total,
        ):
            yield f"Kontrollpunkten {tid(first.tid)} har ändrats, eller så saknas en före den."
        total, before = first.antal, first.hash


def _checkpoints() -> Select[tuple[object, ...]]:
    """Return every checkpoint with the heads it covers, how much each had grown, and the event that
    is there now.
    """
    before = func.coalesce(
        func.lag(_HUVUD.c.version).over(partition_by=_HUVUD.c.sak_id, order_by=_HUVUD.c.version), 0
    )
    head = select(_HUVUD, before.label("fore")).subquery("head")
    return (
        select(
            _PUNKT,
            *head.c["sak_id", "version", "spar"],
            head.c.hash.label("huvud"),
            (head.c.version - head.c.fore).label("vuxit"),
            _HANDELSE.c.hash.label("handelse_hash"),
            traces_of(head.c.sak_id, head.c.fore, head.c.version).label("spar_nu"),
        )
        .select_from(
            _PUNKT.outerjoin(head, head.c.kontrollpunkt_id == _PUNKT.c.id).outerjoin(
                _HANDELSE,
                (_HANDELSE.c.sak_id == head.c.sak_id) & (_HANDELSE.c.lopnr == head.c.version),
            )
        )
        .order_by(_PUNKT.c.id, head.c.sak_id)
    )


_CHECKPOINTS = _checkpoints()
