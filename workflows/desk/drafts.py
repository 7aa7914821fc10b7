"""What is typed in the form of a step and not sent yet: kept while it is written, so that nothing
is lost, and there to be read and brought back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, or_
from sqlmodel import Session

from models.base import table_of
from models.fil import Formularutkast
from models.organisation import Person
from models.rows import ONE, named_in, reading
from workflows.county.actors import Actor
from workflows.engine.world import World

Texts = Mapping[str, Sequence[str]]
_SITTING: Final = 30 * 60  # seconds after which what is written is a draft of its own
_MOST: Final = 20  # of the earlier drafts that can be brought back


@dataclass(frozen=True, slots=True)
class Utkast:
    """A draft as it was typed. ``sant`` when the step was taken with it; ``eget`` when the reader
    wrote it.
    """

    id: int
    person_id: int
    namn: str
    falt: Texts
    sparat: datetime
    sant: bool


_DRAFT, _PERSON = table_of(Formularutkast), table_of(Person)
# One's own; and what others have sent, which is no secret to whoever may take the step.
_THERE = reading(
    Utkast,
    named_in(Utkast, _DRAFT.c.id, _DRAFT, _PERSON.c.namn)
    .join(_PERSON, _PERSON.c.id == _DRAFT.c.person_id)
    .where(
        _DRAFT.c.sak_id == ONE,
        _DRAFT.c.steg == bindparam("steg"),
        or_(_DRAFT.c.person_id == bindparam("vem"), _DRAFT.c.sant),
    )
    .order_by(_DRAFT.c.sparat.desc(), _DRAFT.c.id.desc())
    .limit(_MOST),
)


def drafts(session: Session, actor: Actor, sak_id: int, steg: str) -> list[Utkast]:
    """Return the drafts of a step's form that the actor may bring back, the newest first."""
    return _THERE.all(session, {"den": sak_id, "steg": steg, "vem": actor.person_id})


def unsent(found: Sequence[Utkast], actor: Actor) -> Utkast | None:
    """Return what the actor was writing when they left; None when it was sent."""
    mine = next((one for one in found if one.person_id == actor.person_id), None)
    return None if mine is None or mine.sant else mine


def keep(session: Session, actor: Actor, world: World, place: tuple[int, str], falt: Texts) -> None:
    """Keep what stands in a form now: in the draft of this sitting, or in a new one."""
    sak_id, steg = place
    mine = unsent(drafts(session, actor, sak_id, steg), actor)
    # A NUL cannot be stored, and nobody has typed it.
    said = {name: [text.replace("\0", "") for text in texts] for name, texts in falt.items()}
    if mine is not None and (world.now - mine.sparat).total_seconds() < _SITTING:
        write = _DRAFT.update().where(_DRAFT.c.id == mine.id)
        session.connection().execute(write.values(falt=said, sparat=world.now))
        return
    row = {"person_id": actor.person_id, "sak_id": sak_id, "steg": steg, "falt": said}
    times = {"borjat": world.now, "sparat": world.now, "sant": False}
    session.connection().execute(_DRAFT.insert(), {**row, **times})


def taken(session: Session, actor: Actor, sak_id: int, steg: str) -> None:
    """Tell the actor's drafts of a step's form that they have been sent."""
    theirs = (
        _DRAFT.c.person_id == actor.person_id,
        _DRAFT.c.sak_id == sak_id,
        _DRAFT.c.steg == steg,
        ~_DRAFT.c.sant,
    )
    session.connection().execute(_DRAFT.update().where(*theirs).values(sant=True))
