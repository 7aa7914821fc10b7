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
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.frist import Frist, Paminnad
from models.rows import reading, wide
from workflows.county.bemanning import SLOT, SlotRow, load_bemanning, slot_of
from workflows.county.register import load_register
from workflows.county.slots import Holder
from workflows.engine.world import World
from workflows.ground.batch import OneByOne
from workflows.ground.deadlines import add_working_days, last_day_reached
from workflows.reminders.ladder import BRADSKAR_INOM, HALVVAGS, held

_FRIST, _PAMINNAD = table_of(Frist), table_of(Paminnad)
_OPEN = (_FRIST.c.stangd.is_(None), _FRIST.c.pamin)
_KEY = func.concat(*(part for name in SLOT[1:] for part in (_FRIST.c[name], "/")))
_SLOTS = reading(
    SlotRow,
    wide(func.max(_FRIST.c.drag).label("drag"), *_FRIST.c[SLOT[1:]]).group_by(*_FRIST.c[SLOT[1:]]),
).where(*_OPEN)
_HOLDER = (
    func.unnest(
        bindparam("slots", type_=ARRAY(String)),
        bindparam("people", type_=ARRAY(Integer)),
        bindparam("vacant", type_=ARRAY(Boolean)),
        bindparam("too", type_=ARRAY(Boolean)),
    )
    .table_valued(
        column("slot", String),
        column("person", Integer),
        column("vacant", Boolean),
        column("too", Boolean),
        name="holder",
    )
    .render_derived()
)
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
        "slots": [key for key, _ in whose],
        "people": [holder.id for _, holder in whose],
        "vacant": [holder.vakans is not None for _, holder in whose],
        "too": [holder.ocksa for _, holder in whose],
    }
    return [row.id for row in session.connection().execute(_untold(reached), asked)]


def _holders(session: Session, world: World) -> Iterator[tuple[str, Holder]]:
    """Yield each slot that somebody is waited for in, with who holds it today."""
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    for row in _SLOTS.all(session):
        key = "".join(f"{'' if part is None else part}/" for part in _parts(row))
        for holder in bemanning.holders(slot_of(row, register, world.profile)):
            yield key, holder


def _parts(row: SlotRow) -> Iterator[object]:
    for part in (getattr(row, name) for name in SLOT[1:]):
        yield str(part)[0].lower() if isinstance(part, bool) else part  # as PostgreSQL writes it


def _untold(reached: dict[int, date]) -> Select[tuple[int]]:
    """Return the statement, given the latest last day for which each rung is reached."""
    told, told_half_way = (
        exists().where(
            _PAMINNAD.c.frist_id == _FRIST.c.id,
            _PAMINNAD.c.person_id == _HOLDER.c.person,
            _PAMINNAD.c.steg == rung,
        )
        for rung in (_top(reached), HALVVAGS)
    )
    soon = case((_HOLDER.c.vacant, _FAR), else_=func.least(_NEAR, _FAR))
    return (
        select(_FRIST.c.id)
        .join(_HOLDER, _HOLDER.c.slot == _KEY)
        .where(
            *_OPEN,
            or_(and_(_FRIST.c.senast <= soon, ~told), and_(_HOLDER.c.too, ~told_half_way)),
        )
        .distinct()
    )


def _top(reached: dict[int, date]) -> ColumnElement[int]:
    """Return the highest rung that is reached of a frist."""
    ways = sorted(reached.items(), reverse=True)
    return case(*((_FRIST.c.senast <= day, literal(rung, Integer)) for rung, day in ways))
