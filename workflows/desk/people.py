"""People, organ, and who I am: uppdrag in words people read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlmodel import Session

from models import limits
from models.base import table_of
from models.rows import among, reading, wide
from models.tables import Huvudman, Organ, Person, Uppdrag
from models.text import same_name
from models.vocabulary import HuvudmanSlag, OrganSlag, Roll
from workflows.county import chairs
from workflows.county.actors import Actor
from workflows.county.in_force import in_force
from workflows.county.mandate import is_secretary
from workflows.county.organisation import PersonRad, UppdragRad, list_people
from workflows.county.profile import Profile
from workflows.county.register import OrganFacts
from workflows.county.temporary import CALLED
from workflows.engine.world import World
from workflows.ground.payload import Rad
from workflows.ground.stems import MOST_WORDS, contains
from workflows.handling.pages import Marker, Sida, Sidfilter

_P, _U, _O, _H = (table_of(model) for model in (Person, Uppdrag, Organ, Huvudman))
# Not cleaned as what is sent is: it is compared with what stands in the database.
_Text = Annotated[str, Field(pattern="^[^\\x00]*$")]
_MARKER = Marker("personer", tuple[_Text, _Text])


class PersonFilter(Sidfilter):
    """Which people. Each word of ``q`` stands in the name, the address or an uppdrag of the day;
    ``huvudman`` is a code, of those they have an uppdrag for.
    """

    q: Annotated[Rad, Field(max_length=limits.RUBRIK)] | None = None
    huvudman: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


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
    sides. ``ordforandefel`` says that the chair is empty, or the other side's. ``tom`` is the last
    day of a group for a time, which ``avslutad`` tells is over; None for every other.
    """

    kod: str
    namn: str
    kortnamn: str
    slag: str
    beslutande: bool
    mandat: str
    deltagare: tuple[DeltagareVy, ...]
    ordforandeskap: str
    ordforandefel: str
    tom: date | None
    avslutad: bool


def everyone(session: Session, profile: Profile) -> list[PersonVy]:
    """Return everyone known with their uppdrag, in Swedish order of names: what ``samflode
    personer`` prints.
    """
    return [
        _person(person, person.uppdrag) for person in list_people(session, profile) if person.aktiv
    ]


def personer(session: Session, actor: Actor, world: World, which: PersonFilter) -> Sida[PersonVy]:
    """Return a page of the people the actor may see with their uppdrag, in Swedish order."""
    found = list_personer(session, actor, world, which)
    return Sida(tuple(_person(one, one.uppdrag) for one in found.poster), found.nasta)


def list_personer(
    session: Session, actor: Actor, world: World, which: PersonFilter
) -> Sida[PersonRad]:
    """Return a page of the rows of the people the actor may see, in Swedish order of names."""
    where = [*_seen(actor), *_conditions(which, world)]
    rows = list_people(session, world.profile, *where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.namn, row.epost))


def seen_person(session: Session, actor: Actor, world: World, person_id: int) -> PersonRad | None:
    """Return one person; None when there is none that the actor may see."""
    found = list_people(session, world.profile, *_seen(actor), _P.c.id == person_id)
    return found[0] if found else None


def seen_holder(session: Session, actor: Actor, world: World, uppdrag_id: int) -> PersonRad | None:
    """Return who has an uppdrag; None when there is none that the actor may see."""
    held = select(_U.c.person_id).where(_U.c.id == uppdrag_id)
    found = list_people(session, world.profile, *_seen(actor), _P.c.id.in_(held))
    return found[0] if found else None


def _seen(actor: Actor) -> Iterator[ColumnElement[bool]]:
    """Yield that a person is seen: everyone by those who take part, else only oneself."""
    yield _P.c.aktiv
    yield _P.c.konto  # whoever asked from outside is known where they asked, and nowhere else
    if not actor.mandat:
        yield _P.c.id == actor.person_id


def _conditions(which: PersonFilter, world: World) -> Iterator[ColumnElement[bool]]:
    held = _held(world.today)
    if which.huvudman is not None:
        yield held.where(_H.c.kod == which.huvudman).exists()
    for word in same_name(which.q or "").split()[:MOST_WORDS]:
        own = contains(word, _P.c.namn, _P.c.epost)
        yield or_(own, held.where(_says(word, world.profile)).exists())
    if key := _MARKER.after(which.efter):
        namn, epost = key
        order = tuple_(_P.c.namnordning, _P.c.epost)
        yield order > tuple_(func.svensk_ordning(namn), epost)


def _held(today: date) -> Select[tuple[int]]:
    """Return the uppdrag of a person that are in force."""
    return (
        select(_U.c.id)
        .select_from(
            _U.join(_O, _O.c.id == _U.c.organ_id).outerjoin(_H, _H.c.id == _U.c.huvudman_id)
        )
        .where(_U.c.person_id == _P.c.id, in_force(_U, today))
        .correlate(_P)
    )


def _says(word: str, profile: Profile) -> ColumnElement[bool]:
    """Return that an uppdrag has a word where people read it: role, organ, huvudman, sector."""
    sectors = [one.kod for one in profile.sektor if word in one.namn.casefold()]
    return or_(
        _U.c.roll.in_([roll for roll in Roll if word in roll.ord.casefold()]),
        among(_U.c.sektor, sectors),
        contains(word, _O.c.kortnamn, _H.c.kortnamn),
    )


def jag(session: Session, actor: Actor, world: World) -> JagVy:
    """Return who the actor is and their uppdrag of the day."""
    (me,) = list_people(session, world.profile, _P.c.id == actor.person_id)
    today = _person(me, [uppdrag for uppdrag in me.uppdrag if uppdrag.galler(world.today)])
    au = actor.har(slag=OrganSlag.AU)
    return JagVy(today.epost, today.namn, today.uppdrag, sekreterare=is_secretary(actor), au=au)


def organ(session: Session, actor: Actor, world: World, *koder: str) -> list[OrganVy]:
    """Return every organ in the order of the profile, or those of some codes; who takes part is
    seen by those who take part themselves.
    """
    found = _ORGAN.where(*([among(_O.c.kod, koder)] if koder else [])).all(session)
    members = _members(session, world, [row.id for row in found]) if actor.mandat else {}
    called = {one.kod: one.kallas for one in world.profile.organ}
    sektorer = {sektor.kod: sektor.namn for sektor in world.profile.sektor}
    return [
        OrganVy(
            row.kod,
            row.namn,
            row.kortnamn,
            CALLED if row.tom else called.get(row.kod, row.slag.ord),
            row.beslutande,
            row.mandat,
            tuple(_taking_part(one, sektorer) for one in members.get(row.id, ())),
            chairs.turn(world.profile, row.kod, world.today.year),
            _wrong(world, row, members) if actor.mandat else "",
            row.tom,
            row.avslutad,
        )
        for row in found
    ]


def _wrong(world: World, row: _Stored, members: Mapping[int, Sequence[_Member]]) -> str:
    facts = OrganFacts(row.id, row.kod, row.namn, row.kortnamn, row.slag, None, row.beslutande)
    held = [chairs.Stol(one.namn, one.roll, one.slag) for one in members.get(row.id, ())]
    return chairs.wrong(world.profile, facts, held, world.today)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    kod: str
    namn: str
    kortnamn: str
    slag: OrganSlag
    beslutande: bool
    mandat: str
    tom: date | None
    avslutad: bool


_ORGAN = reading(
    _Stored,
    wide(
        *_O.c["id", "kod", "namn", "kortnamn", "slag", "beslutande", "mandat", "tom", "avslutad"]
    ).order_by(_O.c.ordning, _O.c.id),
)


@dataclass(frozen=True, slots=True)
class _Member:
    organ_id: int
    namn: str
    epost: str
    roll: Roll
    huvudman: str | None
    slag: HuvudmanSlag | None
    sektor: str | None


_MEMBERS = reading(
    _Member,
    wide(
        *_P.c["namn", "epost"],
        *_U.c["organ_id", "roll", "sektor"],
        _H.c.kortnamn.label("huvudman"),
        _H.c.slag,
    )
    .select_from(_U.join(_P, _P.c.id == _U.c.person_id).outerjoin(_H, _H.c.id == _U.c.huvudman_id))
    .where(_P.c.aktiv)
    .order_by(_P.c.namnordning, _P.c.epost, _U.c.from_, _U.c.id),
)


def _members(session: Session, world: World, organ_ids: Sequence[int]) -> dict[int, list[_Member]]:
    """Return who takes part in each organ today, in Swedish order of names."""
    where = (among(_U.c.organ_id, organ_ids), in_force(_U, world.today))
    found: dict[int, list[_Member]] = defaultdict(list)
    for row in _MEMBERS.where(*where).all(session):
        found[row.organ_id].append(row)
    return found


def _taking_part(row: _Member, sektorer: Mapping[str, str]) -> DeltagareVy:
    sektor = sektorer.get(row.sektor or "", row.sektor)
    return DeltagareVy(row.namn, row.epost, row.roll.ord, row.huvudman, sektor)


def _person(person: PersonRad, uppdrag: Sequence[UppdragRad]) -> PersonVy:
    held = tuple(
        UppdragVy(one.organ, one.roll.ord, one.huvudman, one.sektor, one.from_, one.tom)
        for one in uppdrag
    )
    return PersonVy(person.epost, person.namn, held)
