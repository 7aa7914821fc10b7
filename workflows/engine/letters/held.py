"""Letters that wait for a meeting to be closed: what is said in the room may be changed until then.

The door says which room a step is taken in, and what follows from it; the outbox keeps its letters
here, written and addressed, until the meeting lets them go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from models.avisering import HalletBrev
from models.base import table_of
from models.handelse import Handelse
from models.organisation import Person
from models.rows import wide
from models.vocabulary import Roll
from workflows.county.slots import Slot
from workflows.ground.payload import Json

_KEPT, _PERSON, _EVENT = (table_of(one) for one in (HalletBrev, Person, Handelse))
# Who was told at the table may have got another address before the letter leaves.
_ADDRESS = (
    select(_PERSON.c.epost).where(_PERSON.c.id == _KEPT.c.person_id).scalar_subquery()
).label("adress")
_ROOM = "letters wait for"
_TILL = "till"


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


def is_in_a_room(session: Session) -> bool:
    """Tell whether letters are kept now."""
    return session.info.get(_ROOM) is not None


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


@dataclass(frozen=True, slots=True)
class Till:
    """To whom a letter that waits goes: who holds the slot when it leaves, by the day it is about,
    but ``utom``. ``skal`` is why they get it. ``vid`` is the event it tells of; ``medan`` when it
    asks for what is waited for since, and is untrue when that is over.
    """

    slot: Slot
    skal: str
    vid: int
    utom: int | None = None
    dag: date | None = None
    medan: bool = False

    def as_data(self) -> dict[str, object]:
        """Return it as part of the data of the letter."""
        dag = self.dag and self.dag.isoformat()
        return {_TILL: {**asdict(self), "slot": asdict(self.slot), "dag": dag}}


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that waits, with its data as it was given; ``till`` None when it is for the person
    it was written to.
    """

    rad: Mapping[str, object]
    person_id: int
    data: Mapping[str, object]
    till: Till | None


def _kept(row: Mapping[str, object]) -> Kept:
    data = row["data"]
    assert isinstance(data, dict)  # noqa: S101 - the column holds an object
    said = {name: one for name, one in data.items() if name != _TILL}
    letter = {name: row[name] for name in _SAID} | {"epost": row["adress"] or row["epost"]}
    return Kept(letter, int(str(row["person_id"])), said, _till(data.get(_TILL)))


def _till(stored: Json) -> Till | None:
    if not stored:
        return None
    slot = dict(stored["slot"])
    slot["roll"] = Roll(slot["roll"]) if slot["roll"] else None
    slot["sektorer"] = tuple(slot["sektorer"])
    dag = date.fromisoformat(stored["dag"]) if stored["dag"] else None
    return Till(**{**stored, "slot": Slot(**slot), "dag": dag})


def let_go(session: Session, sak_id: int) -> Sequence[Kept]:
    """Return the letters that waited for a meeting and are true still, in the order they were
    written; none waits any more.
    """
    found = wait_for(session, sak_id)
    session.execute(_KEPT.delete().where(_KEPT.c.vantar_pa == sak_id))
    return found


def wait_for(session: Session, sak_id: int) -> Sequence[Kept]:
    """Return the letters that wait for a meeting and are true still, in the order they were
    written.
    """
    query = wide(*_KEPT.c, _ADDRESS).where(_KEPT.c.vantar_pa == sak_id).order_by(_KEPT.c.id)
    found = [_kept(dict(row)) for row in session.execute(query).mappings()]
    over = _over(session, [one.till.vid for one in found if one.till and one.till.medan])
    return [one for one in found if not (one.till and one.till.medan and one.till.vid in over)]


def _over(session: Session, events: Sequence[int]) -> set[int]:
    """Return those events since which the matter has left the state that they brought it to."""
    later = _EVENT.alias()
    left = (later.c.sak_id == _EVENT.c.sak_id) & (later.c.id > _EVENT.c.id)
    moved = left & (later.c.till_lage != later.c.fran_lage)
    query = select(_EVENT.c.id).join(later, moved).where(_EVENT.c.id.in_(events))
    return set(session.exec(query).all()) if events else set()


def take_back(session: Session, sak_id: int) -> None:
    """Let no letter about a matter leave that waits: what it says was undone before anybody heard
    of it.
    """
    session.execute(_KEPT.delete().where(_KEPT.c.sak_id == sak_id))


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
