"""Many that are dealt with one by one: what fails for one of them stops all, or is told of while
the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import structlog
from sqlmodel import Session

from models.faults import TryAgainLater

T = TypeVar("T")


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
    stops all.
    """

    svep: str
    fel: int = 0

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
            structlog.get_logger("svep").exception(
                "en av många misslyckades", svep=self.svep, **about
            )
