"""Everyone known and their uppdrag, for lists on the page, in the API and on the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session

from models.base import table_of
from models.organisation import Franvaro, Huvudman, Organ, Person, Uppdrag
from models.rows import AMONG, reading, wide
from models.vocabulary import Roll
from workflows.county.profile import Profile


@dataclass(frozen=True, slots=True)
class UppdragRad:
    """One uppdrag in words people read, with the codes beside; ``ersattare`` is the standing
    substitute's name.
    """

    id: int
    organ: str
    organ_kod: str
    roll: Roll
    huvudman: str | None
    huvudman_kod: str | None
    sektor: str | None
    sektor_kod: str | None
    from_: date
    tom: date | None
    ersattare: str | None

    def galler(self, today: date) -> bool:
        """Tell whether the uppdrag is in force on the day."""
        return self.from_ <= today and (self.tom is None or self.tom >= today)


@dataclass(frozen=True, slots=True)
class FranvaroRad:
    """Days away, both included; ``foreslagen`` is who has been asked for to step in, and is not
    confirmed.
    """

    id: int
    from_: date
    tom: date
    ersattare: str | None
    foreslagen: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRad:
    """A person with all uppdrag, past and coming too, and all absences."""

    id: int
    epost: str
    namn: str
    aktiv: bool
    uppdrag: tuple[UppdragRad, ...]
    franvaro: tuple[FranvaroRad, ...]


def list_people(
    session: Session, profile: Profile, *where: ColumnElement[bool], limit: int | None = None
) -> list[PersonRad]:
    """Return people in Swedish order of names, everyone when nothing is asked; their uppdrag in
    the order of organ, then by first day.
    """
    found = _PEOPLE.where(*where).limit(limit).all(session)
    ids = [row.id for row in found]
    uppdrag, franvaro = _uppdrag(session, profile, ids), _franvaro(session, ids)
    return [
        PersonRad(
            id=row.id,
            epost=row.epost,
            namn=row.namn,
            aktiv=row.aktiv,
            uppdrag=tuple(uppdrag[row.id]),
            franvaro=tuple(franvaro[row.id]),
        )
        for row in found
    ]


def _uppdrag(session: Session, profile: Profile, ids: Sequence[int]) -> dict[int, list[UppdragRad]]:
    """Return the uppdrag of some people by the person's id."""
    sektorer = {sektor.kod: sektor.namn for sektor in profile.sektor}
    found: dict[int, list[UppdragRad]] = defaultdict(list)
    for row in _UPPDRAG.all(session, {"ids": ids}):
        found[row.person_id].append(
            UppdragRad(
                id=row.id,
                organ=row.organ,
                organ_kod=row.organ_kod,
                roll=row.roll,
                huvudman=row.huvudman,
                huvudman_kod=row.huvudman_kod,
                sektor=sektorer.get(row.sektor or "", row.sektor),
                sektor_kod=row.sektor,
                from_=row.from_,
                tom=row.tom,
                ersattare=row.ersattare,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    epost: str
    namn: str
    aktiv: bool


_P = table_of(Person)
_PEOPLE = reading(
    _Person,
    wide(*_P.c["id", "epost", "namn", "aktiv"]).order_by(_P.c.namnordning, _P.c.epost),
)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    person_id: int
    organ: str
    organ_kod: str
    roll: Roll
    huvudman: str | None
    huvudman_kod: str | None
    sektor: str | None
    from_: date
    tom: date | None
    ersattare: str | None


_U, _O, _H = table_of(Uppdrag), table_of(Organ), table_of(Huvudman)
_E = table_of(Person).alias("ersattare")
_UPPDRAG = reading(
    _Stored,
    wide(
        *_U.c["id", "person_id", "roll", "sektor", "from_", "tom"],
        _O.c.kortnamn.label("organ"),
        _O.c.kod.label("organ_kod"),
        _H.c.kortnamn.label("huvudman"),
        _H.c.kod.label("huvudman_kod"),
        _E.c.namn.label("ersattare"),
    )
    .select_from(
        _U.join(_O, _O.c.id == _U.c.organ_id)
        .outerjoin(_H, _H.c.id == _U.c.huvudman_id)
        .outerjoin(_E, _E.c.id == _U.c.ersattare_id)
    )
    .where(_U.c.person_id == AMONG)
    .order_by(_O.c.ordning, _U.c.from_, _U.c.id),
)


@dataclass(frozen=True, slots=True)
class _Days(FranvaroRad):
    person_id: int = 0


_F, _ASKED = table_of(Franvaro), table_of(Person).alias("foreslagen")
_DAYS = reading(
    _Days,
    wide(
        *_F.c["id", "from_", "tom", "person_id"],
        _E.c.namn.label("ersattare"),
        _ASKED.c.namn.label("foreslagen"),
    )
    .select_from(
        _F.outerjoin(_E, _E.c.id == _F.c.ersattare_id).outerjoin(
            _ASKED, _ASKED.c.id == _F.c.foreslagen_id
        )
    )
    .where(_F.c.person_id == AMONG)
    .order_by(_F.c.from_),
)


def _franvaro(session: Session, ids: Sequence[int]) -> dict[int, list[FranvaroRad]]:
    """Return the absences of some people by the person's id."""
    found: dict[int, list[FranvaroRad]] = defaultdict(list)
    for row in _DAYS.all(session, {"ids": ids}):
        found[row.person_id].append(row)
    return found
