"""Building the frozen case of a round from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select, true
from sqlmodel import Session

from models.base import table_of
from models.organisation import Organ, Person, Uppdrag
from models.vocabulary import MottagareSlag, OrganSlag
from workflows.county.in_force import in_force
from workflows.engine.case import Common
from workflows.engine.world import World
from workflows.ground.payload import Payload
from workflows.handling.facts import NamedMembers
from workflows.handling.load import APPROVING, load_om, load_rounds
from workflows.remiss.facts import RemissCase


def remiss_cases(session: Session, commons: Sequence[Common]) -> list[RemissCase]:
    """Return the cases of rounds."""
    rounds = load_rounds(session, (common["sak"].id for common in commons))
    about = load_om(session, (one.om_id for one in rounds.values()))
    return [
        RemissCase(**common, remiss=(remiss := rounds[common["sak"].id]), om=about[remiss.om_id][0])
        for common in commons
    ]


def finds(session: Session, payload: Payload, world: World) -> Iterator[NamedMembers]:
    """Find the ledamöter, where a payload names an organ it is to be sent to."""
    if _names_organ(payload):
        yield NamedMembers(_members(session, world))


def _names_organ(payload: Payload) -> bool:
    to = getattr(payload, "mottagare", None)
    return isinstance(to, tuple) and any(
        getattr(one, "slag", None) == MottagareSlag.ORGAN for one in to
    )


def _members(session: Session, world: World) -> tuple[int, ...]:
    """Return the ids of the ledningsgrupp's ledamöter of the day, in the order they were given
    their uppdrag.

    Those of a sector that takes part only in some areas are asked as a body of their own.
    """
    always, today = world.profile.godkannande.sektorer_for(""), world.today
    held = table_of(Uppdrag)
    uppdrag, person, organ = held.c, table_of(Person).c, table_of(Organ).c
    query = (
        select(uppdrag.person_id)
        .where(
            uppdrag.organ_id == organ.id,
            organ.slag == OrganSlag.LEDNINGSGRUPP,
            uppdrag.roll.in_(APPROVING),
        )
        .where(uppdrag.person_id == person.id, person.aktiv)
        .where(in_force(held, today))
        .where(true() if always is None else uppdrag.sektor.is_(None) | uppdrag.sektor.in_(always))
        .order_by(uppdrag.id)
    )
    return tuple(dict.fromkeys(session.connection().execute(query).scalars()))
