"""What time brings about: steps the clock takes, closings to propose, and the list of what nobody
keeps.

Each sweep asks what is due now. Run twice, late or by two runners at once it does the same as once
and in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, exists, false, or_, type_coerce
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from models.base import table_of
from models.lagen import RemissLage, Slag
from models.rows import key, reading, wide
from models.sak import stands_in
from models.tables import Frist, Remissmottagare, Remissvar, Sak
from workflows.county.bemanning import SLOT, SlotRow, load_bemanning, slot_of
from workflows.county.register import load_register
from workflows.engine.frister import own_frist
from workflows.engine.naming import names_of
from workflows.engine.world import World
from workflows.ground.words import stor
from workflows.reminders.renew import asked_without_frist

_FRIST = table_of(Frist)
_MOTTAGARE = table_of(Remissmottagare)
_SAK = table_of(Sak)
_KIND = type_coerce(_SAK.c.slag, String)
_SVAR = table_of(Remissvar)
_NO_FRIST = "saknar datum och någon vars drag det är."


def _final(world: World) -> list[tuple[Slag, str]]:
    return world.nouns.states(lambda cycle, lage: lage in cycle.final)


def open_without_owner(session: Session, world: World) -> list[str]:
    """Return a sentence for every matter that breaks the promise that nothing is lost; the list is
    empty.

    Open, but without a date or without anybody whose move it is; asked in a remiss without a date;
    done, but with a date left.
    """
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    final = _final(world)
    found = dict.fromkeys(session.exec(_fristless(world)), _NO_FRIST)
    for frist in _OPEN_FRISTER.all(session):
        if (frist.slag, frist.lage) in final and not (frist.delfrist and _asks_still(world, frist)):
            found[frist.sak_id] = "är klar men har en frist kvar."
        elif not bemanning.holders(slot_of(frist, register, world.profile)):
            found[frist.sak_id] = f"ingen har uppdraget att svara för {frist.drag}."
    for remiss_id in session.exec(_ASKED_WITHOUT_FRIST):
        found[remiss_id] = "en mottagare som inte har svarat saknar frist."
    for sak_id in asked_without_frist(session, world):
        found[sak_id] = "någon som väntas svara saknar frist."
    return [
        f"{stor(name)}: {found[sak_id]}"
        for sak_id, name in names_of(session, found, world.nouns).items()
    ]


def _asks_still(world: World, frist: _Frist) -> bool:
    """Tell whether somebody may be asked about a matter that has come to its end."""
    lifecycle = world.nouns.lifecycle(Slag(frist.slag))
    wait = lifecycle.waits.get(lifecycle.state(frist.lage))
    return bool(wait and wait.delar)


def _resting(world: World) -> Iterator[ColumnElement[bool]]:
    """Yield, for each state where a matter may stand with nothing left to do, the condition that it
    does.
    """
    for noun in world.nouns:
        for lage, wait in noun.lifecycle.waits.items():
            if wait.rests_without is not None:
                done = select(noun.table.c.id).where(noun.table.c[wait.rests_without].is_(None))
                here = stands_in([(noun.slag, lage.value)])
                yield and_(here, _SAK.c.id.in_(done))


def _fristless(world: World) -> SelectOfScalar[int]:
    """Return the matters that wait for something and have no date, those that may rest left out."""
    return (
        select(key(Sak.id))
        .where(
            ~stands_in(_final(world)),
            ~exists().where(own_frist(_SAK.c.id)),
            ~or_(false(), *_resting(world)),
        )
        .order_by(_SAK.c.id)
    )


@dataclass(frozen=True, slots=True)
class _Frist(SlotRow):
    sak_id: int
    slag: str
    lage: str
    delfrist: bool


_OPEN_FRISTER = reading(
    _Frist,
    wide(*_FRIST.c["sak_id", "delfrist"], *_FRIST.c[SLOT], _KIND.label("slag"), _SAK.c.lage)
    .join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
    .where(_FRIST.c.stangd.is_(None))
    .order_by(_FRIST.c.id),
)

_ASKED_WITHOUT_FRIST = (
    select(Remissmottagare.remiss_id)
    .join(_SAK, _SAK.c.id == _MOTTAGARE.c.remiss_id)
    .where(
        _SAK.c.lage == RemissLage.OPPEN.value,
        ~exists().where(_SVAR.c.mottagare_id == _MOTTAGARE.c.id),
    )
    .where(~exists().where(_FRIST.c.mottagare_id == _MOTTAGARE.c.id, _FRIST.c.stangd.is_(None)))
    .distinct()
)
