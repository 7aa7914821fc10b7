"""Building the frozen case of a matter from its rows: one small query for each thing a rule may ask
about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from workflows.county.actors import Actor
from workflows.county.meetings import coming_meetings
from workflows.county.register import load_register
from workflows.engine.case import Case, Common, Lazily, SakFacts
from workflows.engine.named import look_up
from workflows.engine.world import World
from workflows.ground.payload import Payload


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks about what, with which payload, where and when."""

    sak: SakFacts
    actor: Actor
    payload: Payload
    world: World


def load_case(session: Session, asked: Asked) -> Case:
    """Return the frozen facts of one matter as they stand in this transaction."""
    world = asked.world
    common: Common = {
        "sak": asked.sak,
        "actor": asked.actor,
        "payload": asked.payload,
        "world": world,
        "register": load_register(session),
        "named": look_up(session, asked.payload, asked.actor, world),
        "moten": Lazily(partial(coming_meetings, session, world.today)),
    }
    case: Case = world.nouns[asked.sak.slag].load(session, common)
    return case
