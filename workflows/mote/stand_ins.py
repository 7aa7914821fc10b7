"""Who is called to a meeting and what they say about coming, and who may be noted there in the
place of one who could decide: the ersättare in force that day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    any_,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.lagen import MoteLage
from models.mote import Beslutande, Kallelsesvar
from models.organisation import Franvaro, Person, Uppdrag
from models.rows import ONE, named_in, reading, wide
from models.vocabulary import Kallelsebesked, NarvaroSlag, Roll
from workflows.beslut.obligations import sector_name
from workflows.county.bemanning import load_bemanning
from workflows.county.in_force import away, in_force
from workflows.county.meetings import MoteFacts, load_mote
from workflows.county.profile import Profile
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.sentences import pastaende
from workflows.handling.pages import as_stored
from workflows.mote.concerned import sectors_called_to
from workflows.mote.facts import ErsattareFacts, KalladFacts, SvarFacts, called_for

_BESLUTANDE, _UPPDRAG, _FRANVARO, _PERSON, _SVAR = (
    table_of(model) for model in (Beslutande, Uppdrag, Franvaro, Person, Kallelsesvar)
)
_DAG = bindparam("dag", type_=Date)
_COULD = _BESLUTANDE.c.mote_id == bindparam("mote")
_STANDING = select(_UPPDRAG.c.ersattare_id.label("ersattare_id"), _BESLUTANDE.c.person_id).where(
    _COULD,
    _UPPDRAG.c.person_id == _BESLUTANDE.c.person_id,
    _UPPDRAG.c.organ_id == bindparam("organ", type_=Integer),
    in_force(_UPPDRAG, _DAG),
)
_AWAY = select(_FRANVARO.c.ersattare_id, _BESLUTANDE.c.person_id).where(
    _COULD,
    _FRANVARO.c.person_id == _BESLUTANDE.c.person_id,
    away(_FRANVARO, _DAG),
)
_PAIRS = union(_STANDING, _AWAY).subquery()
_QUERY = (
    select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.epost, _PAIRS.c.person_id)
    .join_from(_PAIRS, _PERSON, _PERSON.c.id == _PAIRS.c.ersattare_id)
    .where(_PERSON.c.aktiv)
    .order_by(_PERSON.c.id, _PAIRS.c.person_id)
)


def stand_ins(session: Session, mote: MoteFacts) -> tuple[ErsattareFacts, ...]:
    """Return everyone who on the day of the meeting is ersättare for somebody who could decide
    there.
    """
    rows = session.connection().execute(
        _QUERY, {"mote": mote.id, "organ": mote.organ_id, "dag": mote.datum}
    )
    found: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for row in rows:
        found[row.id, row.namn, row.epost].append(row.person_id)
    return tuple(ErsattareFacts(*who, tuple(ordinarie)) for who, ordinarie in found.items())


# Every sector where ``sektorer`` is null.
_SECTORS = bindparam("sektorer", type_=ARRAY(String))


def of_sectors(sektorer: ColumnElement[Sequence[str]] = _SECTORS) -> ColumnElement[bool]:
    """Return the condition that an uppdrag is of a sector that is called; only who is ledamot for
    a sector ever is not.
    """
    always = or_(_UPPDRAG.c.roll != Roll.LEDAMOT, _UPPDRAG.c.sektor.is_(None))
    return or_(sektorer.is_(None), always, _UPPDRAG.c.sektor == any_(sektorer))


_CALLED = (
    _UPPDRAG.c.organ_id == bindparam("organ", type_=Integer),
    _UPPDRAG.c.roll != Roll.KONTAKTPERSON,
    of_sectors(),
    in_force(_UPPDRAG, _DAG),
)
_MEMBERS = wide(_UPPDRAG.c.person_id).where(*_CALLED)
_INSTEAD = union(
    select(_UPPDRAG.c.ersattare_id.label("person_id")).where(*_CALLED),
    select(_FRANVARO.c.ersattare_id).where(
        _FRANVARO.c.person_id.in_(_MEMBERS), away(_FRANVARO, _DAG)
    ),
).subquery()
_ONE_OF_THEM = _PERSON.c.id.in_(_MEMBERS)
_BY_NAME = reading(
    KalladFacts,
    wide(
        *_PERSON.c["id", "namn", "epost"], func.coalesce(~_ONE_OF_THEM, false()).label("ersattare")
    )
    .where(_PERSON.c.aktiv, or_(_ONE_OF_THEM, _PERSON.c.id.in_(select(_INSTEAD.c.person_id))))
    .order_by(_PERSON.c.namnordning, _PERSON.c.id),
)


def called(session: Session, mote: MoteFacts, sektorer: frozenset[str] | None) -> list[KalladFacts]:
    """Return everyone who is called to a meeting, and who stands in for some of them that day;
    ``sektorer`` are the codes of those that are, None for all.
    """
    only = None if sektorer is None else sorted(sektorer)
    asked = {"organ": mote.organ_id, "dag": mote.datum, "sektorer": only}
    return _BY_NAME.all(session, asked)


@dataclass(frozen=True, slots=True)
class AnmaldVy:
    """Somebody who is called. ``besked`` None before they have said anything, ``ersattare`` who
    comes in their place; ``ar_ersattare`` when they are called only in another's.
    """

    namn: str
    epost: str
    ar_ersattare: bool
    besked: Kallelsebesked | None
    besked_ord: str | None
    ersattare: str
    lamnat: datetime | None


_SAID = reading(
    SvarFacts,
    wide(*_SVAR.c["person_id", "besked", "ersattare", "lamnat"])
    .where(_SVAR.c.mote_id == ONE)
    .order_by(_SVAR.c.lamnat, _SVAR.c.person_id),
)


def all_said(session: Session, mote_id: int) -> list[SvarFacts]:
    """Return what everybody has said who has said something."""
    return _SAID.all(session, {"den": mote_id})


@pastaende("Vilka som är kallade till ett möte, och vad var och en har sagt.")
def answers(session: Session, profile: Profile, mote_id: int) -> tuple[AnmaldVy, ...]:
    """Return everyone whom the kallelse goes to with what they say, and others who have said
    something: who is away that day is not called, and who stands in for them is. Nobody when the
    meeting is not being called to.
    """
    mote = load_mote(session, mote_id)
    if mote is None or mote.lage != MoteLage.KALLAT:
        return ()
    said = {one.person_id: one for one in _SAID.all(session, {"den": mote_id})}
    sektorer = sectors_called_to(session, profile, mote)
    kallade = called(session, mote, sektorer)
    slots = called_for(load_register(session), mote, kallade, some=sektorer is not None)
    bemanning = load_bemanning(session, mote.datum)
    reached = {one.id for slot in slots for one in bemanning.holders(slot)}
    return tuple(
        AnmaldVy(
            one.namn,
            one.epost,
            one.ersattare,
            svar.besked if svar else None,
            svar.besked.ord if svar else None,
            svar.ersattare if svar else "",
            svar.lamnat if svar else None,
        )
        for one in kallade
        if (svar := said.get(one.id)) or one.id in reached
    )


def how_many(rows: Sequence[AnmaldVy]) -> dict[Kallelsebesked | None, int]:
    """Return how many have said what; None are those who have said nothing."""
    kinds = (*Kallelsebesked, None)
    return {kind: sum(one.besked is kind for one in rows) for kind in kinds}


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


def in_which_way(people: Iterable[DeltagareVy]) -> Mapping[NarvaroSlag, int]:
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


_CANNOT = and_(
    _SVAR.c.mote_id == _BESLUTANDE.c.mote_id,
    _SVAR.c.person_id == _BESLUTANDE.c.person_id,
    _SVAR.c.besked == Kallelsebesked.KAN_INTE.value,
)
_ELECTORATE = reading(
    _Beslutande,
    named_in(
        _Beslutande,
        *(_BESLUTANDE, _PERSON),
        func.coalesce(_SVAR.c.ersattare, literal("")).label("skickad"),
    )
    .select_from(
        _BESLUTANDE.join(_PERSON, _PERSON.c.id == _BESLUTANDE.c.person_id).outerjoin(_SVAR, _CANNOT)
    )
    .where(_BESLUTANDE.c.mote_id == ONE)
    .order_by(_BESLUTANDE.c.id),
)
_elector_as_stored = as_stored(_Beslutande, BeslutandeVy, but=("roll", "sektor"))
