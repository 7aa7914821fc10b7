"""Whether anybody is to be told of something urgent, asked of the database: most rounds find
nothing, and need not read every open frist to know it.

``ladder`` says what is due; what is asked here may be more than that, never less. A test holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    case,
    column,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.frist import Frist, Paminnad
from models.rows import reading, wide
from workflows.county.bemanning import SLOT, SlotRow, load_bemanning, slot_of
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.batch import OneByOne
from workflows.ground.deadlines import add_working_days, last_day_reached
from workflows.reminders.ladder import BRADSKAR_INOM, held

_FRIST, _PAMINNAD = table_of(Frist), table_of(Paminnad)
_OPEN = (_FRIST.c.stangd.is_(None), _FRIST.c.pamin)
_KEY = func.concat(*(part for name in SLOT[1:] for part in (_FRIST.c[name], "/")))
_SLOTS = reading(
    SlotRow,
    wide(func.max(_FRIST.c.drag).label("drag"), *_FRIST.c[SLOT[1:]]).group_by(*_FRIST.c[SLOT[1:]]),
).where(*_OPEN)
_NEAR, _FAR = bindparam("near", type_=Date), bindparam("far", type_=Date)


def urgent_now(session: Session, world: World) -> bool:
    """Tell whether there is something urgent that somebody has not been told of.

    What cannot be understood is: the round looks over everything, and tells of it once.
    """
    ids = _worth_asking(session, world)
    asked = OneByOne("bevaka_frister", silent=True)
    found = held(session, world, only=ids, batch=asked) if ids else ()
    return bool(asked.fel) or any(one.due is not None and one.due.bradskar for one in found)


def _worth_asking(session: Session, world: World) -> Sequence[int]:
    """Return the open frister that are near or late, or fall to somebody because an uppdrag stands
    empty, and of whose highest rung one of their holders has not been told.
    """
    whose = list(_holders(session, world))
    reached = {
        rung: last_day_reached(rung, world.today) for rung in world.profile.paminnelser.trappa
    }
    asked = {
        "near": add_working_days(world.today, BRADSKAR_INOM),
        "far": max(reached.values()),
        "slots": [key for key, _, _ in whose],
        "people": [person_id for _, person_id, _ in whose],
        "vacant": [vacant for _, _, vacant in whose],
    }
    return [row.id for row in session.connection().execute(_untold(reached), asked)]


def _holders(session: Session, world: World) -> Iterator[tuple[str, int, bool]]:
    """Yield each slot that somebody is waited for in, with who holds it today, and whether that is
    because it stands empty.
    """
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    for row in _SLOTS.all(session):
        key = "".join(f"{'' if part is None else part}/" for part in _parts(row))
        for holder in bemanning.holders(slot_of(row, register, world.profile)):
            yield key, holder.id, holder.vakans is not None


def _parts(row: SlotRow) -> Iterator[object]:
    yield from (getattr(row, name) for name in SLOT[1:])


def _untold(reached: dict[int, date]) -> Select[tuple[int]]:
    """Return the statement, given the latest last day for which each rung is reached."""
    columns = (column("slot", String), column("person", Integer), column("vacant", Boolean))
    arrays = (
        bindparam("slots", type_=ARRAY(String)),
        bindparam("people", type_=ARRAY(Integer)),
        bindparam("vacant", type_=ARRAY(Boolean)),
    )
    holder = func.unnest(*arrays).table_valued(*columns, name="holder").render_derived()
    told = exists().where(
        _PAMINNAD.c.frist_id == _FRIST.c.id,
        _PAMINNAD.c.person_id == holder.c.person,
        _PAMINNAD.c.steg == _top(reached),
    )
    soon = case((holder.c.vacant, _FAR), else_=func.least(_NEAR, _FAR))
    return (
        select(_FRIST.c.id)
        .join(holder, holder.c.slot == _KEY)
        .where(*_OPEN, _FRIST.c.senast <= soon, ~told)
        .distinct()
    )


def _top(reached: dict[int, date]) -> ColumnElement[int]:
    """Return the highest rung that is reached of a frist."""
    ways = sorted(reached.items(), reverse=True)
    return case(*((_FRIST.c.senast <= day, literal(rung, Integer)) for rung, day in ways))
