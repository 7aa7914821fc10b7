"""Building the big county: the demo, a few meetings told, and copies of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import psycopg
from sqlalchemy import make_url
from sqlmodel import Session

from api.demo import build_demo
from api.demo.story import story_of
from benchmarks.county.chapter import Kapitel, Own
from benchmarks.county.copies import WORDS, Copy, Series, fill, planned
from benchmarks.county.mould import Mould
from benchmarks.county.told import done, under_way
from benchmarks.county.weaving import marks, woven
from models.base import guarded
from models.database import Database
from models.migrations.traces import Form
from notifications.channels import Mailbox
from notifications.delivery import deliver
from workflows.beslut.matrix.changes import follow
from workflows.county.profile import Profile, load_profile
from workflows.engine.history.checkpoints import checkpoint, hold_still
from workflows.engine.world import World
from workflows.nouns import NOUNS

PROFIL = "kronoberg"
MEETINGS = 2_000  # at size 1, each with ten ärenden, two decisions, fifty åtaganden, an agreement
_OPEN = 20  # one meeting in so many is under way
_FIRST = 1_001  # the number of the first meeting
_DONE_DAYS = (date(2023, 4, 12), date(2023, 4, 13), date(2023, 4, 14))
_OPEN_DAYS = (date(2023, 10, 25), date(2023, 10, 26))
_TEXTS = ("hemsjukvard", "barnahus", "utskrivning")


class NotEmpty(Exception):
    """There is a county in the database already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many meetings there will be, done and under way, and how many of each are told."""

    done: int
    under_way: int

    @property
    def told(self) -> int:
        """Return how many finished meetings are told; the rest are copies."""
        return min(len(_DONE_DAYS), self.done)

    @property
    def told_open(self) -> int:
        """Return how many meetings under way are told."""
        return min(len(_OPEN_DAYS), self.under_way)

    def copies(self) -> list[tuple[int, int]]:
        """Return of which told meeting each copy is, and how many weeks earlier it was."""
        finished = [(nr % self.told, nr // self.told) for nr in range(self.told, self.done)]
        going = range(self.told_open, self.under_way)
        return finished + [(self.told + nr % self.told_open, nr // self.told_open) for nr in going]


def plan_of(size: float) -> Plan:
    """Return the plan of a county so many times as large as size 1; the smallest has a meeting of
    each kind.
    """
    meetings = max(2, round(size * MEETINGS))
    going = max(1, round(meetings / _OPEN))
    return Plan(meetings - going, going)


def build_county(database: Database, size: float, *, seed: int = 1) -> Plan:
    """Fill an empty, migrated database. Raises NotEmpty."""
    plan, profile = plan_of(size), load_profile(PROFIL)
    if not build_demo(database, PROFIL):
        raise NotEmpty
    url = make_url(database.url).set(drivername="postgresql")
    plain = url.render_as_string(hide_password=False)
    moulds = [_told(database, plain, profile, nr, plan) for nr in range(plan.told + plan.told_open)]
    with psycopg.connect(plain) as connection:
        free, series = marks(connection), _series(connection)
    copies = planned(moulds, plan.copies(), free, series, seed)
    with unguarded(plain):
        _fill(plain, moulds, copies, seed)
        _finish(plain, free, series)
    with database.session() as session:
        now = story_of(PROFIL).now
        hold_still(session)
        checkpoint(session, now, hel_kontroll=now)
    return plan


@contextmanager
def unguarded(url: str) -> Iterator[None]:
    """Let rows that history depends on be read in past their guards; then each that has no trace
    gets one, on the event its matter has come to.
    """
    tables = [table.name for table, _ in guarded()]
    with psycopg.connect(url, autocommit=True) as connection:
        for name in (*tables, "spar"):
            connection.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER".encode())
        yield
        forms = connection.execute(
            "SELECT id, tabell, nyckel, kolumner, saker FROM sparform WHERE galler ORDER BY id"
        ).fetchall()
        connection.execute("SET TIME ZONE 'UTC'")
        for form in forms:
            connection.execute(Form(*form).as_it_stands().encode())
        for name in (*tables, "spar"):
            connection.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER".encode())


def _told(database: Database, url: str, profile: Profile, nr: int, plan: Plan) -> Mould:
    """Tell one meeting, send its letters, and make a mould of it."""
    finished = nr < plan.told
    day = _DONE_DAYS[nr] if finished else _OPEN_DAYS[nr - plan.told]
    own = Own(day, _FIRST + nr, (WORDS[2 * nr], WORDS[2 * nr + 1]))
    with psycopg.connect(url) as connection:
        before = marks(connection)
    with database.session() as session:
        now = _tell(session, profile, own, _TEXTS[nr % len(_TEXTS)], finished=finished)
    deliver(database, Mailbox(), now.now)
    with psycopg.connect(url) as connection:
        after = marks(connection)
        return woven(connection, own, {name: (before[name], after[name]) for name in before})


def _tell(session: Session, profile: Profile, own: Own, fil: str, *, finished: bool) -> World:
    story = Kapitel(session, profile, own)
    (done if finished else under_way)(story, fil)
    follow(session, World(profile, story.world.now, NOUNS))
    return story.world


def _fill(url: str, moulds: list[Mould], copies: list[Copy], seed: int) -> None:
    """Let every core put its share in."""
    cores = min(os.cpu_count() or 1, len(copies) // 100 + 1)
    if cores == 1:
        fill(url, moulds, copies, seed)
        return
    shares = [copies[nr::cores] for nr in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        for put in [pool.submit(fill, url, moulds, share, seed) for share in shares]:
            put.result()


def _series(connection: psycopg.Connection) -> Series:
    rows = connection.execute("SELECT serie, prefix, ar, senaste FROM nummerserie").fetchall()
    return Counter({(serie, prefix, ar): latest for serie, prefix, ar, latest in rows})


def _finish(url: str, free: dict[str, int], series: Series) -> None:
    """Let the next id and the next number come after those that are taken, and the server know its
    tables.
    """
    raised = (
        "INSERT INTO nummerserie VALUES (%s, %s, %s, %s)"
        " ON CONFLICT ON CONSTRAINT pk_nummerserie DO UPDATE SET senaste = excluded.senaste"
    )
    with psycopg.connect(url, autocommit=True) as connection:
        for table, first in free.items():
            connection.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, first]
            )
        with connection.cursor() as cursor:
            cursor.executemany(raised, [(*key, latest) for key, latest in series.items()])
        connection.execute("VACUUM ANALYZE")
