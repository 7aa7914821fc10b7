"""Letters that wait for a meeting to be closed: what is said in the room may be changed until then.

The door says which room a step is taken in, and what follows from it; the outbox keeps its letters
here, written and addressed, until the meeting lets them go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from models.avisering import HalletBrev
from models.base import table_of
from models.organisation import Person

_KEPT, _PERSON = table_of(HalletBrev), table_of(Person)
# Who was told at the table may have got another address before the letter leaves.
_ADDRESS = (
    select(_PERSON.c.epost).where(_PERSON.c.id == _KEPT.c.person_id).scalar_subquery()
).label("adress")
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
    gone = _KEPT.delete().where(_KEPT.c.vantar_pa == sak_id).returning(_KEPT, _ADDRESS)
    rows = session.execute(gone).mappings().all()
    ordered = sorted(rows, key=lambda row: int(row["id"]))
    return [
        {**{name: row[name] for name in _SAID}, "epost": row["adress"] or row["epost"]}
        for row in ordered
    ]


def take_back(session: Session, sak_id: int) -> None:
    """Let no letter about a matter leave that waits: what it says was undone before anybody heard
    of it.
    """
    session.execute(_KEPT.delete().where(_KEPT.c.sak_id == sak_id))


def wait_for(session: Session, sak_id: int) -> Sequence[int]:
    """Return the ids of those who will get a letter that waits, in the order they were written."""
    query = select(_KEPT.c.person_id).where(_KEPT.c.vantar_pa == sak_id).order_by(_KEPT.c.id)
    return list(session.exec(query).all())


# What a letter says stands in its data as a text among others: a whole text is exchanged, and
# never what the matter, its groups or the reader are called.
_REWORD = text(
    "UPDATE hallet_brev SET data = data || (SELECT coalesce(jsonb_object_agg(key,"
    " to_jsonb(CAST(:efter AS text))), '{}') FROM jsonb_each(data)"
    " WHERE value = to_jsonb(CAST(:fore AS text)) AND key <> ALL (CAST(:namn AS text[])))"
    " WHERE vantar_pa = :den AND sak_id = :om"
)


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text about a matter that is exchanged for another, but where a letter names something:
    under those keys of its data.
    """

    om_id: int
    fore: str
    efter: str
    namn: Sequence[str]


def reword(session: Session, sak_id: int, one: Reworded) -> None:
    """Let the letters about a matter that wait for a meeting say a text as it stands now."""
    said = {"fore": one.fore, "efter": one.efter, "om": one.om_id, "namn": list(one.namn)}
    session.connection().execute(_REWORD, {"den": sak_id, **said})
