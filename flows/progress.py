"""How far long work has come, as whoever waits for it can see from another process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import table_of
from models.database import Database
from models.drift import Framsteg
from models.faults import DatabaseFault
from models.rows import reading, wide
from workflows.ground.progress import Progress, spaced
from workflows.ground.words import tal

_FRAMSTEG = table_of(Framsteg)
_EVERY = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many of how many are done."""

    gjort: int
    av: int

    def __str__(self) -> str:
        """Say it in words: "40 000 av 127 845"."""
        return f"{tal(self.gjort)} av {tal(self.av)}"


@contextmanager
def followed(database: Database, arbete: str) -> Iterator[Progress]:
    """Let how far some work has come be seen while the block lasts, about once a second.

    It is written in transactions of its own. That it cannot be written stops no work.
    """
    mine = _FRAMSTEG.delete().where(_FRAMSTEG.c.arbete == arbete)

    def write(done: int, of: int) -> None:
        row = insert(_FRAMSTEG).values(arbete=arbete, gjort=done, av=of)
        again = {"gjort": done, "av": of}
        _try(database, row.on_conflict_do_update(index_elements=["arbete"], set_=again))

    _try(database, mine)  # of work that was cut off
    try:
        yield spaced(write, monotonic, _EVERY)
    finally:
        _try(database, mine)


def _try(database: Database, statement: Executable) -> None:
    try:
        with database.session() as session:
            session.connection().execute(statement)
    except DatabaseFault:
        pass


_HOW_FAR = reading(HowFar, wide(_FRAMSTEG.c.gjort, _FRAMSTEG.c.av))


def how_far(session: Session, arbete: str) -> HowFar | None:
    """Return how far some work has come; None when it is not being done, or has only begun."""
    return _HOW_FAR.where(_FRAMSTEG.c.arbete == arbete).one_or_none(session)
