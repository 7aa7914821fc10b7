"""Who acts: a person with the uppdrag of the day, or the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, exists, or_
from sqlmodel import Session

from models.base import table_of
from models.organisation import Franvaro, Organ, Person, Uppdrag
from models.rows import reading, wide
from models.vocabulary import OrganSlag, Roll
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


@dataclass(frozen=True, slots=True)
class _Mandate:
    """A person and one uppdrag in force; the fields of the uppdrag are None without any."""

    namn: str
    organ_id: int | None
    slag: OrganSlag | None
    roll: Roll | None
    huvudman_id: int | None
    sektor: str | None
    person_id: int | None


_PERSON, _UPPDRAG, _ORGAN, _AWAY = (table_of(model) for model in (Person, Uppdrag, Organ, Franvaro))
_IDAG = bindparam("idag", type_=Date)
_STANDS_IN = exists().where(
    _AWAY.c.person_id == _UPPDRAG.c.person_id,
    _AWAY.c.ersattare_id == _PERSON.c.id,
    away(_AWAY, _IDAG),
)
_MINE = or_(
    _UPPDRAG.c.person_id == _PERSON.c.id, _UPPDRAG.c.ersattare_id == _PERSON.c.id, _STANDS_IN
)
_MANDATES = reading(
    _Mandate,
    wide(
        _PERSON.c.namn,
        *_UPPDRAG.c["organ_id", "roll", "huvudman_id", "sektor", "person_id"],
        _ORGAN.c.slag,
    )
    .select_from(
        _PERSON.outerjoin(_UPPDRAG, _MINE & in_force(_UPPDRAG, _IDAG)).outerjoin(
            _ORGAN, _ORGAN.c.id == _UPPDRAG.c.organ_id
        )
    )
    .where(_PERSON.c.aktiv),
)


def load_actor(session: Session, person_id: int, today: date) -> Actor | None:
    """Return the person with the uppdrag in force today, their own and those they substitute for;
    None if unknown.
    """
    rows = _MANDATES.where(_PERSON.c.id == person_id).all(session, {"idag": today})
    if not rows:
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
    return Actor(person_id, rows[0].namn, mandat)
