"""The frist of a matter: exactly one open row while it waits for somebody, and one for each it
waits for by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Insert, Row, bindparam, exists, func, insert, or_, select
from sqlalchemy.sql.elements import CollectionAggregate
from sqlmodel import Session

from models.base import table_of
from models.frist import Frist
from models.rows import AMONG, among
from workflows.county.slots import Delfrist, Slot
from workflows.engine.case import AnyCase, Case
from workflows.engine.lifecycle import Wait

_FRIST = table_of(Frist)
_SLOT = ("roll", "organ_id", "huvudman_id", "sektor", "person_id")
_KEPT = ("senast", "pamin", *_SLOT)
_SAID = ("sak_id", "delfrist", "mottagare_id", "drag", *_KEPT, "skapad", "stangd")


def own_frist(
    sak_id: ColumnElement[int] | CollectionAggregate[bool] | int,
) -> ColumnElement[bool]:
    """Return the condition that a row of ``frist`` is the open one of the matter itself."""
    return (_FRIST.c.sak_id == sak_id) & _FRIST.c.stangd.is_(None) & ~_FRIST.c.delfrist


_STANDS = (own_frist(bindparam("sak")),)
_OPEN = select(_FRIST.c.sak_id, *(_FRIST.c[name] for name in _KEPT)).where(own_frist(AMONG))
_CLOSE = _FRIST.update().where(*_STANDS).values(stangd=bindparam("nu"))
_INSERT = insert(_FRIST)


def _replacement() -> Insert:
    """Return one statement that closes the frist that stands and opens the next.

    It does nothing where the one that stands says the same: what has been reminded of belongs to
    its row.
    """
    new = {name: bindparam(f"f_{name}", type_=_FRIST.c[name].type) for name in _SAID}
    differs = or_(*(_FRIST.c[name].is_distinct_from(new[name]) for name in _KEPT))
    closed = _CLOSE.where(differs).returning(_FRIST.c.id).cte("stangda")
    # Counting what was closed puts the closing first: there is never more than one open.
    closes = select(func.count()).select_from(closed).scalar_subquery() > 0
    row = select(*new.values()).where(or_(closes, ~exists().where(*_STANDS)))
    return insert(_FRIST).from_select(list(_SAID), row, include_defaults=False)


_REPLACE = _replacement()


@dataclass(frozen=True, slots=True)
class Dated:
    """A matter whose frist is to be looked over, in the state it stands in.

    ``anew`` when its date is found anew. A fact keeps its date: writing something must not hide
    that it is late.
    """

    case: Case
    wait: Wait[AnyCase] | None
    anew: bool

    def waits(self) -> bool:
        """Tell whether the matter waits for anybody where it stands."""
        return self.wait is not None and not self.wait.rests(self.case)


def keep_frister(session: Session, dated: Sequence[Dated]) -> list[date | None]:
    """Close the frist of each that stands and open the next, unless nothing about it changes;
    return the dates that now hold, in order. In as many statements for many as for one.
    """
    stand = _standing(session, [one.case.sak.id for one in dated if one.waits() and not one.anew])
    closed: list[dict[str, object]] = []
    replaced: list[dict[str, object]] = []
    dates: list[date | None] = []
    for one in dated:
        here = {"sak": one.case.sak.id, "nu": one.case.now}
        new = _next(one, stand.get(one.case.sak.id))
        if new is None:
            closed.append(here)
        elif new.opens:
            row = _row(new.frist, one.case.now)
            replaced.append({**here, **{f"f_{name}": value for name, value in row.items()}})
        dates.append(new.frist.senast if new else None)
    for statement, rows in ((_CLOSE, closed), (_REPLACE, replaced)):
        if rows:
            session.connection().execute(statement, rows if len(rows) > 1 else rows[0])
    return dates


def keep_frist(session: Session, dated: Dated) -> date | None:
    """Do the same with the frist of one."""
    (senast,) = keep_frister(session, [dated])
    return senast


def _standing(session: Session, ids: Sequence[int]) -> dict[int, Row[tuple[object, ...]]]:
    rows = session.connection().execute(_OPEN, {"ids": ids}) if ids else ()
    return {row.sak_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class _Next:
    frist: NewFrist
    opens: bool


def _next(one: Dated, stands: Row[tuple[object, ...]] | None) -> _Next | None:
    """Return the frist a matter should have, and whether it is another than the one that stands;
    None where it waits for nothing.
    """
    case, wait = one.case, one.wait
    if wait is None or not one.waits():
        return None
    slot, reminds = wait.whose(case), wait.reminds(case)
    # What was others' move until now has a day of its own from now on.
    turns = stands is not None and reminds and not stands.pamin
    senast = wait.due(case) if stands is None or turns else stands.senast
    kept = (senast, reminds, *(getattr(slot, name) for name in _SLOT))
    opens = stands is None or tuple(getattr(stands, name) for name in _KEPT) != kept
    return _Next(NewFrist(case.sak.id, slot, senast, reminds), opens)


@dataclass(frozen=True, slots=True)
class NewFrist:
    """A date to keep; ``delfrist`` when it is that of one of several, as a recipient's of a remiss
    always is.
    """

    sak_id: int
    slot: Slot
    senast: date
    remind: bool = True
    delfrist: bool = False
    mottagare_id: int | None = None


def open_frist(session: Session, frist: NewFrist, now: datetime) -> None:
    """Open one frist."""
    session.connection().execute(_INSERT, _row(frist, now))


def _row(frist: NewFrist, now: datetime) -> dict[str, object]:
    return {
        "sak_id": frist.sak_id,
        "delfrist": frist.delfrist or frist.mottagare_id is not None,
        "mottagare_id": frist.mottagare_id,
        "drag": frist.slot.drag,
        "senast": frist.senast,
        "pamin": frist.remind,
        "skapad": now,
        "stangd": None,
        **{name: getattr(frist.slot, name) for name in _SLOT},
    }


@dataclass(frozen=True, slots=True)
class Skillnad:
    """What has to be done about the delfrister of a matter: which rows to close, and what
    to open.
    """

    stang: tuple[int, ...]
    oppna: tuple[NewFrist, ...]


def difference(
    session: Session, delar: Iterable[Delfrist], case: Case, senast: date | None
) -> Skillnad:
    """Return how the open delfrister of a matter differ from those it should have; ``senast`` is
    its own day.

    One that is right stays: what has been reminded of belongs to its row.
    """
    mine = (_FRIST.c.sak_id == case.sak.id, _FRIST.c.stangd.is_(None), _FRIST.c.delfrist)
    stands = session.execute(select(_FRIST).where(*mine, _FRIST.c.mottagare_id.is_(None))).all()
    wanted = {_key(one.slot): one for one in delar}
    right = {_key(row): row.id for row in stands if _is_right(row, wanted.get(_key(row)), senast)}
    return Skillnad(
        tuple(row.id for row in stands if row.id not in right.values()),
        tuple(
            NewFrist(
                case.sak.id,
                one.slot,
                one.senast or senast or case.today,
                remind=one.pamin,
                delfrist=True,
            )
            for key, one in wanted.items()
            if key not in right
        ),
    )


def keep_delfrister(
    session: Session, delar: Iterable[Delfrist], case: Case, senast: date | None
) -> None:
    """Close the delfrister of those who are not waited for any longer and open those of the
    others.
    """
    carry_difference(session, difference(session, delar, case, senast), case.now)


def carry_difference(session: Session, what: Skillnad, now: datetime) -> None:
    """Close and open what a difference says."""
    if what.stang:
        session.connection().execute(
            _FRIST.update().where(among(_FRIST.c.id, what.stang)).values(stangd=now)
        )
    for one in what.oppna:
        open_frist(session, one, now)


def _key(whose: Slot | Row[tuple[object, ...]]) -> tuple[object, ...]:
    """Return what makes a slot, or a row with the columns of one, the same as another."""
    return tuple(getattr(whose, name) for name in _SLOT)


def _is_right(row: Row[tuple[object, ...]], wanted: Delfrist | None, senast: date | None) -> bool:
    return (
        wanted is not None
        and row.senast == (wanted.senast or senast)
        and row.drag == wanted.slot.drag  # of a party's instanser the next is waited for anew
    )
