"""Efterlevnad: every decision against every huvudman, and how it goes as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad, FristForm
from workflows.beslut.obligations import AtagandeRad, Reader
from workflows.beslut.rows import BeslutRad, decisions_with_rows
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.deadlines import day_before, day_of

_YEAR = 365  # days
_MONTH = 30
_MONTHS = 12
_ONCE = {FristForm.DATUM, FristForm.NASTA_MOTE, FristForm.KVARTAL}


@dataclass(frozen=True, slots=True)
class Oversiktstal:
    """The tiles. ``i_tid`` is the share (0–100) done in time of what was due the last twelve
    months, None without any.

    ``trend`` has the same share month by month, the oldest first, without months that had nothing
    to count.
    """

    i_tid: int | None
    forsenade: int
    tysta: int
    avsteg_vantar: int
    trend: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matris:
    """``huvudman`` are the names of the columns in order; each decision has cells only for those it
    concerns.
    """

    huvudman: tuple[str, ...]
    beslut: tuple[BeslutRad, ...]
    tal: Oversiktstal


def efterlevnad(session: Session, actor: Actor, world: World) -> Matris:
    """Return the matrix of every decision the actor may see that gave huvudmän something to do."""
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    found = [(one, given) for one, given in decisions_with_rows(reader) if one.celler]
    rows = [row for _, given in found for row in given]
    names = tuple(huvudman.kortnamn for huvudman in load_register(session).huvudman)
    return Matris(names, tuple(one for one, _ in found), figures(rows, world.today))


def figures(rows: Sequence[AtagandeRad], today: date) -> Oversiktstal:
    """Return the tiles of some åtaganden."""
    shares = (in_time(rows, day_before(today, _MONTH * back)) for back in reversed(range(_MONTHS)))
    return Oversiktstal(
        i_tid=in_time(rows, today),
        forsenade=sum(1 for row in rows if row.forsenat),
        tysta=sum(1 for row in rows if row.tyst),
        avsteg_vantar=sum(1 for row in rows if row.lage is AtagandeLage.AVSTEG_ANMALT),
        trend=tuple(share for share in shares if share is not None),
    )


def in_time(rows: Iterable[AtagandeRad], day: date) -> int | None:
    """Return how many per cent of what was due in the year up to a day was done in time; None when
    nothing was.
    """
    due = [
        row
        for row in rows
        if _counts(row) and row.senast is not None and day_before(day, _YEAR) < row.senast <= day
    ]
    if not due:
        return None
    done = sum(
        1 for row in due if row.rapporterad and row.senast and day_of(row.rapporterad) <= row.senast
    )
    return round(100 * done / len(due))


def _counts(row: AtagandeRad) -> bool:
    """Only what is done once has a day to be in time for; what was replaced is nobody's failure."""
    return row.form in _ONCE and row.ord is not Efterlevnad.ERSATT
