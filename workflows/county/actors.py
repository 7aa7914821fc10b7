"""Who acts: a person with the uppdrag of the day, or the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, FromClause, Integer, bindparam, exists, or_
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
    of the person where there is none.
    """

    id: int | None
    namn: str | None
    organ_id: int | None
    slag: OrganSlag | None
    roll: Roll | None
    huvudman_id: int | None
    sektor: str | None
    person_id: int | None


_PERSON, _UPPDRAG, _ORGAN, _AWAY = (table_of(model) for model in (Person, Uppdrag, Organ, Franvaro))


MANDATES = (
    _PERSON.c.id,
    _PERSON.c.namn,
    *_UPPDRAG.c["organ_id", "roll", "huvudman_id", "sektor", "person_id"],
    _ORGAN.c.slag,
)


def with_mandates(people: FromClause, day: ColumnElement[date]) -> FromClause:
    """Return people, whom ``people`` gives as rows of ``person``, beside their uppdrag in force on
    a day: the source of ``MANDATES``.
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


_OF_ONE = reading(
    MandateRow,
    wide(*MANDATES)
    .select_from(with_mandates(_PERSON, bindparam("idag", type_=Date)))
    .where(_PERSON.c.aktiv, _PERSON.c.id == bindparam("vem", type_=Integer)),
)


def load_actor(session: Session, person_id: int, today: date) -> Actor | None:
    """Return the person with the uppdrag in force today, their own and those they substitute for;
    None if unknown.
    """
    return actor_of(_OF_ONE.all(session, {"idag": today, "vem": person_id}))


def actor_of(rows: Sequence[MandateRow]) -> Actor | None:
    """Return the person whose rows these are; None where there is none."""
    if not rows or (person_id := rows[0].id) is None:
        return None
    mandat = tuple(
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
    return Actor(person_id, rows[0].namn or "", mandat)
