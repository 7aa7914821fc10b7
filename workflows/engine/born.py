"""How a matter comes to be: its row in the first state of its lifecycle, its first event, and its
first frist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from workflows.engine.frister import Dated, keep_frister
from workflows.engine.history.chain import NewEvent, write_events
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.roles import stand_of_birth
from workflows.engine.world import World

_SAK = table_of(Sak)
_INSERT = insert(_SAK).returning(_SAK.c.id, sort_by_parameter_order=True)


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
    (born,) = be_born_together(session, [birth])
    return born


def be_born_together(session: Session, births: Sequence[Birth]) -> list[Born]:
    """Do the same for many, in as many statements as for one; return them in order."""
    if not births:
        return []
    rows = session.connection().execute(_INSERT, [_sak(birth) for birth in births])
    sak_ids = [int(row.id) for row in rows]
    events = [_first_event(birth, sak_id) for birth, sak_id in zip(births, sak_ids, strict=True)]
    ids = write_events(session, events)
    return [Born(*one) for one in zip(sak_ids, ids, strict=True)]


def _sak(birth: Birth) -> dict[str, object]:
    lifecycle, now = birth.world.nouns.lifecycle(birth.slag), birth.world.now
    return {
        "slag": birth.slag,
        "lage": lifecycle.initial.value,
        "version": 1,
        "definitionsversion": lifecycle.version,
        "foralder_id": birth.foralder_id,
        "skapad": now,
        "lage_sedan": now,
        "kedja": None,
    }


def _first_event(birth: Birth, sak_id: int) -> NewEvent:
    lifecycle, now = birth.world.nouns.lifecycle(birth.slag), birth.world.now
    som = stand_of_birth(birth.actor)
    header = {
        "sak_id": sak_id,
        "lopnr": 1,
        "steg": BIRTH,
        "fran_lage": None,
        "till_lage": lifecycle.initial.value,
        "aktor_id": birth.actor.person_id,
        "aktor_roll": "foljd" if birth.because else "skapare",
        "for_id": som.for_id,
        "organ_id": som.organ_id,
        "huvudman_id": som.huvudman_id,
        "vag": birth.actor.vag,
        "tid": now,
        "definitionsversion": lifecycle.version,
        "begaran": f"handelse:{birth.because}" if birth.because else None,
        "foregaende": None,
    }
    return NewEvent(header, birth.said, now)


def first_frist(
    session: Session, sak_id: int, actor: Actor, world: World
) -> tuple[Case, date | None]:
    """Open the first frist of a matter whose own row is there; return its facts and the date."""
    (first,) = first_frister(session, [sak_id], actor, world)
    return first


def first_frister(
    session: Session, sak_ids: Sequence[int], actor: Actor, world: World
) -> list[tuple[Case, date | None]]:
    """Do the same for many, in as many statements for those of a kind as for one."""
    cases = load_cases(session, read_all(session, sak_ids, world.nouns), actor, world)
    dated = [_dated(cases[sak_id]) for sak_id in sak_ids]
    dates = keep_frister(session, dated)
    return [(one.case, senast) for one, senast in zip(dated, dates, strict=True)]


def _dated(case: Case) -> Dated:
    lifecycle = case.noun.lifecycle
    return Dated(case, lifecycle.waits[lifecycle.initial], anew=True)
