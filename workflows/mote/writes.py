"""Carrying out who could decide at a meeting, who was there, and the question to a party that had
nobody there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import RowMapping, exists, insert, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session

from models.base import table_of
from models.delgivning import Delgivning
from models.lagen import Slag
from models.mote import Beslutande, Kallelsesvar
from models.organisation import Franvaro, Person, Uppdrag
from models.vocabulary import Kallelsebesked, NarvaroSlag, OrganSlag, PunktSlag, Roll
from workflows.county.in_force import away, in_force
from workflows.county.meetings import MoteFacts
from workflows.county.register import OrganFacts
from workflows.county.slots import Slot
from workflows.delgivning.consequences import fragan
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.noun import Reaches
from workflows.handling.slots import huvudmannens
from workflows.handling.writes import add_item, add_waiting
from workflows.mote.effects import (
    AddItem,
    AskParty,
    FreezeElectorate,
    NoteAttendance,
    TakeUpWhatWaits,
)
from workflows.mote.facts import ErsattareFacts, MoteCase, sectors_called
from workflows.mote.stand_ins import of_sectors, stand_ins
from workflows.outside.waiting import waiting_for

_BESLUTANDE, _SVAR, _FRANVARO = (table_of(model) for model in (Beslutande, Kallelsesvar, Franvaro))

# They hold papers and receive what concerns a huvudman; they are no members.
_NOT_DECIDING = (Roll.SEKRETERARE, Roll.KONTAKTPERSON)

_AWAY = NarvaroSlag.FRANVARANDE
_PLACE = ("person_id", "namn", "roll", "huvudman_id", "sektor")


def _sorted(codes: frozenset[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)


def _freeze(_effect: FreezeElectorate, doing: Doing) -> Iterable[TakeStep]:
    """Everyone with an uppdrag in the organ today who is called, its sekreterare and
    kontaktpersoner apart; how they said that they would come, away who is registered so that day,
    and in their place the ersättare who said that they would.
    """
    case = doing.case
    assert isinstance(case, MoteCase)  # noqa: S101 - only a meeting opens
    held = table_of(Uppdrag)
    uppdrag, person = held.c, table_of(Person).c
    absent = exists().where(
        _FRANVARO.c.person_id == uppdrag.person_id, away(_FRANVARO, case.mote.datum)
    )
    places = (uppdrag.person_id, person.namn, uppdrag.roll, uppdrag.huvudman_id, uppdrag.sektor)
    who = select(*places, absent.label("borta")).where(
        uppdrag.person_id == person.id,
        uppdrag.organ_id == case.mote.organ_id,
        uppdrag.roll.notin_(_NOT_DECIDING),
        in_force(held, case.today),
        of_sectors(),
        person.aktiv,
    )
    asked = {"sektorer": _sorted(sectors_called(case))}
    said = _said(doing.session, case.sak.id)
    rows = [
        _first_noted(row, case.sak.id, said)
        for row in doing.session.execute(who.order_by(uppdrag.id), asked).mappings()
    ]
    if rows:
        doing.session.execute(pg_insert(_BESLUTANDE).on_conflict_do_nothing(), rows)
    _expected_instead(doing, case.mote, said, frozenset(row["person_id"] for row in rows))
    return ()


def _first_noted(row: RowMapping, mote_id: int, said: _Said) -> dict[str, int]:
    """Return a place as it is noted from the beginning."""
    how = _AWAY if row["borta"] else said.how(row["person_id"])
    return {**{name: row[name] for name in _PLACE}, "mote_id": mote_id, "narvaro": how}


# How somebody is noted from the beginning who has said whether they come.
_EXPECTED: Mapping[Kallelsebesked, NarvaroSlag] = {
    Kallelsebesked.KOMMER: NarvaroSlag.PA_PLATS,
    Kallelsebesked.DIGITALT: NarvaroSlag.DIGITALT,
    Kallelsebesked.KAN_INTE: _AWAY,
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What those who were called have said, and whom they send instead, by name or address."""

    besked: Mapping[int, Kallelsebesked]
    skickade: frozenset[str]

    def how(self, person_id: int) -> NarvaroSlag:
        """Return how somebody is noted from the beginning: as there, unless they said otherwise."""
        return _EXPECTED[self.besked.get(person_id, Kallelsebesked.KOMMER)]

    def instead(self, one: ErsattareFacts) -> NarvaroSlag:
        """Return how an ersättare is noted, who is there only if somebody said so."""
        if one.id in self.besked:
            return self.how(one.id)
        sent = {one.namn.casefold(), one.epost.casefold()} & self.skickade
        return NarvaroSlag.PA_PLATS if sent else _AWAY


def _said(session: Session, mote_id: int) -> _Said:
    query = select(_SVAR.c.person_id, _SVAR.c.besked, _SVAR.c.ersattare)
    rows = session.execute(query.where(_SVAR.c.mote_id == mote_id)).all()
    return _Said(
        {row.person_id: Kallelsebesked(row.besked) for row in rows},
        frozenset(row.ersattare.casefold() for row in rows if row.ersattare),
    )


def _expected_instead(doing: Doing, mote: MoteFacts, said: _Said, members: frozenset[int]) -> None:
    """Write the ersättare who are expected, beside those who are not; one who is a member comes
    for another only when that one has said no.
    """
    if not said.besked:
        return
    for one in stand_ins(doing.session, mote):
        how = said.instead(one)
        if how == _AWAY:
            continue
        if one.id in members:
            cannot = tuple(who for who in one.ordinarie if said.how(who) == _AWAY)
            _stand_in(doing, replace(one, ordinarie=cannot), how, dict.fromkeys(cannot, ""))
        else:
            _stand_in(doing, one, how, dict.fromkeys(said.besked, ""))


def _attendance(effect: NoteAttendance, doing: Doing) -> Iterable[TakeStep]:
    """Note what was said; then each ersättare who was there in the place of those who were not."""
    case = doing.case
    assert isinstance(case, MoteCase)  # noqa: S101 - only a meeting has attendance
    here = _BESLUTANDE.c.mote_id == case.sak.id
    for person_id, how in effect.how.items():
        doing.session.execute(
            _BESLUTANDE.update()
            .where(here, _BESLUTANDE.c.person_id == person_id)
            .values(narvaro=NarvaroSlag(how))
        )
    for one in case.ersattare:
        how = effect.how.get(one.id, _AWAY)
        if how != _AWAY:
            _stand_in(doing, one, NarvaroSlag(how), effect.how)
    return ()


def _stand_in(doing: Doing, one: ErsattareFacts, how: NarvaroSlag, said: Mapping[int, str]) -> None:
    """Write the ersättare beside those who were not there.

    Who is no member came for somebody: the only one there is to come for was away, unless something
    else is said.
    """
    session, case = doing.session, doing.case
    assert isinstance(case, MoteCase)  # noqa: S101 - as above
    theirs = (_BESLUTANDE.c.mote_id == case.sak.id, _BESLUTANDE.c.person_id.in_(one.ordinarie))
    if one.id not in case.beslutande and len(one.ordinarie) == 1 and one.ordinarie[0] not in said:
        session.execute(_BESLUTANDE.update().where(*theirs).values(narvaro=_AWAY))
    names = ("mote_id", "roll", "huvudman_id", "sektor")
    place = select(*(_BESLUTANDE.c[name] for name in names)).where(
        *theirs, _BESLUTANDE.c.narvaro == _AWAY
    )
    rows = [
        {**row, "person_id": one.id, "namn": one.namn, "narvaro": how}
        for row in session.execute(place.order_by(_BESLUTANDE.c.id)).mappings()
    ]
    if rows:
        session.execute(pg_insert(_BESLUTANDE).on_conflict_do_nothing(), rows)


def what_waits(session: Session, mote_id: int, organ: OrganFacts) -> Iterator[TakeStep]:
    """Put on a planned meeting's agenda what its organ is to be told; yield the steps by which what
    has been lifted to it comes there.
    """
    if organ.slag == OrganSlag.LEDNINGSGRUPP:
        add_waiting(session, mote_id)
    for sak_id in waiting_for(session, organ.id):
        yield TakeStep(sak_id, "till_forumets_mote", {"mote": mote_id}, if_it_can=True)


def _take_up(_effect: TakeUpWhatWaits, doing: Doing) -> Iterable[TakeStep]:
    case = doing.case
    assert isinstance(case, MoteCase)  # noqa: S101 - only a meeting takes anything up
    organ = case.register.organ_by_id(case.mote.organ_id)
    return what_waits(doing.session, case.sak.id, organ) if organ else ()


def _add_item(effect: AddItem, doing: Doing) -> Iterable[TakeStep]:
    add_item(doing.session, doing.case.sak.id, PunktSlag.STAENDE, effect.rubrik)
    return ()


def _ask(effect: AskParty, doing: Doing) -> Iterable[TakeStep]:
    """Ask one party, give it its frist, and write to the one who answers for it."""
    case, session = doing.case, doing.session
    sak_id = be_born(
        session, Birth(Slag.DELGIVNING, case.actor, case.world, case.sak.id, doing.handelse_id)
    ).id
    session.execute(
        insert(table_of(Delgivning)),
        {
            "id": sak_id,
            "mote_id": case.sak.id,
            "huvudman_id": effect.huvudman_id,
            "invandning": "",
            "atgard": "",
        },
    )
    born, senast = first_frist(session, sak_id, case.actor, case.world)
    assert isinstance(born, DelgivningCase)  # noqa: S101 - of the kind it was just born as
    notify(session, [Told(fragan(born), born, doing.handelse_id, senast)])
    return ()


def _asked(_session: Session, case: MoteCase, effect: AskParty) -> Iterable[Slot]:
    return (huvudmannens(case, effect.huvudman_id, None),)


EFFECTS: Handlers = {
    AskParty: _ask,
    FreezeElectorate: _freeze,
    NoteAttendance: _attendance,
    AddItem: _add_item,
    TakeUpWhatWaits: _take_up,
}
REACHES: Reaches = {
    AskParty: _asked,
}
