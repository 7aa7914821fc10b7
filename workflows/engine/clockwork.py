"""The frist of a matter: exactly one open row while it waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Frist
from workflows.cases import Case
from workflows.lifecycle import Wait
from workflows.slots import Slot

_FRIST = table_of(Frist)
_SLOT = ("roll", "organ_id", "huvudman_id", "sektor", "person_id")
_OPEN = select(_FRIST.c.id, _FRIST.c.drag, _FRIST.c.senast, *(_FRIST.c[name] for name in _SLOT)).where(
    _FRIST.c.sak_id == bindparam("sak_id"), _FRIST.c.mottagare_id.is_(None), _FRIST.c.stangd.is_(None)
)
_CLOSE = _FRIST.update().where(_FRIST.c.id == bindparam("frist_id")).values(stangd=bindparam("nu"))
_INSERT = insert(_FRIST)


def keep_frist(session: Session, wait: Wait[Any] | None, case: Case, *, moved: bool, redate: bool) -> date | None:
    """Close the frist that stands and open the next, unless nothing about it changes; return the date that now holds.

    A fact keeps its date (``redate`` says otherwise): writing something must not hide that it is late.
    """
    stands = session.connection().execute(_OPEN, {"sak_id": case.sak.id}).one_or_none()
    waits = wait is not None and not (wait.rests and wait.rests(case))
    if wait is None or not waits:
        if stands:
            session.connection().execute(_CLOSE, {"frist_id": stands.id, "nu": case.now})
        return None
    slot = wait.whose(case)
    senast = stands.senast if stands and not (moved or redate) else wait.due(case)
    if stands and stands.senast == senast and all(getattr(stands, name) == getattr(slot, name) for name in _SLOT):
        return senast
    if stands:
        session.connection().execute(_CLOSE, {"frist_id": stands.id, "nu": case.now})
    open_frist(session, NewFrist(case.sak.id, slot, senast, wait.remind), case.now)
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
    session.connection().execute(_INSERT, {
        "sak_id": frist.sak_id, "mottagare_id": frist.mottagare_id, "drag": frist.slot.drag, "senast": frist.senast,
        "pamin": frist.remind, "skapad": now, "stangd": None, **{name: getattr(frist.slot, name) for name in _SLOT},
    })  # fmt: skip


def close_recipients(session: Session, case: Case, mottagare_id: int | None = None) -> None:
    """Close the recipients' frister of a remiss: one recipient's, or all that are open."""
    where = [_FRIST.c.sak_id == case.sak.id, _FRIST.c.stangd.is_(None), _FRIST.c.mottagare_id.isnot(None)]
    if mottagare_id is not None:
        where.append(_FRIST.c.mottagare_id == mottagare_id)
    session.connection().execute(_FRIST.update().where(*where).values(stangd=case.now))
