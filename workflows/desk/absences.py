"""Being away as a person says it, and the letters it gives: to the secretary who is to confirm an
ersättare, and to the ersättare.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Row, func
from sqlmodel import Session, select

from models.base import table_of
from models.organisation import Franvaro, Organisationshandelse, Person
from models.vocabulary import OrganSlag, Roll
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.mandate import R, is_secretary
from workflows.county.organisation import (
    NyFranvaro,
    Who,
    absence_with,
    add_absence,
    change_absence,
    confirm_stand_in,
    end_absence,
)
from workflows.county.register import load_register
from workflows.county.slots import Holder, Slot
from workflows.county.vacancy import why
from workflows.engine.letters.outbox import Message, put
from workflows.engine.world import World
from workflows.ground.errors import RoleMissing

_CONFIRM = "ersattare_att_bekrafta"
_CHOSEN = "ersattare_utsedd"
_NO_LONGER = "ersattare_inte_langre"
_PERSON, _FRANVARO = table_of(Person), table_of(Franvaro)
_ASKED = (
    select(_FRANVARO.c.id, _FRANVARO.c.person_id, _PERSON.c.namn)
    .join(_PERSON, _PERSON.c.id == _FRANVARO.c.person_id)
    .where(_FRANVARO.c.foreslagen_id.isnot(None))
    .order_by(_FRANVARO.c.from_, _FRANVARO.c.id)
)


def be_away(
    session: Session, person_id: int, said: NyFranvaro, actor: Actor, world: World
) -> Franvaro:
    """Note that somebody is away. RoleMissing for others than they and the secretary."""
    require_own(person_id, actor)
    who = Who(world.now, actor.person_id)
    row = add_absence(session, person_id, said, who=who, confirms=is_secretary(actor))
    _tell(session, row, world)
    return row


def be_away_otherwise(
    session: Session, franvaro_id: int, said: NyFranvaro, actor: Actor, world: World
) -> Franvaro:
    """Set the days and the ersättare of an absence anew. As ``be_away``."""
    require_own(absence_with(session, franvaro_id).person_id, actor, "Ändra frånvaron")
    who, before = Who(world.now, actor.person_id), absence_with(session, franvaro_id).ersattare_id
    row = change_absence(session, franvaro_id, said, who=who, confirms=is_secretary(actor))
    _tell(session, row, world)
    if before and before != row.ersattare_id:
        _tell_former(session, row, before, world)
    return row


def be_back(session: Session, franvaro_id: int, actor: Actor, world: World) -> None:
    """End an absence. As ``be_away``."""
    row = absence_with(session, franvaro_id)
    require_own(row.person_id, actor, "Avsluta frånvaron")
    if row.ersattare_id and row.tom >= world.today:
        _tell_former(session, row, row.ersattare_id, world)
    end_absence(session, franvaro_id, who=Who(world.now, actor.person_id))


def confirm(
    session: Session,
    franvaro_id: int,
    actor: Actor,
    world: World,
    ersattare: int | None = None,
) -> Franvaro:
    """Let the ersättare somebody asked for step in. RoleMissing for others than the secretary,
    Hindered when another is asked for than was read.
    """
    if not is_secretary(actor):
        raise RoleMissing("Bekräfta ersättaren", [R.SEKRETERARE.ord])
    who = Who(world.now, actor.person_id)
    row = confirm_stand_in(session, franvaro_id, who=who, ersattare=ersattare)
    _tell(session, row, world)
    return row


def to_confirm(session: Session, today: date) -> list[tuple[int, int, str]]:
    """Return the absences that are not over whose ersättare waits for the secretary: id, whose, and
    their name.
    """
    asked = _ASKED.where(_FRANVARO.c.tom >= today)
    rows: list[Row[tuple[int, int, str]]] = list(session.execute(asked))
    return [(one.id, one.person_id, one.namn) for one in rows]


def require_own(person_id: int, actor: Actor, vad: str = "Lägg in frånvaro") -> None:
    """Raise RoleMissing, with what was to be done, unless the actor is the person, or the
    secretary.
    """
    if not is_secretary(actor) and person_id != actor.person_id:
        raise RoleMissing(vad, [R.SEKRETERARE.ord, "personen själv"])


def _tell(session: Session, row: Franvaro, world: World) -> None:
    put(session, world, list(_letters(session, row, world)))


def _tell_former(session: Session, row: Franvaro, former: int, world: World) -> None:
    """Tell who was to step in that they are not to any more."""
    known = {one.id: one for one in _people(session, [row.person_id, former])}
    key = f"{_NO_LONGER}:{row.id}:{former}:{_latest(session, row)}"
    why = "Du var utsedd till ersättare."
    said = _said(row, known[row.person_id])
    put(session, world, [Message(key, _NO_LONGER, known[former], None, why, said)])


def _said(row: Franvaro, away: Holder) -> dict[str, object]:
    return {
        "person": away.namn,
        "fran": row.from_.isoformat(),
        "till": row.tom.isoformat(),
        "lank": f"/personer/{row.person_id}",
    }


def _latest(session: Session, row: Franvaro) -> int:
    """Return which change of the person's it is: the same one may be chosen, not, and chosen."""
    trail = table_of(Organisationshandelse).c
    newest = select(func.max(trail.id)).where(trail.person_id == row.person_id)
    return int(session.execute(newest).scalar_one() or 0)


def _letters(session: Session, row: Franvaro, world: World) -> Iterator[Message]:
    asked, chosen = row.foreslagen_id, row.ersattare_id
    known = {one.id: one for one in _people(session, [row.person_id, asked, chosen])}
    data = _said(row, known[row.person_id])
    days = f"{row.from_}:{row.tom}:{_latest(session, row)}"
    if asked:
        for holder in _secretaries(session, world):
            key = f"{_CONFIRM}:{row.id}:{asked}:{days}:{holder.id}"
            said = {**data, "ersattare": known[asked].namn}
            own = "Du är sekreterare."
            yield Message(key, _CONFIRM, holder, None, why(own, [holder]), said)
    if chosen:
        key = f"{_CHOSEN}:{row.id}:{chosen}:{days}"
        yield Message(key, _CHOSEN, known[chosen], None, "Du är utsedd till ersättare.", data)


def _people(session: Session, ids: list[int | None]) -> list[Holder]:
    query = select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.epost).where(_PERSON.c.id.in_(ids))
    return [Holder(one.id, one.namn, one.epost) for one in session.execute(query)]


def _secretaries(session: Session, world: World) -> tuple[Holder, ...]:
    au = next(one.id for one in load_register(session).organ if one.slag == OrganSlag.AU)
    slot = Slot("Sekreteraren", roll=Roll.SEKRETERARE, organ_id=au)
    return load_bemanning(session, world.today, [slot]).holders(slot)
