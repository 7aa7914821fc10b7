"""Looking up what a payload points at, so that rules get facts instead of codes."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from sqlalchemy import or_, select, true
from sqlmodel import Session

from models.base import table_of
from models.tables import Avtal, Beslut, Fil, Organ, Person, Uppdrag
from models.vocabulary import MottagareSlag, OrganSlag, Roll
from workflows.avtal.payloads import FranRevision, Samband
from workflows.county.actors import Actor
from workflows.county.meetings import load_mote
from workflows.county.world import World
from workflows.engine.case import Named, PersonFacts
from workflows.ground.payload import Payload
from workflows.revision.new_text import text_of_revision

_PEOPLE = {"handlaggare", "justerare", "delegat", "verifieras_av", "person", "kod", "mottagare"}


def look_up(session: Session, payload: Payload, actor: Actor, world: World) -> Named:
    """Return the people, meeting, file and decisions the payload names; what does not exist is
    simply not there.
    """
    people = {text.casefold() for text in _people(payload)}
    mote_id = getattr(payload, "mote", None)
    fil_id = getattr(payload, "fil", None)
    decisions = {
        nr for name in ("tidigare_beslut", "ersatter") for nr in getattr(payload, name, None) or ()
    }
    return Named(
        personer=_persons(session, people) if people else {},
        mote=load_mote(session, mote_id) if mote_id else None,
        fil_id=_own_file(session, fil_id, actor) if fil_id else None,
        beslut=_decisions(session, decisions) if decisions else frozenset(),
        avtal=_agreements(session, payload),
        ledamoter=_members(session, world) if _names_organ(payload) else (),
        ny_text=(
            text_of_revision(session, payload.revision)
            if isinstance(payload, FranRevision)
            else None
        ),
    )


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
    uppdrag, person, organ = table_of(Uppdrag).c, table_of(Person).c, table_of(Organ).c
    query = (
        select(uppdrag.person_id)
        .where(
            uppdrag.organ_id == organ.id,
            organ.slag == OrganSlag.LEDNINGSGRUPP,
            uppdrag.roll == Roll.LEDAMOT,
        )
        .where(uppdrag.person_id == person.id, person.aktiv)
        .where(uppdrag.from_ <= today, uppdrag.tom.is_(None) | (uppdrag.tom >= today))
        .where(true() if always is None else uppdrag.sektor.is_(None) | uppdrag.sektor.in_(always))
        .order_by(uppdrag.id)
    )
    return tuple(dict.fromkeys(session.connection().execute(query).scalars()))


def _people(value: object, name: str = "") -> Iterator[str]:
    """Yield every text in the payload that may be somebody's address."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _people(getattr(value, field), field)
    elif isinstance(value, tuple):
        for one in value:
            yield from _people(one, name)
    elif isinstance(value, str) and name in _PEOPLE and "@" in value:
        yield value


def _persons(session: Session, addresses: set[str]) -> dict[str, PersonFacts]:
    person = table_of(Person).c
    rows = session.connection().execute(
        select(person.id, person.namn, person.epost).where(
            person.epost.in_(addresses), person.aktiv
        )
    )
    return {row.epost: PersonFacts(row.id, row.namn, row.epost) for row in rows}


def _own_file(session: Session, fil_id: int, actor: Actor) -> int | None:
    fil = table_of(Fil).c
    query = select(fil.id).where(fil.id == fil_id, fil.uppladdad_av == actor.person_id)
    return session.connection().execute(query).scalar_one_or_none()


def _decisions(session: Session, wanted: set[str]) -> frozenset[str]:
    beslut = table_of(Beslut).c
    query = select(beslut.nr, beslut.beteckning).where(
        or_(beslut.nr.in_(wanted), beslut.beteckning.in_(wanted))
    )
    return frozenset(text for row in session.connection().execute(query) for text in row)


def _agreements(session: Session, payload: Payload) -> dict[str, int]:
    """Return the ids of the agreements a payload hangs another together with, by their
    addresses.
    """
    if not isinstance(payload, Samband):
        return {}
    wanted = {
        one.casefold() for name in ("bygger_pa", "ersatter") for one in getattr(payload, name) or ()
    }
    avtal = table_of(Avtal).c
    return {
        row.slug: row.id
        for row in session.execute(select(avtal.slug, avtal.id).where(avtal.slug.in_(wanted)))
    }
