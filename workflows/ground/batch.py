"""Many that are dealt with one by one, or many at a time: what fails for one of them stops all, or
is told of while the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import structlog
from sqlalchemy import text
from sqlmodel import Session

from models.database import Database
from models.faults import LockTimeout, TryAgainLater
from workflows.ground.errors import Refusal

T = TypeVar("T")
R = TypeVar("R")
_TOGETHER = 200  # matters in one transaction: what others may have to wait for, and a crash undo
# Those who wait for a matter that is dealt with here should not also wait for one that is not.
_A_MOMENT = text("SET LOCAL lock_timeout = '1s'")


def batched(many: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield them in their order, so many at a time."""
    rest = iter(many)
    while some := list(islice(rest, size)):
        yield some


class Batch:
    """What fails for one stops all."""

    @contextmanager
    def each(self, session: Session | None = None, **about: object) -> Iterator[None]:  # noqa: ARG002 - see ``OneByOne``
        """Deal with one of them."""
        yield


ALL_OR_NONE = Batch()


@dataclass
class OneByOne(Batch):
    """What fails for one is logged and counted in ``fel``; a database that does not answer still
    stops all. ``silent`` only counts: somebody else deals with the same ones and tells of them.
    """

    svep: str
    fel: int = 0
    silent: bool = False

    @contextmanager
    def each(self, session: Session | None = None, **about: object) -> Iterator[None]:
        """Deal with one of them, within a session that they share if there is one; ``about`` names
        it in the log.
        """
        try:
            with session.begin_nested() if session else nullcontext():
                yield
        except TryAgainLater:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the others go on and the log has it
            self.fel += 1
            if not self.silent:
                structlog.get_logger("svep").exception(
                    "en av många misslyckades", svep=self.svep, **about
                )


def together(
    database: Database,
    due: Mapping[int, T],
    act: Callable[[Session, Mapping[int, T]], Sequence[R]],
    batch: Batch = ALL_OR_NONE,
) -> list[R]:
    """Do something about many matters by their ids, many in each transaction; return what it gave.

    Where one of them is in the way of the others, because somebody is moving it or it fails, each
    has a transaction of its own. What somebody is moving, or has just moved, is left.
    """
    done: list[R] = []
    for some in batched(due.items(), _TOGETHER):
        try:
            with database.session() as session:
                session.execute(_A_MOMENT)
                done += act(session, dict(some))
        except Exception:  # noqa: BLE001 - which of them it is about is found one by one
            done += _one_by_one(database, some, act, batch)
    return done


def _one_by_one(
    database: Database,
    some: Iterable[tuple[int, T]],
    act: Callable[[Session, Mapping[int, T]], Sequence[R]],
    batch: Batch,
) -> list[R]:
    done: list[R] = []
    for sak_id, said in some:
        with batch.each(sak=sak_id):
            try:
                with database.session() as session:
                    done += act(session, {sak_id: said})
            except (Refusal, LockTimeout) as why:
                left(sak_id, why)
    return done


def left(sak_id: int, why: Exception) -> None:
    """Tell the log of a matter that is left to the next round, and why."""
    about = {"sak": sak_id, "skal": type(why).__name__}
    structlog.get_logger("svep").info("en av många lämnades till nästa gång", **about)
