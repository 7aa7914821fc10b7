"""People, organ, and who I am: uppdrag in words people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlmodel import Session

from models.base import table_of
from models.rows import reading, wide
from models.tables import Organ
from models.vocabulary import OrganSlag
from workflows.county.actors import Actor
from workflows.county.mandate import is_secretary
from workflows.county.organisation import PersonRad, UppdragRad, list_people
from workflows.county.profile import Profile
from workflows.engine.world import World


@dataclass(frozen=True, slots=True)
class UppdragVy:
    """One uppdrag in words; both days included, ``tom`` None until further notice."""

    organ: str
    roll: str
    huvudman: str | None
    sektor: str | None
    from_: Annotated[date, Field(serialization_alias="from")]
    tom: date | None


@dataclass(frozen=True, slots=True)
class PersonVy:
    """A person and all their uppdrag, past and coming too."""

    epost: str
    namn: str
    uppdrag: tuple[UppdragVy, ...]


@dataclass(frozen=True, slots=True)
class JagVy:
    """Who I am today. ``uppdrag`` are those in force; ``sekreterare`` and ``au`` say what else is
    shown to me.
    """

    epost: str
    namn: str
    uppdrag: tuple[UppdragVy, ...]
    sekreterare: bool
    au: bool


@dataclass(frozen=True, slots=True)
class DeltagareVy:
    """Someone with an uppdrag in an organ today."""

    namn: str
    epost: str
    roll: str
    huvudman: str | None
    sektor: str | None


@dataclass(frozen=True, slots=True)
class OrganVy:
    """An organ, its mandate, and who takes part today.

    ``ordforandeskap`` says which side chairs it and until when; "" where the chair does not change
    sides.
    """

    kod: str
    namn: str
    kortnamn: str
    slag: str
    beslutande: bool
    mandat: str
    deltagare: tuple[DeltagareVy, ...]
    ordforandeskap: str


def everyone(session: Session, profile: Profile) -> list[PersonVy]:
    """Return everyone known with their uppdrag, in Swedish order of names: what ``samflode
    personer`` prints.
    """
    return [
        _person(person, person.uppdrag) for person in list_people(session, profile) if person.aktiv
    ]


def personer(session: Session, actor: Actor, world: World) -> list[PersonVy]:
    """Return the people the actor may see: everyone for those who take part, else only
    themselves.
    """
    return [_person(person, person.uppdrag) for person in seen_people(session, actor, world)]


def seen_people(session: Session, actor: Actor, world: World) -> list[PersonRad]:
    """Return the rows of the people the actor may see: everyone for those who take part, else only
    themselves.
    """
    people = [person for person in list_people(session, world.profile) if person.aktiv]
    return people if actor.mandat else [person for person in people if person.id == actor.person_id]


def jag(session: Session, actor: Actor, world: World) -> JagVy:
    """Return who the actor is and their uppdrag of the day."""
    me = next(
        person for person in list_people(session, world.profile) if person.id == actor.person_id
    )
    today = _person(me, [uppdrag for uppdrag in me.uppdrag if uppdrag.galler(world.today)])
    au = actor.har(slag=OrganSlag.AU)
    return JagVy(today.epost, today.namn, today.uppdrag, sekreterare=is_secretary(actor), au=au)


def organ(session: Session, actor: Actor, world: World) -> list[OrganVy]:
    """Return every organ in the order of the profile; who takes part is seen by those who take part
    themselves.
    """
    people = list_people(session, world.profile) if actor.mandat else []
    called = {one.kod: one.kallas for one in world.profile.organ}
    return [
        OrganVy(
            row.kod,
            row.namn,
            row.kortnamn,
            called.get(row.kod, row.slag.ord),
            row.beslutande,
            row.mandat,
            _members(people, row.kod, world),
            chairs(world.profile, row.kod, world.today.year),
        )
        for row in _ORGAN.all(session)
    ]


@dataclass(frozen=True, slots=True)
class _Stored:
    kod: str
    namn: str
    kortnamn: str
    slag: OrganSlag
    beslutande: bool
    mandat: str


_O = table_of(Organ).c
_ORGAN = reading(
    _Stored,
    wide(*_O["kod", "namn", "kortnamn", "slag", "beslutande", "mandat"]).order_by(
        _O.ordning, _O.id
    ),
)


_SIDES = {"kommuner": "kommunerna", "regioner": "regionen"}


def chairs(profile: Profile, kod: str, year: int) -> str:
    """Return which side chairs an organ a year, until when, and which side comes after; "" when
    none is said.
    """
    turns = profile.ordforandeskap
    side = turns.side(kod, year) if turns else None
    if turns is None or side is None:
        return ""
    last = turns.last_year(year)
    after = turns.side(kod, last + 1) or side
    return (
        f"Ordförandeskapet hör till {_SIDES[side]} till och med {last}. Från {last + 1} hör det"
        f" till {_SIDES[after]}."
    )


def _members(people: Sequence[PersonRad], kod: str, world: World) -> tuple[DeltagareVy, ...]:
    return tuple(
        DeltagareVy(person.namn, person.epost, uppdrag.roll.ord, uppdrag.huvudman, uppdrag.sektor)
        for person in people
        for uppdrag in person.uppdrag
        if person.aktiv and uppdrag.organ_kod == kod and uppdrag.galler(world.today)
    )


def _person(person: PersonRad, uppdrag: Sequence[UppdragRad]) -> PersonVy:
    held = tuple(
        UppdragVy(one.organ, one.roll.ord, one.huvudman, one.sektor, one.from_, one.tom)
        for one in uppdrag
    )
    return PersonVy(person.epost, person.namn, held)
