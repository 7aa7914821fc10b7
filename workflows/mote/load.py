"""Building the frozen case of a meeting from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import Date, bindparam, exists, func, or_, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import MoteLage
from models.mote import Beslutande, Dagordningspunkt, Mote
from models.organisation import Franvaro, Person
from models.rows import AMONG, gathered, reading, wide
from models.sak import Sak
from models.vocabulary import NarvaroSlag
from workflows.county.in_force import away
from workflows.county.meetings import MoteFacts, load_mote, load_moten
from workflows.engine.case import Common, Lazily
from workflows.engine.world import World
from workflows.ground.deadlines import at
from workflows.ground.payload import Payload
from workflows.mote.concerned import concerned_by, sectors_called_to
from workflows.mote.decided import decided
from workflows.mote.facts import KalladFacts, MoteCase, PunktFacts, TillbakaFacts
from workflows.mote.returning.reading import coming_back
from workflows.mote.stand_ins import all_said, called, stand_ins

_BESLUTANDE = table_of(Beslutande).c
_MOTE = table_of(Mote)
_SAK = table_of(Sak)


def mote_cases(session: Session, commons: Sequence[Common]) -> list[MoteCase]:
    """Return the cases of meetings."""
    lagen = {common["sak"].id: common["sak"].lage for common in commons}
    moten, asked = load_moten(session, lagen), {"ids": [*lagen]}
    could = gathered(_ELECTORATE.all(session, asked), lambda one: one.mote_id)
    agendas = gathered(_AGENDA.all(session, asked), lambda one: one.mote_id)
    later = _opened_after(
        session, [one for one, lage in lagen.items() if lage == MoteLage.JUSTERAS]
    )
    return [
        MoteCase(
            **common,
            mote=(mote := moten[common["sak"].id]),
            punkter=agendas[mote.id],
            beslutande=frozenset(one.person_id for one in could[mote.id]),
            ersattare=(
                Lazily(partial(stand_ins, session, mote)) if lagen[mote.id] in _ATTENDED else ()
            ),
            kallade=_called_to(session, common, mote),
            rorda=Lazily(partial(concerned_by, session, common["world"].profile, mote.id)),
            andra_moten=Lazily(partial(_other_meetings, session, mote)),
            foretradda=_spoken_for(could[mote.id]),
            franvarande=_not_there(could[mote.id]),
            senare_mote=later.get(mote.id),
            tillbaka=Lazily(partial(_back_to, session, common, mote)),
            inte_pa_plats=Lazily(partial(_gone, session, mote.id, common["world"].today)),
            svar=Lazily(partial(all_said, session, mote.id)),
            **decided(session, common),
        )
        for common in commons
    ]


def _called_to(
    session: Session, common: Common, mote: MoteFacts
) -> Lazily[KalladFacts] | tuple[KalladFacts, ...]:
    called_to = common["sak"].lage in _CALLED_TO
    return Lazily(partial(_called, session, common, mote)) if called_to else ()


def _back_to(session: Session, common: Common, mote: MoteFacts) -> tuple[TillbakaFacts, ...]:
    """Return what comes back to a meeting; to those of the ledningsgrupp alone."""
    if mote.organ_id != common["register"].ledningsgrupp().id:
        return ()
    world = common["world"]
    return coming_back(session, world.nouns, mote, world.today)


_CALLED_TO = {
    one.value
    for one in (
        MoteLage.PLANERAT,
        MoteLage.KALLAT,
        MoteLage.OPPNAT,
        MoteLage.ANTECKNINGAR_SKRIVS,
    )
}


def _called(session: Session, common: Common, mote: MoteFacts) -> list[KalladFacts]:
    """Return everyone who is called to a meeting as its agenda stands."""
    return called(session, mote, sectors_called_to(session, common["world"].profile, mote))


def _spoken_for(could: Sequence[_Beslutande]) -> frozenset[int]:
    """Return the huvudmän that somebody present could decide for."""
    present = [one for one in could if one.narvaro is not NarvaroSlag.FRANVARANDE]
    return frozenset(one.huvudman_id for one in present if one.huvudman_id)


def _not_there(could: Sequence[_Beslutande]) -> frozenset[int]:
    """Return who could decide and was there in no place of theirs."""
    here = {one.person_id for one in could if one.narvaro is not NarvaroSlag.FRANVARANDE}
    return frozenset(one.person_id for one in could) - here


_LATER, _ITS_SAK = _MOTE.alias("later"), _SAK.alias("its_sak")
_BEING_NOTED = (MoteLage.OPPNAT.value, MoteLage.ANTECKNINGAR_SKRIVS.value)
_OPENED_AFTER = (
    select(_MOTE.c.id, func.min(_LATER.c.datum).label("dag"))
    .join(_LATER, (_LATER.c.organ_id == _MOTE.c.organ_id) & (_LATER.c.datum > _MOTE.c.datum))
    .join(_ITS_SAK, _ITS_SAK.c.id == _LATER.c.id)
    .where(_MOTE.c.id == AMONG, _ITS_SAK.c.lage.in_(_BEING_NOTED))
    .group_by(_MOTE.c.id)
)


def _opened_after(session: Session, ids: Sequence[int]) -> Mapping[int, date]:
    """Return for each meeting the day of its organ's first later one that is being held or noted;
    nothing before there is one.
    """
    if not ids:
        return {}
    rows = session.connection().execute(_OPENED_AFTER, {"ids": ids})
    return {row.id: row.dag for row in rows}


_OTHERS = select(_MOTE.c.datum, _MOTE.c.tid).where(
    _MOTE.c.organ_id == bindparam("organ"), _MOTE.c.id != bindparam("den")
)


def _other_meetings(session: Session, mote: MoteFacts) -> tuple[datetime, ...]:
    """Return when the organ meets otherwise, or has called a meeting off."""
    rows = session.connection().execute(_OTHERS, {"organ": mote.organ_id, "den": mote.id})
    return tuple(at(row.datum, row.tid) for row in rows)


_PERSON, _AWAY = table_of(Person), table_of(Franvaro)
_TODAY = bindparam("idag", type_=Date)
_GONE = (
    select(_PERSON.c.id)
    .join(table_of(Beslutande), _BESLUTANDE.person_id == _PERSON.c.id)
    .where(
        _BESLUTANDE.mote_id == bindparam("den"),
        or_(
            ~_PERSON.c.aktiv, exists().where(_AWAY.c.person_id == _PERSON.c.id, away(_AWAY, _TODAY))
        ),
    )
)


def _gone(session: Session, mote_id: int, today: date) -> tuple[int, ...]:
    """Return who could decide at a meeting and has left or is away on a day."""
    rows = session.connection().execute(_GONE, {"den": mote_id, "idag": today})
    return tuple(row.id for row in rows)


_ATTENDED = {MoteLage.OPPNAT.value, MoteLage.ANTECKNINGAR_SKRIVS.value}


@dataclass(frozen=True, slots=True)
class _Beslutande:
    mote_id: int
    person_id: int
    huvudman_id: int | None
    narvaro: NarvaroSlag


_ELECTORATE = reading(
    _Beslutande,
    wide(*_BESLUTANDE["mote_id", "person_id", "huvudman_id", "narvaro"]).where(
        _BESLUTANDE.mote_id == AMONG
    ),
)
_PUNKT = table_of(Dagordningspunkt).c


@dataclass(frozen=True, slots=True, kw_only=True)
class _Punkt(PunktFacts):
    mote_id: int | None


_AGENDA = reading(
    _Punkt,
    wide(*_PUNKT["id", "mote_id", "slag", "rubrik", "om_id", "ordning", "utfall"])
    .where(_PUNKT.mote_id == AMONG)
    .order_by(_PUNKT.ordning, _PUNKT.id),
)


def finds(session: Session, payload: Payload, _world: World) -> Iterator[MoteFacts]:
    """Find the meeting a payload names."""
    wanted = getattr(payload, "mote", None)
    found = load_mote(session, wanted) if wanted else None
    if found is not None:
        yield found
