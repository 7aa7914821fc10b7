"""Everyone known and their uppdrag, for lists on the page, in the API and on the command line."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.base import table_of
from models.organisation import Franvaro, Huvudman, Organ, Person, Uppdrag
from models.rows import key, optional, reading, wide
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
    uppdrag, franvaro = _uppdrag(session, profile), _franvaro(session)
    rows = session.exec(select(key(Person.id), Person.epost, Person.namn, Person.aktiv))
    found = [
        PersonRad(
            id=person_id,
            epost=epost,
            namn=namn,
            aktiv=aktiv,
            uppdrag=tuple(uppdrag[person_id]),
            franvaro=tuple(franvaro[person_id]),
        )
        for person_id, epost, namn, aktiv in rows
    ]
    return sorted(found, key=lambda row: (swedish(row.namn), row.epost))


def _uppdrag(session: Session, profile: Profile) -> dict[int, list[UppdragRad]]:
    """Return everyone's uppdrag by the person's id."""
    sektorer = {sektor.kod: sektor.namn for sektor in profile.sektor}
    found: dict[int, list[UppdragRad]] = defaultdict(list)
    for row in _UPPDRAG.all(session):
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
    .order_by(_O.c.ordning, _U.c.from_, _U.c.id),
)


def _franvaro(session: Session) -> dict[int, list[FranvaroRad]]:
    """Return everyone's absences by the person's id."""
    query = (
        select(
            col(Franvaro.person_id), col(Franvaro.from_), col(Franvaro.tom), optional(Person.namn)
        )
        .select_from(Franvaro)
        .outerjoin(Person, col(Person.id) == Franvaro.ersattare_id)
        .order_by(col(Franvaro.from_))
    )
    found: dict[int, list[FranvaroRad]] = defaultdict(list)
    for person_id, first, last, ersattare in session.exec(query):
        found[person_id].append(FranvaroRad(from_=first, tom=last, ersattare=ersattare))
    return found
