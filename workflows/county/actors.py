"""Who acts: a person with the uppdrag of the day, or the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    false,
    or_,
    select,
)
from sqlmodel import Session

from models.base import table_of
from models.organisation import Franvaro, Organ, Person, Uppdrag
from models.rows import reading, wide
from models.vocabulary import OrganSlag, Roll, Vag
from workflows.county.in_force import away, in_force


@dataclass(frozen=True, slots=True)
class Mandat:
    """One uppdrag in force today. ``for_id`` is the ordinary holder when the actor is the
    substitute.
    """

    organ_id: int
    organ_slag: OrganSlag
    roll: Roll
    huvudman_id: int | None
    sektor: str | None
    for_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """For whom somebody acts: the organ of the uppdrag that gives the right to it, the party that
    is spoken for, and the ordinary holder when a substitute acts. All None for who acts as no more
    than the person they are.
    """

    organ_id: int | None = None
    huvudman_id: int | None = None
    for_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``person_id`` None is the clock, whose mandate is only what a step says KLOCKAN may
    do.

    ``vag`` is how they reached the program. ``som`` is for whom they act in what follows from a
    step, None before one is taken.
    """

    person_id: int | None
    namn: str
    mandat: tuple[Mandat, ...] = ()
    vag: Vag = Vag.INLOGGAD
    som: Stand | None = None

    @property
    def ar_klockan(self) -> bool:
        """Tell whether time itself acts."""
        return self.person_id is None

    def har(
        self,
        *,
        slag: OrganSlag | None = None,
        organ_id: int | None = None,
        roller: tuple[Roll, ...] = (),
    ) -> bool:
        """Tell whether some mandate matches all that is given."""
        return any(
            (slag is None or m.organ_slag == slag)
            and (organ_id is None or m.organ_id == organ_id)
            and (not roller or m.roll in roller)
            for m in self.mandat
        )

    def organ_ids(self) -> set[int]:
        """Return the organ where the actor has a mandate today."""
        return {m.organ_id for m in self.mandat}

    def huvudman_ids(self) -> set[int]:
        """Return the huvudmän the actor has a mandate for today."""
        return {m.huvudman_id for m in self.mandat if m.huvudman_id is not None}


KLOCKAN = Actor(person_id=None, namn="Klockan", vag=Vag.KLOCKAN)


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A person and one uppdrag in force; the fields of the uppdrag are None without any, and those
    of the person where there is none. ``ensam`` is AU's chair, when AU has no sekreterare who is
    there.
    """

    id: int | None
    namn: str | None
    organ_id: int | None
    slag: OrganSlag | None
    roll: Roll | None
    huvudman_id: int | None
    sektor: str | None
    person_id: int | None
    ensam: bool


_PERSON, _UPPDRAG, _ORGAN, _AWAY = (table_of(model) for model in (Person, Uppdrag, Organ, Franvaro))
_CHAIRS = (Roll.ORDFORANDE, Roll.VICE_ORDFORANDE)


def mandates(day: ColumnElement[date]) -> tuple[ColumnElement[Any], ...]:
    """Return the columns of a ``MandateRow`` on a day, for ``with_mandates``."""
    chair = and_(_ORGAN.c.slag == OrganSlag.AU, _UPPDRAG.c.roll.in_(_CHAIRS))
    return (
        _PERSON.c.id,
        _PERSON.c.namn,
        *_UPPDRAG.c["organ_id", "roll", "huvudman_id", "sektor", "person_id"],
        _ORGAN.c.slag,
        # Asked for the chairs alone: nobody else's step pays for it.
        case((chair, ~_has_secretary(day)), else_=false()).label("ensam"),
    )


def _has_secretary(day: ColumnElement[date]) -> ColumnElement[bool]:
    """Tell whether somebody keeps AU's papers on a day: a sekreterare, or an ersättare of one, who
    is there.
    """
    given, au, there, days, own = (
        table.alias() for table in (_UPPDRAG, _ORGAN, _PERSON, _AWAY, _AWAY)
    )
    is_away = exists().where(own.c.person_id == there.c.id, away(own, day)).correlate(there)
    instead = exists().where(
        days.c.person_id == given.c.person_id,
        days.c.ersattare_id == there.c.id,
        away(days, day),
    )
    return (
        select(given.c.id)
        .select_from(given.join(au, au.c.id == given.c.organ_id), there)
        .where(
            au.c.slag == OrganSlag.AU,
            given.c.roll == Roll.SEKRETERARE,
            in_force(given, day),
            there.c.aktiv,
            there.c.konto,
            or_(
                there.c.id.in_((given.c.person_id, given.c.ersattare_id)),
                instead.correlate(given, there),
            ),
            ~is_away,
        )
        .correlate()
        .exists()
    )


def with_mandates(people: FromClause, day: ColumnElement[date]) -> FromClause:
    """Return people, whom ``people`` gives as rows of ``person``, beside their uppdrag in force on
    a day: the source of ``mandates``.
    """
    stands_in = exists().where(
        _AWAY.c.person_id == _UPPDRAG.c.person_id,
        _AWAY.c.ersattare_id == _PERSON.c.id,
        away(_AWAY, day),
    )
    mine = or_(
        _UPPDRAG.c.person_id == _PERSON.c.id, _UPPDRAG.c.ersattare_id == _PERSON.c.id, stands_in
    )
    return people.outerjoin(_UPPDRAG, mine & in_force(_UPPDRAG, day)).outerjoin(
        _ORGAN, _ORGAN.c.id == _UPPDRAG.c.organ_id
    )


_IDAG = bindparam("idag", type_=Date)
_OF_ONE = reading(
    MandateRow,
    wide(*mandates(_IDAG))
    .select_from(with_mandates(_PERSON, _IDAG))
    .where(_PERSON.c.aktiv, _PERSON.c.id == bindparam("vem", type_=Integer)),
)


def load_actor(session: Session, person_id: int, today: date) -> Actor | None:
    """Return the person with the uppdrag in force today, their own and those they substitute for;
    None if unknown.
    """
    return actor_of(_OF_ONE.all(session, {"idag": today, "vem": person_id}))


def _in_order(one: Mandat) -> tuple[bool, int, str, int, str, int]:
    in_place_of = one.for_id or 0
    party, sector = one.huvudman_id or 0, one.sektor or ""
    return in_place_of > 0, one.organ_id, one.roll.value, party, sector, in_place_of


def actor_of(rows: Sequence[MandateRow]) -> Actor | None:
    """Return the person whose rows these are; None where there is none."""
    if not rows or (person_id := rows[0].id) is None:
        return None
    found = (
        Mandat(
            row.organ_id,
            row.slag,
            row.roll,
            row.huvudman_id,
            row.sektor,
            None if row.person_id == person_id else row.person_id,
        )
        for row in rows
        if row.organ_id is not None and row.slag is not None and row.roll is not None
    )
    # Where several give the right to a step the first is the one that history names: not the one
    # that happens to lie first in the table.
    mandat = sorted(found, key=_in_order)
    return Actor(person_id, rows[0].namn or "", (*mandat, *_papers(rows, person_id)))


def _papers(rows: Sequence[MandateRow], person_id: int) -> Iterator[Mandat]:
    """Yield what makes somebody keep the papers when nobody has been given them, for whom too."""
    for one in rows:
        if one.ensam and one.organ_id is not None and one.slag is not None:
            own = one.person_id == person_id
            for_id = None if own else one.person_id
            yield Mandat(one.organ_id, one.slag, Roll.SEKRETERARE, None, None, for_id)
