"""What a run has: a PostgreSQL that waits for the disk, counties of any size, and how much is
measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlmodel import Session

from api.shared.installation import real_now
from api.shared.tokens import new_token, sign_in
from benchmarks.county.build import build_county
from benchmarks.result import ROUNDS
from models.database import Database, create_database, drop_database
from models.embedded import throwaway_server
from models.migrations import migrate

_POOL = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: ``seconds`` of each turn, and the sizes of the counties, the last one
    the largest.
    """

    rounds: int
    seconds: float
    sizes: tuple[float, ...]
    small: bool = False


FULL = Scale(ROUNDS, 0.8, (0.01, 0.1, 1))
# Says nothing of how fast anything is, only that it still can be measured.
SMALL = Scale(1, 0.1, (0.001, 0.002), small=True)


@dataclass(slots=True)
class Stage:
    """A run's server and the counties that have been built on it; each is built when the first asks
    for it.
    """

    server: str
    scale: Scale
    _counties: dict[float, str] = field(default_factory=dict)

    @contextmanager
    def county(self, size: float) -> Iterator[Database]:
        """Lend the county of a size. Whoever writes in it takes a copy."""
        if size not in self._counties:
            with self._fresh(f"lan_{size}", "tom") as database:
                build_county(database, size)
                self._counties[size] = database.url
        with _opened(self._counties[size]) as database:
            yield database

    @contextmanager
    def copy(self, size: float) -> Iterator[Database]:
        """Lend a copy of the county of a size, and remove it afterwards."""
        with self.county(size):
            pass
        with self._fresh("kopia", f"lan_{size}") as database:
            yield database
        drop_database(self.server, "kopia")

    @contextmanager
    def empty(self, name: str = "bank", template: str = "tom") -> Iterator[Database]:
        """Lend a migrated database without rows, or a copy of another, and remove it afterwards."""
        with self._fresh(name, template) as database:
            yield database
        drop_database(self.server, name)

    @contextmanager
    def _fresh(self, name: str, template: str) -> Iterator[Database]:
        with _opened(create_database(self.server, name, template=template)) as database:
            yield database


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url, name="samflode-bench", pool_size=_POOL)
    yield database
    database.close()


@contextmanager
def stage(scale: Scale) -> Iterator[Stage]:
    """Start a server for a run, and leave nothing behind."""
    with throwaway_server(durable=True) as server:
        migrate(create_database(server.url, "tom"))
        yield Stage(server.url, scale)


def ticket(database: Database, epost: str) -> str:
    """Sign somebody in; return the token of the cookie."""
    with database.session() as session:
        return sign_in(session, _person(session, epost), real_now())


def key(database: Database, epost: str) -> str:
    """Return a token that lets a program speak for somebody."""
    with database.session() as session:
        return new_token(session, _person(session, epost), real_now())


def _person(session: Session, epost: str) -> int:
    found = session.execute(text("SELECT id FROM person WHERE epost = :who"), {"who": epost})
    return int(found.scalar_one())
