"""Everyone known and their uppdrag, for lists on the page, in the API and on the command line."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from models.base import table_of
from models.organisation import Franvaro, Huvudman, Organ, Person, Uppdrag
from models.text import in_form
from models.vocabulary import Roll
from workflows.county.profile import Profile

# PostgreSQL here has no Swedish collation, and folding å, ä and ö to a and o would put them in the
# wrong place.
_AFTER_Z = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c"})


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
    """Days away, both included."""

    from_: date
    tom: date
    ersattare: str | None


@dataclass(frozen=True, slots=True)
class PersonRad:
    """A person with all uppdrag, past and coming too, and all absences."""

    id: int
    epost: str
    namn: str
    aktiv: bool
    uppdrag: tuple[UppdragRad, ...]
    franvaro: tuple[FranvaroRad, ...]


def swedish(text: str) -> str:
    """Return the key that sorts as Swedish does: … z å ä ö, other accents as their letter."""
    folded = in_form(text).casefold().translate(_AFTER_Z)
    return "".join(sign for sign in in_form(folded, "NFKD") if not unicodedata.combining(sign))


def list_people(session: Session, profile: Profile) -> list[PersonRad]:
    """Return everyone in Swedish order of names; their uppdrag in the order of organ, then by first
    day.
    """
    person = table_of(Person).c
    uppdrag, franvaro = _uppdrag(session, profile), _franvaro(session)
    rows = session.execute(select(person.id, person.epost, person.namn, person.aktiv)).all()
    return [
        PersonRad(
            id=row.id,
            epost=row.epost,
            namn=row.namn,
            aktiv=row.aktiv,
            uppdrag=tuple(uppdrag[row.id]),
            franvaro=tuple(franvaro[row.id]),
        )
        for row in sorted(rows, key=lambda row: (swedish(row.namn), row.epost))
    ]


def _uppdrag(session: Session, profile: Profile) -> dict[int, list[UppdragRad]]:
    """Return everyone's uppdrag by the person's id."""
    sektorer = {sektor.kod: sektor.namn for sektor in profile.sektor}
    found: dict[int, list[UppdragRad]] = defaultdict(list)
    for row in session.execute(_everyones()):
        found[row.person_id].append(
            UppdragRad(
                id=row.id,
                organ=row.organ,
                organ_kod=row.organ_kod,
                roll=row.roll,
                huvudman=row.huvudman,
                huvudman_kod=row.huvudman_kod,
                sektor=sektorer.get(row.sektor, row.sektor),
                sektor_kod=row.sektor,
                from_=row.from_,
                tom=row.tom,
                ersattare=row.ersattare,
            )
        )
    return found


def _everyones() -> Select[Any]:
    uppdrag, organ, huvudman = table_of(Uppdrag), table_of(Organ), table_of(Huvudman)
    ersattare = table_of(Person).alias("ersattare")
    return (
        select(
            uppdrag,
            organ.c.kortnamn.label("organ"),
            organ.c.kod.label("organ_kod"),
            huvudman.c.kortnamn.label("huvudman"),
            huvudman.c.kod.label("huvudman_kod"),
            ersattare.c.namn.label("ersattare"),
        )
        .select_from(
            uppdrag.join(organ, organ.c.id == uppdrag.c.organ_id)
            .outerjoin(huvudman, huvudman.c.id == uppdrag.c.huvudman_id)
            .outerjoin(ersattare, ersattare.c.id == uppdrag.c.ersattare_id)
        )
        .order_by(organ.c.ordning, uppdrag.c.from_, uppdrag.c.id)
    )


def _franvaro(session: Session) -> dict[int, list[FranvaroRad]]:
    """Return everyone's absences by the person's id."""
    away, ersattare = table_of(Franvaro), table_of(Person).alias("ersattare")
    joined = away.outerjoin(ersattare, ersattare.c.id == away.c.ersattare_id)
    query = select(away.c.person_id, away.c.from_, away.c.tom, ersattare.c.namn).select_from(joined)
    found: dict[int, list[FranvaroRad]] = defaultdict(list)
    for row in session.execute(query.order_by(away.c.from_)):
        found[row.person_id].append(FranvaroRad(from_=row.from_, tom=row.tom, ersattare=row.namn))
    return found
