"""Transactions end in one place, and the database's faults come in our own words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog
from psycopg.pq import TransactionStatus
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.database import Database, address
from models.embedded import EmbeddedPostgres, throwaway_server
from models.faults import DatabaseUnavailable, LockTimeout
from models.migrations import engine_of, is_current
from models.settings import LogLevel, Settings
from notifications.logs import configure_logs


@pytest.fixture
def rows(database: Database) -> Database:
    """A database with a table ``t`` of one row."""
    with database.session() as session:
        session.execute(text("CREATE TABLE t (a int PRIMARY KEY, b jsonb)"))
        session.execute(text("INSERT INTO t VALUES (1)"))
    return database


def count(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(text("SELECT count(*) FROM t")).scalar_one())


def test_a_session_that_ends_well_is_stored(rows: Database) -> None:
    with rows.session() as session:
        session.execute(text("INSERT INTO t VALUES (2)"))
    assert count(rows) == 2


def test_a_session_that_raises_stores_nothing(rows: Database) -> None:
    with pytest.raises(ZeroDivisionError), rows.session() as session:
        session.execute(text("INSERT INTO t VALUES (2)"))
        raise ZeroDivisionError
    assert count(rows) == 1


def test_a_reading_transaction_cannot_write(rows: Database) -> None:
    with pytest.raises(DBAPIError, match="read-only"), rows.read() as session:
        session.execute(text("INSERT INTO t VALUES (2)"))
    assert count(rows) == 1


def test_a_trial_writes_and_keeps_nothing(rows: Database) -> None:
    with rows.trial() as session:
        session.execute(text("INSERT INTO t VALUES (2)"))
        assert session.execute(text("SELECT count(*) FROM t")).scalar_one() == 2
    assert count(rows) == 1


def test_a_connection_that_read_can_write_afterwards(database_url: str) -> None:
    single = Database(database_url, pool_size=1)
    with single.read() as session:
        session.execute(text("SELECT 1"))
    with single.session() as session:
        session.execute(text("CREATE TABLE t (a int)"))
    assert count(single) == 0
    single.close()


def test_what_a_connection_has_prepared_outlives_a_reading(database_url: str) -> None:
    single = Database(database_url, pool_size=1)
    asked = "SELECT name FROM pg_prepared_statements WHERE statement LIKE 'SELECT name%'"
    for _ in range(20):
        with single.read() as session:
            session.execute(text(asked))
    with single.read() as session:
        assert len(session.execute(text(asked)).all()) == 1
    single.close()


def test_a_connection_keeps_the_statements_of_many_pages_prepared(database_url: str) -> None:
    single = Database(database_url, pool_size=1)
    for _ in range(4):
        with single.read() as session:
            for number in range(180):
                session.execute(text(f"SELECT {number}"))
    with single.read() as session:
        kept = session.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()
    assert kept == 180
    single.close()


def test_waiting_too_long_for_a_row_is_a_lock_timeout(rows: Database) -> None:
    with rows.session() as holder:
        holder.execute(text("SELECT * FROM t FOR UPDATE"))
        with pytest.raises(LockTimeout), rows.session() as waiting:
            waiting.execute(text("SET LOCAL lock_timeout = '50ms'"))
            waiting.execute(text("SELECT * FROM t FOR UPDATE"))


def test_every_connection_has_its_limits(database: Database) -> None:
    with database.read() as session:
        limits = {
            name: session.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("lock_timeout", "statement_timeout", "timezone", "transaction_isolation")
        }
    assert limits == {
        "lock_timeout": "10s",
        "statement_timeout": "30s",
        "timezone": "UTC",
        "transaction_isolation": "read committed",
    }


# Each fails with what a person wrote in it, and PostgreSQL quotes it: the key, the whole row, the
# value itself.
SAID = "anna.andersson@lan.example"
FAILING = [
    "INSERT INTO t (a, c) VALUES (2, :said), (3, :said)",
    "INSERT INTO t (b, c) VALUES ('[]', :said)",
    "INSERT INTO t (a, b) VALUES (2, CAST(:said AS jsonb))",
    "SELECT CAST(:said AS int)",
    "SELECT :said FROM t WHERE nothing = 1",
]


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the program has written to its log."""
    handlers, level, written = list(logging.root.handlers), logging.root.level, StringIO()
    configure_logs(LogLevel.INFO)
    for handler in logging.root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    yield written
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("statement", FAILING)
def test_a_failing_statement_s_logged_error_tells_no_value(
    rows: Database, log: StringIO, statement: str
) -> None:
    with rows.session() as session:
        session.execute(text("ALTER TABLE t ADD c text UNIQUE"))
    with pytest.raises(DBAPIError) as failed, rows.session() as session:
        session.execute(text(statement), {"said": SAID})
    structlog.get_logger().error("fel", exc_info=failed.value)
    assert type(failed.value.orig).__name__ in log.getvalue(), "what went wrong is told"
    assert statement.partition(":said")[0] in str(failed.value), "and where"
    assert SAID not in str(failed.value) + log.getvalue()


def test_a_failing_migration_s_error_tells_no_value(rows: Database) -> None:
    with pytest.raises(DBAPIError) as failed, engine_of(rows.url).begin() as connection:
        connection.execute(text("SELECT CAST(:said AS int)"), {"said": SAID})
    assert SAID not in str(failed.value) + str(failed.value.orig)


def test_a_full_pool_is_an_unavailable_database(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database._POOL_TIMEOUT", 0.05)
    single = Database(database_url, pool_size=1)
    with single.read() as first:
        first.execute(text("SELECT 1"))
        with pytest.raises(DatabaseUnavailable), single.read() as second:
            second.execute(text("SELECT 1"))
    single.close()


@pytest.fixture
def mortal() -> Iterator[EmbeddedPostgres]:
    """A server that the test may stop."""
    with throwaway_server() as server:
        yield server


def test_a_database_that_went_away_is_unavailable_and_is_found_again(
    mortal: EmbeddedPostgres,
) -> None:
    database = Database(mortal.url)
    with pytest.raises(DatabaseUnavailable), database.session() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    mortal.stop()
    with pytest.raises(DatabaseUnavailable), database.read() as session:
        session.execute(text("SELECT 1"))
    mortal.start()
    with database.read() as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
    database.close()


def test_the_migrated_database_is_current_and_an_empty_one_is_not(
    database_url: str, mortal: EmbeddedPostgres
) -> None:
    assert is_current(database_url)
    assert not is_current(mortal.url)


def test_an_address_given_is_used_instead_of_the_embedded_one(tmp_path: Path) -> None:
    chosen = Settings(data=tmp_path, database_url="postgresql://anna@example.org/samflode")
    assert address(chosen) == "postgresql+psycopg://anna@example.org/samflode"


def test_a_glance_begins_no_transaction_and_the_next_session_has_one_of_its_own(
    database_url: str,
) -> None:
    database = Database(database_url, name="samflode-test", pool_size=1)
    with database.glance() as session:
        session.execute(text("SELECT 1"))
        driver = session.connection().connection.driver_connection
        assert driver is not None
        seen = [driver.info.transaction_status]
    with pytest.raises(LookupError), database.session() as session:
        session.execute(text("INSERT INTO demoklocka (id, nu) VALUES (1, now())"))
        seen.append(driver.info.transaction_status)
        raise LookupError
    assert seen == [TransactionStatus.IDLE, TransactionStatus.INTRANS]
    with database.glance() as session:
        assert session.execute(text("SELECT count(*) FROM demoklocka")).scalar_one() == 0
    database.close()
