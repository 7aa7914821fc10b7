"""Who could decide at a meeting and how they took part: each place, and each person once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, literal
from sqlmodel import Session

from models.base import table_of
from models.mote import Beslutande, Kallelsesvar
from models.organisation import Person
from models.rows import ONE, named_in, reading
from models.vocabulary import Kallelsebesked, NarvaroSlag, Roll
from workflows.beslut.obligations import sector_name
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.sentences import pastaende
from workflows.handling.pages import as_stored


@dataclass(frozen=True, slots=True)
class BeslutandeVy:
    """One place of somebody who could decide, as it stood when the meeting opened, and how they
    took part. ``skulle_ersattas_av`` is whom they sent by their answer to the kallelse: nobody has
    noted that they came.
    """

    namn: str
    epost: str
    roll: str
    huvudman: str | None
    sektor: str | None
    narvaro: NarvaroSlag
    narvaro_ord: str
    skulle_ersattas_av: str


@dataclass(frozen=True, slots=True)
class DeltagareVy:
    """One person with every place they had: there when they were so in any of them."""

    namn: str
    epost: str
    narvaro: NarvaroSlag
    platser: tuple[BeslutandeVy, ...]

    @property
    def skulle_ersattas_av(self) -> str:
        """Who was to come in their place, where they were away and nobody is noted there."""
        if self.narvaro is not NarvaroSlag.FRANVARANDE:
            return ""
        return next((one.skulle_ersattas_av for one in self.platser), "")


@pastaende("Vilka som kunde besluta på ett möte, var och en en gång, och hur de deltog.")
def took_part(could: Iterable[BeslutandeVy]) -> tuple[DeltagareVy, ...]:
    """Return each who could decide once, whatever places they had."""
    places: dict[str, list[BeslutandeVy]] = {}
    for one in could:
        places.setdefault(one.epost, []).append(one)
    return tuple(
        DeltagareVy(theirs[0].namn, epost, _how(theirs), tuple(theirs))
        for epost, theirs in places.items()
    )


def _how(theirs: Iterable[BeslutandeVy]) -> NarvaroSlag:
    there = (one.narvaro for one in theirs if one.narvaro is not NarvaroSlag.FRANVARANDE)
    return next(there, NarvaroSlag.FRANVARANDE)


def how_many(people: Iterable[DeltagareVy]) -> Mapping[NarvaroSlag, int]:
    """Return how many took part in which way."""
    return Counter(one.narvaro for one in people)


def electorate(session: Session, world: World, mote_id: int) -> tuple[BeslutandeVy, ...]:
    """Return those who could decide, and whether they were there."""
    register = load_register(session)
    names: Mapping[int | None, str] = {one.id: one.kortnamn for one in register.huvudman}
    rows = _ELECTORATE.all(session, {"den": mote_id})
    noted = {row.namn.casefold() for row in rows if row.narvaro is not NarvaroSlag.FRANVARANDE}
    return tuple(
        BeslutandeVy(
            **_elector_as_stored(row),
            roll=row.roll.ord,
            huvudman=names.get(row.huvudman_id),
            sektor=sector_name(world, row.sektor),
            narvaro_ord=row.narvaro.ord,
            skulle_ersattas_av="" if row.skickad.casefold() in noted else row.skickad,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Beslutande:
    namn: str
    epost: str
    roll: Roll
    huvudman_id: int | None
    sektor: str | None
    narvaro: NarvaroSlag
    skickad: str


_WHO, _PERSON, _SVAR = table_of(Beslutande), table_of(Person), table_of(Kallelsesvar)
_CANNOT = and_(
    _SVAR.c.mote_id == _WHO.c.mote_id,
    _SVAR.c.person_id == _WHO.c.person_id,
    _SVAR.c.besked == Kallelsebesked.KAN_INTE.value,
)
_ELECTORATE = reading(
    _Beslutande,
    named_in(
        _Beslutande,
        *(_WHO, _PERSON),
        func.coalesce(_SVAR.c.ersattare, literal("")).label("skickad"),
    )
    .select_from(_WHO.join(_PERSON, _PERSON.c.id == _WHO.c.person_id).outerjoin(_SVAR, _CANNOT))
    .where(_WHO.c.mote_id == ONE)
    .order_by(_WHO.c.id),
)
_elector_as_stored = as_stored(_Beslutande, BeslutandeVy, but=("roll", "sektor"))
