"""Building the frozen case of a round from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import select, true
from sqlmodel import Session

from models.base import table_of
from models.organisation import Organ, Person, Uppdrag
from models.vocabulary import MottagareSlag, OrganSlag
from workflows.county.bemanning import load_bemanning
from workflows.county.in_force import in_force
from workflows.engine.case import Common, Lazily
from workflows.engine.world import World
from workflows.ground.payload import Payload
from workflows.handling import slots
from workflows.handling.facts import NamedMembers, OmFacts, RemissFacts
from workflows.handling.load import APPROVING, load_om, load_rounds
from workflows.remiss.facts import RemissCase


def remiss_cases(session: Session, commons: Sequence[Common]) -> list[RemissCase]:
    """Return the cases of rounds."""
    rounds = load_rounds(session, (common["sak"].id for common in commons))
    about = load_om(session, (one.om_id for one in rounds.values()))
    return [_case(session, common, rounds[common["sak"].id], about) for common in commons]


def _case(
    session: Session, common: Common, remiss: RemissFacts, about: Mapping[int, tuple[OmFacts, str]]
) -> RemissCase:
    case = RemissCase(**common, remiss=remiss, om=about[remiss.om_id][0])
    return replace(case, utan_chef=Lazily(partial(_without_chef, session, case)))


def _without_chef(session: Session, case: RemissCase) -> Iterator[int]:
    """Yield the recipients whose question has fallen to somebody else: nobody is there for it."""
    asked = {one.id: slots.mottagarens(case, one) for one in case.remiss.mottagare}
    bemanning = load_bemanning(session, case.today, asked.values())
    for mottagare_id, slot in asked.items():
        if any(holder.vakans for holder in bemanning.holders(slot)):
            yield mottagare_id


def finds(session: Session, payload: Payload, world: World) -> Iterator[NamedMembers]:
    """Find the ledamöter, where a payload names an organ it is to be sent to."""
    if _names_organ(payload):
        yield NamedMembers(_members(session, world, getattr(payload, "sektor", None)))


def _names_organ(payload: Payload) -> bool:
    to = getattr(payload, "mottagare", None)
    return isinstance(to, tuple) and any(
        getattr(one, "slag", None) == MottagareSlag.ORGAN for one in to
    )


def _members(session: Session, world: World, sektor: str | None) -> tuple[int, ...]:
    """Return the ids of the ledningsgrupp's ledamöter of the day, in the order they were given
    their uppdrag; of the sector that is asked, where one is.

    Those of a sector that takes part only in some areas are otherwise asked as a body of their own.
    """
    always = frozenset({sektor}) if sektor else world.profile.godkannande.sektorer_for("")
    today = world.today
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
