"""Building the frozen case of a matter from its rows: one small query for each thing a rule may ask
about. What a payload points at is looked up too, so that rules get facts instead of codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import Session

from models.base import table_of
from models.fil import Fil
from models.lagen import Slag
from models.organisation import Person
from models.rows import among
from workflows.county.actors import Actor
from workflows.county.meetings import coming_meetings
from workflows.county.register import load_register
from workflows.engine.case import Case, Common, Lazily, Named, PersonFacts, SakFacts
from workflows.engine.world import World
from workflows.ground.payload import Payload, describe

_PEOPLE = {"handlaggare", "justerare", "delegat", "verifieras_av", "person", "kod", "mottagare"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks about what, with which payload, where and when."""

    sak: SakFacts
    actor: Actor
    payload: Payload
    world: World


def load_case(session: Session, asked: Asked) -> Case:
    """Return the frozen facts of one matter as they stand in this transaction."""
    (case,) = load_asked(session, [asked])
    return case


def saying(session: Session, case: Case, payload: Payload) -> Case:
    """Return the same facts with something asked for, and what that points at."""
    asked = Asked(case.sak, case.actor, payload, case.world)
    return replace(case, payload=payload, named=_look_up(session, asked))


def load_cases(
    session: Session, saker: Sequence[SakFacts], actor: Actor, world: World
) -> Mapping[int, Case]:
    """Return the facts of several matters by id, where nothing is asked for yet; in as many
    statements for many of a kind as for one.
    """
    said = Payload()
    cases = load_asked(session, [Asked(sak, actor, said, world) for sak in saker])
    return {case.sak.id: case for case in cases}


def load_asked(session: Session, asked: Sequence[Asked]) -> list[Case]:
    """Return the facts of several matters, in order, of each of which something of its own may be
    asked; all by somebody, somewhere. What payloads point at is looked up for each of them.
    """
    of_a_kind: dict[Slag, list[Asked]] = {}
    for one in asked:
        of_a_kind.setdefault(one.sak.slag, []).append(one)
    cases = {case.sak.id: case for some in of_a_kind.values() for case in _load(session, some)}
    return [cases[one.sak.id] for one in asked]


def _load(session: Session, asked: Sequence[Asked]) -> Sequence[Case]:
    """Return the facts of matters of one kind."""
    world, register = asked[0].world, load_register(session)
    moten = Lazily(partial(coming_meetings, session, world.today))
    commons: list[Common] = [
        {
            "sak": one.sak,
            "actor": one.actor,
            "payload": one.payload,
            "world": world,
            "register": register,
            "named": _look_up(session, one),
            "moten": moten,
        }
        for one in asked
    ]
    cases: Sequence[Case] = world.nouns[asked[0].sak.slag].load(session, commons)
    return cases


def _look_up(session: Session, asked: Asked) -> Named:
    """Return what the payload names; what does not exist is simply not there."""
    payload, world = asked.payload, asked.world
    people = {text.casefold() for text in _people(payload)}
    fil_id = getattr(payload, "fil", None)
    found = [
        one
        for noun in world.nouns
        if noun.finds is not None
        for one in noun.finds(session, payload, world)
    ]
    return Named(
        personer=_persons(session, people) if people else {},
        fil_id=_own_file(session, fil_id, asked.actor) if fil_id else None,
        found={type(one): one for one in found},
    )


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
        select(person.id, person.namn, person.epost, person.konto).where(
            among(person.epost, addresses), person.aktiv
        )
    )
    return {row.epost: PersonFacts(*row) for row in rows}


def _own_file(session: Session, fil_id: int, actor: Actor) -> int | None:
    fil = table_of(Fil).c
    query = select(fil.id).where(fil.id == fil_id, fil.uppladdad_av == actor.person_id)
    return session.connection().execute(query).scalar_one_or_none()


# What somebody without an account is handed: they answer by the link of the letter.
_BY_LINK = {"delegat"}


def unknown_people(takes: type[Payload], case: Case) -> Iterable[str]:
    """Yield why each person named cannot be asked to act: nobody has the address, or they cannot
    sign in.
    """
    for one in describe(takes):
        said = getattr(case.payload, one["namn"], None)
        if one["slag"] != "person" or not said:
            continue
        known = case.named.personer.get(said.casefold())
        if known is None:
            yield f"{one['rubrik']}: det finns ingen person med adressen {said}."
        elif not known.konto and one["namn"] not in _BY_LINK:
            yield f"{one['rubrik']}: {known.namn} har inget konto och kan inte göra det."
