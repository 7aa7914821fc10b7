"""Building the frozen case of a matter from its rows: one small query for each thing a rule may ask
about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session

from models.lagen import Slag
from workflows.arende.load import _arende_case
from workflows.avtal.load import avtal_case
from workflows.beslut.load import _atagande_case
from workflows.county.actors import Actor
from workflows.county.meetings import coming_meetings
from workflows.county.register import load_register
from workflows.county.world import World
from workflows.delgivning.load import _delgivning_case
from workflows.engine.case import Case, Lazily, SakFacts
from workflows.engine.named import look_up
from workflows.ground.payload import Payload
from workflows.mote.load import _mote_case
from workflows.remiss.load import _remiss_case
from workflows.revision.load import revision_case


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
    common = {
        "sak": asked.sak,
        "actor": asked.actor,
        "payload": asked.payload,
        "today": world.today,
        "now": world.now,
        "profile": world.profile,
        "register": load_register(session),
        "named": look_up(session, asked.payload, asked.actor, world),
        "moten": Lazily(partial(coming_meetings, session, world)),
    }
    return _LOADERS[asked.sak.slag](session, common)


_LOADERS: Mapping[Slag, Callable[[Session, Mapping[str, Any]], Case]] = {
    Slag.ARENDE: _arende_case,
    Slag.MOTE: _mote_case,
    Slag.REMISS: _remiss_case,
    Slag.ATAGANDE: _atagande_case,
    Slag.DELGIVNING: _delgivning_case,
    Slag.AVTAL: avtal_case,
    Slag.REVISION: revision_case,
}
