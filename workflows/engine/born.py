"""How a matter comes to be: its row in the first state of its lifecycle, its first event, and its
first frist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.engine.case import Case
from workflows.engine.definitions import BIRTH
from workflows.engine.frister import keep_frist
from workflows.engine.history.chain import write_event
from workflows.engine.load import Asked, load_case
from workflows.engine.locks import read
from workflows.engine.world import World
from workflows.ground.payload import Tom

_SAK = table_of(Sak)
_INSERT = insert(_SAK).returning(_SAK.c.id)


@dataclass(frozen=True, slots=True)
class Birth:
    """A matter to be: what kind, under which parent, by whom, because of which event, with what
    said about it.
    """

    slag: Slag
    actor: Actor
    world: World
    foralder_id: int | None = None
    because: int | None = None
    said: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Born:
    """A matter that has just come to be: its id, and that of its first event."""

    id: int
    handelse_id: int


def be_born(session: Session, birth: Birth) -> Born:
    """Add the supertype row and its first event.

    The caller adds the matter's own row and then its ``first_frist``.
    """
    lifecycle, now = birth.world.nouns.lifecycle(birth.slag), birth.world.now
    sak = {
        "slag": birth.slag,
        "lage": lifecycle.initial.value,
        "version": 1,
        "definitionsversion": lifecycle.version,
        "foralder_id": birth.foralder_id,
        "skapad": now,
        "lage_sedan": now,
        "kedja": None,
    }
    sak_id = int(session.execute(_INSERT, sak).scalar_one())
    event = {
        "sak_id": sak_id,
        "lopnr": 1,
        "steg": BIRTH,
        "fran_lage": None,
        "till_lage": lifecycle.initial.value,
        "aktor_id": birth.actor.person_id,
        "aktor_roll": "foljd" if birth.because else "skapare",
        "for_id": None,
        "tid": now,
        "definitionsversion": lifecycle.version,
        "begaran": f"handelse:{birth.because}" if birth.because else None,
        "foregaende": None,
    }
    return Born(sak_id, write_event(session, event, birth.said, now).id)


def first_frist(
    session: Session, sak_id: int, actor: Actor, world: World
) -> tuple[Case, date | None]:
    """Open the first frist of a matter whose own row is there; return its facts and the date."""
    sak = read(session, sak_id, world.nouns)
    case = load_case(session, Asked(sak, actor, Tom(), world))
    lifecycle = case.noun.lifecycle
    return case, keep_frist(
        session, lifecycle.waits[lifecycle.initial], case, moved=True, redate=True
    )
