"""Carrying out who could decide at a meeting, and who was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as pg_insert

from models.base import table_of
from models.mote import Beslutande
from models.organisation import Person, Uppdrag
from models.vocabulary import NarvaroSlag, PunktSlag, Roll
from workflows.county.in_force import in_force
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.handling.writes import add_item
from workflows.mote.effects import AddItem, FreezeElectorate, NoteAttendance
from workflows.mote.facts import ErsattareFacts, MoteCase

_BESLUTANDE = table_of(Beslutande)

# They hold papers and receive what concerns a huvudman; they are no members.
_NOT_DECIDING = (Roll.SEKRETERARE, Roll.KONTAKTPERSON)

_AWAY = NarvaroSlag.FRANVARANDE


def _freeze(_effect: FreezeElectorate, doing: Doing) -> Iterable[TakeStep]:
    """Everyone with an uppdrag in the organ today, its sekreterare and kontaktpersoner apart."""
    case = doing.case
    assert isinstance(case, MoteCase)  # noqa: S101 - only a meeting opens
    held = table_of(Uppdrag)
    uppdrag, person = held.c, table_of(Person).c
    who = select(
        uppdrag.person_id, person.namn, uppdrag.roll, uppdrag.huvudman_id, uppdrag.sektor
    ).where(
        uppdrag.person_id == person.id,
        uppdrag.organ_id == case.mote.organ_id,
        uppdrag.roll.notin_(_NOT_DECIDING),
        in_force(held, case.today),
        person.aktiv,
    )
    rows = [
        {**row, "mote_id": case.sak.id, "narvaro": NarvaroSlag.PA_PLATS}
        for row in doing.session.execute(who.order_by(uppdrag.id)).mappings()
    ]
    if rows:
        doing.session.execute(pg_insert(_BESLUTANDE).on_conflict_do_nothing(), rows)
    return ()


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


def _add_item(effect: AddItem, doing: Doing) -> Iterable[TakeStep]:
    add_item(doing.session, doing.case.sak.id, PunktSlag.STAENDE, effect.rubrik)
    return ()


EFFECTS: Handlers = {
    FreezeElectorate: _freeze,
    NoteAttendance: _attendance,
    AddItem: _add_item,
}
