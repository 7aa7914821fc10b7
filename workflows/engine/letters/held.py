"""Letters that wait for a meeting to be closed: what is said in the room may be changed until then.

The door says which room a step is taken in, and what follows from it; the outbox keeps its letters
here, written and addressed, until the meeting lets them go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from models.avisering import HalletBrev
from models.base import table_of

_KEPT = table_of(HalletBrev)
_ROOM = "letters wait for"


@contextmanager
def in_the_room(session: Session, sak_id: int | None) -> Iterator[None]:
    """Keep the letters of what is done in the block until a meeting lets them go; None keeps none,
    but what follows from a step in a room is in the same room.
    """
    outer = session.info.get(_ROOM)
    session.info[_ROOM] = outer if sak_id is None else sak_id
    try:
        yield
    finally:
        session.info[_ROOM] = outer


def kept(session: Session, rows: Sequence[Mapping[str, object]]) -> bool:
    """Keep letters for later, where they are written in a room; tell whether they were kept."""
    room = session.info.get(_ROOM)
    if room is None:
        return False
    values = [{"vantar_pa": room, **{name: row[name] for name in _SAID}} for row in rows]
    if values:
        session.execute(insert(_KEPT).on_conflict_do_nothing(), values)
    return True


_SAID = ("nyckel", "mall", "person_id", "epost", "sak_id", "skal", "data")


def let_go(session: Session, sak_id: int) -> Sequence[Mapping[str, object]]:
    """Return the letters that waited for a meeting, in the order they were written; they wait no
    more.
    """
    gone = _KEPT.delete().where(_KEPT.c.vantar_pa == sak_id).returning(_KEPT)
    rows = session.execute(gone).mappings().all()
    ordered = sorted(rows, key=lambda row: int(row["id"]))
    return [{name: row[name] for name in _SAID} for row in ordered]


def wait_for(session: Session, sak_id: int) -> Sequence[int]:
    """Return the ids of those who will get a letter that waits, in the order they were written."""
    query = select(_KEPT.c.person_id).where(_KEPT.c.vantar_pa == sak_id).order_by(_KEPT.c.id)
    return list(session.exec(query).all())


# What a letter says stands in its data as a text among others: the whole of it is exchanged.
_REWORD = text(
    "UPDATE hallet_brev SET data = replace(data::text, to_jsonb(CAST(:fore AS text))::text,"
    " to_jsonb(CAST(:efter AS text))::text)::jsonb WHERE vantar_pa = :den"
)


def reword(session: Session, sak_id: int, fore: str, efter: str) -> None:
    """Let the letters that wait say a text as it stands now."""
    session.connection().execute(_REWORD, {"den": sak_id, "fore": fore, "efter": efter})
