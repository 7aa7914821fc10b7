"""Who acts: a person with the uppdrag of the day, or the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Franvaro, Organ, Person, Uppdrag
from models.vocabulary import OrganSlag, Roll

_PERSON = table_of(Person)


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
class Actor:
    """Who acts. ``person_id`` None is the clock, whose mandate is only what a step says KLOCKAN may
    do.
    """

    person_id: int | None
    namn: str
    mandat: tuple[Mandat, ...] = ()

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


KLOCKAN = Actor(person_id=None, namn="Klockan")


def load_actor(session: Session, person_id: int, today: date) -> Actor | None:
    """Return the person with the uppdrag in force today, their own and those they substitute for;
    None if unknown.
    """
    rows = session.execute(_mandates(today).where(_PERSON.c.id == person_id, _PERSON.c.aktiv)).all()
    if not rows:
        return None
    mandat = tuple(Mandat(*row[1:]) for row in rows if row.organ_id is not None)
    return Actor(person_id, rows[0].namn, mandat)


def _mandates(today: date) -> Select[Any]:
    """Return each person with each uppdrag they may act in on the day; ``for_id`` is whose it is
    when it is not their own.
    """
    uppdrag, away, organ = table_of(Uppdrag), table_of(Franvaro), table_of(Organ)
    stands_in = exists().where(
        away.c.person_id == uppdrag.c.person_id,
        away.c.ersattare_id == _PERSON.c.id,
        away.c.from_ <= today,
        away.c.tom >= today,
    )
    mine = or_(
        uppdrag.c.person_id == _PERSON.c.id, uppdrag.c.ersattare_id == _PERSON.c.id, stands_in
    )
    today_valid = (uppdrag.c.from_ <= today) & (uppdrag.c.tom.is_(None) | (uppdrag.c.tom >= today))
    return select(
        _PERSON.c.namn,
        uppdrag.c.organ_id,
        organ.c.slag,
        uppdrag.c.roll,
        uppdrag.c.huvudman_id,
        uppdrag.c.sektor,
        func.nullif(uppdrag.c.person_id, _PERSON.c.id).label("for_id"),
    ).select_from(
        _PERSON.outerjoin(uppdrag, mine & today_valid).outerjoin(
            organ, organ.c.id == uppdrag.c.organ_id
        )
    )
