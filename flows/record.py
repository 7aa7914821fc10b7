"""What the clock writes down about itself: when each sweep was run, how it went, and what
it said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import ColumnElement, func, insert, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session

from flows.rounds import Utfall
from models.base import table_of
from models.database import Database
from models.drift import Svepkorning

_KORNING = table_of(Svepkorning)
_KEPT = timedelta(days=90)
_AHEAD = timedelta(minutes=5)  # the clocks of two computers may differ that much


def is_ahead(now: datetime) -> ColumnElement[bool]:
    """Return that a row is from the future: it was written by a clock that went wrong, or this one
    does. It says nothing of what has been run.
    """
    return _KORNING.c.startad > now + _AHEAD


def begin_run(database: Database, svep: str, now: datetime, *, av_schema: bool) -> int:
    """Write that a sweep begins; return the run's id. A run that is cut off never ends.

    ``now`` is real time also in the demo: it tells when the computer worked, not which day it
    played.
    """
    with database.session() as session:
        old = _KORNING.c.startad < now - _KEPT
        session.execute(_KORNING.delete().where(_KORNING.c.svep == svep, or_(old, is_ahead(now))))
        row = {"svep": svep, "startad": now, "av_schema": av_schema, "ok": False, "mening": ""}
        return int(session.execute(insert(_KORNING).returning(_KORNING.c.id), row).scalar_one())


def end_run(database: Database, korning_id: int, now: datetime, utfall: Utfall) -> None:
    """Write what became of a run."""
    ended = {"klar": now, "ok": utfall.ok, "mening": utfall.mening}
    with database.session() as session:
        session.execute(_KORNING.update().where(_KORNING.c.id == korning_id).values(ended))


@dataclass
class Written:
    """A run that has begun; ``utfall`` is put here when it has ended."""

    utfall: Utfall | None = None


@contextmanager
def written_down(
    database: Database, svep: str, now: datetime, *, av_schema: bool
) -> Iterator[Written]:
    """Write that a sweep begins, and when the block ends what became of it."""
    begun = monotonic()
    korning_id = begin_run(database, svep, now, av_schema=av_schema)
    run = Written()
    yield run
    if run.utfall is not None:
        end_run(database, korning_id, now + timedelta(seconds=monotonic() - begun), run.utfall)


@dataclass(frozen=True, slots=True)
class Senast:
    """The latest run of a sweep. ``klar`` is None while it runs and if it was cut off.

    ``av_schema`` is when it last came by itself.
    """

    startad: datetime
    klar: datetime | None
    ok: bool
    mening: str
    av_schema: datetime | None


def latest_runs(session: Session, now: datetime) -> dict[str, Senast]:
    """Return the latest run of each sweep that has ever been run; one from the future counts as
    none.
    """
    by_itself = (
        select(_KORNING.c.svep, func.max(_KORNING.c.startad).label("startad"))
        .where(_KORNING.c.av_schema, ~is_ahead(now))
        .group_by(_KORNING.c.svep)
        .subquery()
    )
    columns = (
        _KORNING.c.svep,
        _KORNING.c.startad,
        _KORNING.c.klar,
        _KORNING.c.ok,
        _KORNING.c.mening,
    )
    query = (
        select(*columns, by_itself.c.startad.label("av_schema"))
        .outerjoin(by_itself, by_itself.c.svep == _KORNING.c.svep)
        .where(~is_ahead(now))
        .ext(distinct_on(_KORNING.c.svep))
        .order_by(_KORNING.c.svep, _KORNING.c.startad.desc(), _KORNING.c.id.desc())
    )
    rows = session.execute(query).all()
    return {
        row.svep: Senast(row.startad, row.klar, row.ok, row.mening, row.av_schema) for row in rows
    }
