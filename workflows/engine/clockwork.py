"""The frist of a matter: exactly one open row while it waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Insert, bindparam, exists, func, insert, or_, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Frist
from workflows.cases import Case
from workflows.lifecycle import Wait
from workflows.slots import Slot

_FRIST = table_of(Frist)
_SLOT = ("roll", "organ_id", "huvudman_id", "sektor", "person_id")
_KEPT = ("senast", "pamin", *_SLOT)
_SAID = ("sak_id", "mottagare_id", "drag", *_KEPT, "skapad", "stangd")
_STANDS = (_FRIST.c.sak_id == bindparam("sak"), _FRIST.c.mottagare_id.is_(None), _FRIST.c.stangd.is_(None))
_OPEN = select(*(_FRIST.c[name] for name in _KEPT)).where(*_STANDS)
_CLOSE = _FRIST.update().where(*_STANDS).values(stangd=bindparam("nu"))
_INSERT = insert(_FRIST)


def _replacement() -> Insert:
    """Return one statement that closes the frist that stands and opens the next.

    It does nothing where the one that stands says the same: what has been reminded of belongs to its row.
    """
    new = {name: bindparam(f"f_{name}", type_=_FRIST.c[name].type) for name in _SAID}
    differs = or_(*(_FRIST.c[name].is_distinct_from(new[name]) for name in _KEPT))
    closed = _CLOSE.where(differs).returning(_FRIST.c.id).cte("stangda")
    # Counting what was closed puts the closing first: there is never more than one open.
    closes = select(func.count()).select_from(closed).scalar_subquery() > 0
    row = select(*new.values()).where(or_(closes, ~exists().where(*_STANDS)))
    return insert(_FRIST).from_select(list(_SAID), row, include_defaults=False)


_REPLACE = _replacement()


def keep_frist(session: Session, wait: Wait[Any] | None, case: Case, *, moved: bool, redate: bool) -> date | None:
    """Close the frist that stands and open the next, unless nothing about it changes; return the date that now holds.

    A fact keeps its date (``redate`` says otherwise): writing something must not hide that it is late.
    """
    here = {"sak": case.sak.id, "nu": case.now}
    if wait is None or (wait.rests and wait.rests(case)):
        session.connection().execute(_CLOSE, here)
        return None
    slot = wait.whose(case)
    stands = None if moved or redate else session.connection().execute(_OPEN, {"sak": case.sak.id}).one_or_none()
    senast = stands.senast if stands else wait.due(case)
    kept = (senast, wait.reminds(case), *(getattr(slot, name) for name in _SLOT))
    if stands is None or tuple(getattr(stands, name) for name in _KEPT) != kept:
        row = _row(NewFrist(case.sak.id, slot, senast, wait.reminds(case)), case.now)
        session.connection().execute(_REPLACE, {**here, **{f"f_{name}": value for name, value in row.items()}})
    return senast


@dataclass(frozen=True, slots=True)
class NewFrist:
    """A date to keep; ``mottagare_id`` when it is one recipient's of a remiss."""

    sak_id: int
    slot: Slot
    senast: date
    remind: bool = True
    mottagare_id: int | None = None


def open_frist(session: Session, frist: NewFrist, now: datetime) -> None:
    """Open one frist."""
    session.connection().execute(_INSERT, _row(frist, now))


def _row(frist: NewFrist, now: datetime) -> dict[str, Any]:
    return {
        "sak_id": frist.sak_id, "mottagare_id": frist.mottagare_id, "drag": frist.slot.drag, "senast": frist.senast,
        "pamin": frist.remind, "skapad": now, "stangd": None, **{name: getattr(frist.slot, name) for name in _SLOT},
    }  # fmt: skip


def close_recipients(session: Session, case: Case, mottagare_id: int | None = None) -> None:
    """Close the recipients' frister of a remiss: one recipient's, or all that are open."""
    where = [_FRIST.c.sak_id == case.sak.id, _FRIST.c.stangd.is_(None), _FRIST.c.mottagare_id.isnot(None)]
    if mottagare_id is not None:
        where.append(_FRIST.c.mottagare_id == mottagare_id)
    session.connection().execute(_FRIST.update().where(*where).values(stangd=case.now))
