"""How it goes as a whole: the numbers above the matrix, counted by the database over every åtagande
that somebody may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select, union_all
from sqlalchemy.types import Date
from sqlmodel import Session

from models.base import table_of
from models.lagen import TO_DO, AtagandeLage, Slag
from models.organisation import Huvudman
from models.rows import among_first, reading, wide
from models.vocabulary import Efterlevnad, FristForm
from workflows.beslut.obligations import A, F, S
from workflows.beslut.word_in_sql import LATE, SILENT, WORD, days
from workflows.county.actors import Actor
from workflows.engine.frister import own_frist
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import day_before
from workflows.ground.sentences import pastaende
from workflows.ground.sql import stockholm_day

_YEAR = 365  # days
_MONTH = 30
_MONTHS = 12
_ONCE = (FristForm.DATUM, FristForm.NASTA_MOTE, FristForm.KVARTAL)


@dataclass(frozen=True, slots=True)
class Oversiktstal:
    """The tiles. ``i_tid`` is the share (0–100) done in time of what was due the last twelve
    months, None without any: ``i_tid_klara`` of ``i_tid_av``.

    ``trend`` has the same share month by month, the oldest first, without months that had nothing
    to count.
    """

    i_tid: int | None
    i_tid_klara: int
    i_tid_av: int
    forsenade: int
    tysta: int
    avsteg_vantar: int
    trend: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kvar:
    """What is left to do of one huvudman, by name; None stands for groups and people.

    It has a day and somebody whose move it is, and its word is not that all is well; each is
    counted under its one word, and ``avsteg_vantar`` until somebody has noted it.
    """

    huvudman: str | None
    forsenade: int
    tysta: int
    avsteg_vantar: int
    antal: int


_WHO = table_of(Huvudman)
# Few, however many åtaganden there have been.
_OPEN = F.alias("oppen")
_OPEN_IDS = wide(_OPEN.c.sak_id).where(_OPEN.c.stangd.is_(None), ~_OPEN.c.delfrist)
_LEFT = reading(
    Kvar,
    wide(
        _WHO.c.kortnamn.label("huvudman"),
        func.count().filter(LATE).label("forsenade"),
        func.count().filter(SILENT, ~LATE).label("tysta"),
        func.count().filter(S.c.lage == AtagandeLage.AVSTEG_ANMALT).label("avsteg_vantar"),
        func.count().label("antal"),
    )
    .select_from(
        S.join(A, A.c.id == S.c.id)
        .join(F, own_frist(A.c.id))
        .outerjoin(_WHO, _WHO.c.id == A.c.huvudman_id)
    )
    .where(among_first(S.c.id, _OPEN_IDS), S.c.slag == Slag.ATAGANDE, WORD != Efterlevnad.KLART)
    .group_by(_WHO.c.id)
    .order_by(_WHO.c.ordning, _WHO.c.id),
)


@pastaende("Hur mycket varje huvudman har kvar av det som ett urval gäller.")
def left_to_do(
    session: Session, actor: Actor, world: World, *which: ColumnElement[bool]
) -> Sequence[Kvar]:
    """Return what each has left of what the actor may see, in the order of the register. ``which``
    are conditions on ``atagande``, as in ``tiles_of``.
    """
    return _LEFT.where(synliga(actor, world), *which).all(session, days(world))


@pastaende("Hur stor del som blev klar i tid, och hur mycket som är försenat, tyst eller avsteg.")
def tiles_of(
    session: Session,
    actor: Actor,
    world: World,
    left: Sequence[Kvar],
    *which: ColumnElement[bool],
) -> Oversiktstal:
    """Return the tiles of what is left and of what was due."""
    due = _due(session, actor, world, *which)
    shares = (
        in_time(due, day_before(world.today, _MONTH * back)) for back in reversed(range(_MONTHS))
    )
    done, number = _of_a_year(due, world.today)
    return Oversiktstal(
        i_tid=in_time(due, world.today),
        i_tid_klara=done,
        i_tid_av=number,
        forsenade=sum(one.forsenade for one in left),
        tysta=sum(one.tysta for one in left),
        avsteg_vantar=sum(one.avsteg_vantar for one in left),
        trend=tuple(share for share in shares if share is not None),
    )


@dataclass(frozen=True, slots=True)
class Due:
    """How many åtaganden were due on a day, and how many of them were done by then."""

    dag: date
    antal: int
    klara: int


def in_time(due: Iterable[Due], day: date) -> int | None:
    """Return how many per cent of what was due in the year up to a day was done in time; None when
    nothing was.
    """
    done, number = _of_a_year(due, day)
    return round(100 * done / number) if number else None


def _of_a_year(due: Iterable[Due], day: date) -> tuple[int, int]:
    """Return how many were done in time, of how many that were due in the year up to a day."""
    after = day_before(day, _YEAR)
    some = [one for one in due if after < one.dag <= day]
    return sum(one.klara for one in some), sum(one.antal for one in some)


_AFTER, _UNTIL = bindparam("after", type_=Date), bindparam("until", type_=Date)


def _due(
    session: Session, actor: Actor, world: World, *which: ColumnElement[bool]
) -> Sequence[Due]:
    """Return what was due since the first day that counts, of what is done once: what was replaced
    is nobody's failure.
    """
    seen = and_(synliga(actor, world), *which)
    done = _dated(A.c.senast, ~S.c.lage.in_([*TO_DO, AtagandeLage.ERSATT]), seen)
    open_ = _dated(F.c.senast, S.c.lage.in_(TO_DO), seen).join(F, own_frist(A.c.id))
    each = union_all(done, open_).subquery()
    query = select(each.c.dag, func.count(), func.count().filter(each.c.i_tid)).group_by(each.c.dag)
    since = day_before(world.today, _MONTH * (_MONTHS - 1) + _YEAR)
    asked = {"after": since, "until": world.today, **days(world)}
    return [Due(*row) for row in session.connection().execute(query, asked)]


def _dated(
    day: ColumnElement[date], stands: ColumnElement[bool], seen: ColumnElement[bool]
) -> Select[date, bool]:
    reported = stockholm_day(A.c.rapporterad) <= day
    return (
        select(day.label("dag"), reported.label("i_tid"))
        .select_from(A.join(S, S.c.id == A.c.id))
        .where(A.c.form.in_(_ONCE), day > _AFTER, day <= _UNTIL, stands, seen)
    )
