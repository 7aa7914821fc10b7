"""The one way to the database: short transactions that only this module commits."""

from __future__ import annotations

import json
import select
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import psycopg
from psycopg import sql
from sqlalchemy import URL, Engine, ExceptionContext, event, make_url
from sqlalchemy import create_engine as _create_engine
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from models.embedded import address_of
from models.faults import DatabaseFault, DatabaseUnavailable, LockTimeout, NotReady
from models.settings import Settings

# Given to every connection by the server itself. The first three: no statement can wait or run for
# ever.
_LIMITS = {
    "lock_timeout": "10s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    # Our statements find rows by key: planning them anew, or compiling them, takes longer than
    # running them.
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
    # What is read lies in memory or on a disk without heads: a row by its key costs little more
    # than the next one. By the server's own measure of disks it reads whole tables instead.
    "random_page_cost": "1.1",
}
_CONNECT_TIMEOUT = 5  # seconds
_POOL_TIMEOUT = 10  # seconds to wait for a free connection before the answer is 503
_NORMAL_POOL = 10
# Statements that one connection keeps prepared, each in a third of a megabyte of the server's, and
# how often one has been said before it is.
_PREPARED_MOST, _PREPARED_AFTER = 200, 2

# SQLSTATE: lock not available, query cancelled by statement_timeout, deadlock, serialization
# failure.
_SOMEBODY_ELSE = {"55P03", "57014", "40P01", "40001"}
_NO_SUCH_TABLE = "42P01"
_BAD_VALUE = "22"  # a class of SQLSTATE whose sentences quote the value
# Classes of SQLSTATE: connection, insufficient resources (disk, memory, connections), operator
# intervention, system.
_NO_ANSWER = ("08", "53", "57P", "58")
T = TypeVar("T")
READ = "read"  # where a session that only reads keeps what it has read


class Database:
    """A pool of connections and the transactions made on them.

    READ COMMITTED: whoever must see one truth takes row locks (``with_for_update``), always in the
    order of the rooms möte, ärende, remiss, åtagande.
    """

    def __init__(self, url: str, *, name: str = "samflode", pool_size: int = _NORMAL_POOL) -> None:
        """Open no connection yet. ``name`` is what the server shows for this process in
        ``pg_stat_activity``.
        """
        self.url = url
        self.engine = create_engine(url, name=name, pool_size=pool_size)
        self._alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open one transaction; commit it when the block ends well, roll it back when it raises.

        Rows read in it stay readable afterwards. Raises DatabaseUnavailable, NotReady or
        LockTimeout, whatever the driver said.
        """
        with _translated(), Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open one transaction in which the server refuses every write. Raises as ``session``.

        What is read there need be read only once: see ``once``.
        """
        # It ends with COMMIT: at ROLLBACK the driver lets go of every statement it has prepared.
        with self.session() as session:
            only_reads(session)
            session.connection(execution_options={"postgresql_readonly": True})
            yield session

    @contextmanager
    def glance(self) -> Iterator[Session]:
        """Open a session whose statements are each a transaction of their own, for one or two that
        only read: none begins or ends on its own way to the server. Raises as ``session``.
        """
        with _translated(), Session(self._alone) as session:
            yield session

    @contextmanager
    def trial(self) -> Iterator[Session]:
        """Open one transaction in which everything may be written and nothing is kept. Raises as
        ``session``.
        """
        with _translated(), Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
            finally:
                session.rollback()

    def close(self) -> None:
        """Close every connection; the next session opens new ones."""
        self.engine.dispose()


def only_reads(session: Session) -> None:
    """Say that a session writes nothing from here on: what it reads need be read only ``once``."""
    session.info[READ] = {}


def once(session: Session, key: Hashable, read: Callable[[], T]) -> T:
    """Return what ``read`` reads; a session that only reads does so once for each key, however many
    places of a page need it.
    """
    kept: dict[Hashable, T] | None = session.info.get(READ)
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]


def create_engine(url: str, *, name: str = "samflode", pool_size: int = _NORMAL_POOL) -> Engine:
    """Return an engine with this program's limits, whose pool lets go of connections that a stopped
    server left.
    """
    engine = _create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,  # what people wrote, and tokens, end in no error text
        pool_timeout=_POOL_TIMEOUT,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        connect_args={
            "application_name": name,
            "connect_timeout": _CONNECT_TIMEOUT,
            "prepare_threshold": _PREPARED_AFTER,
            "options": " ".join(f"-c {key}={value}" for key, value in _LIMITS.items()),
        },
    )
    event.listen(engine, "connect", _keep_prepared)
    event.listen(engine, "checkout", _refuse_closed)
    event.listen(engine, "handle_error", without_values)
    return engine


def without_values(context: ExceptionContext) -> None:
    """Let an error say what was refused and not which values: PostgreSQL quotes the row, and in
    some sentences the value.
    """
    error, wrapped = context.original_exception, context.sqlalchemy_exception
    if not isinstance(error, psycopg.Error) or not (said := error.diag.message_primary):
        return
    quotes = (error.sqlstate or "").startswith(_BAD_VALUE)
    error.args = (f"SQLSTATE {error.sqlstate}" if quotes else said,)
    if wrapped is not None:
        wrapped.args = (f"({type(error).__module__}.{type(error).__qualname__}) {error}",)


def _keep_prepared(connection: Any, _record: object) -> None:
    """Let a connection keep the statements of the pages people look at most prepared: by itself the
    driver keeps half as many.
    """
    connection.prepared_max = _PREPARED_MOST


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    """Ask the socket whether the server has hung up: a resting connection has nothing to read.

    It costs no way to the server and back, as a question to the server would before every
    transaction.
    """
    watched = select.poll()
    watched.register(connection.fileno(), select.POLLIN)
    if watched.poll(0):
        raise DisconnectionError


def address(settings: Settings) -> str:
    """Return the address of this installation's database: the one it was given, else the embedded
    one's.

    Raises DatabaseUnavailable when it was given none and has made none.
    """
    return settings.database_url or address_of(settings.data)


@contextmanager
def _translated() -> Iterator[None]:
    """Say in our own words what the driver says, where asking again may help. Everything else
    passes as it is.
    """
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnavailable from error
    except DBAPIError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error


def fault_of(error: DBAPIError) -> DatabaseFault | None:
    """Return what the driver said as a fault of ours; None where asking again does not help."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state in _SOMEBODY_ELSE:
        return LockTimeout()
    if state == _NO_SUCH_TABLE:
        return NotReady()
    broken = error.connection_invalidated or (
        not state and isinstance(error.orig, psycopg.OperationalError)
    )
    if broken or state.startswith(_NO_ANSWER):
        return DatabaseUnavailable()
    return None


def create_database(server: str, name: str, *, template: str = "template1") -> str:
    """Make a database on the server of any address with the right to; return the new one's address.

    Copied file by file: for a database as small as a migrated one that takes half the time of
    writing it as a log.
    """
    url = make_url(server)
    copied = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    _administer(url, copied.format(sql.Identifier(name), sql.Identifier(template)))
    return url.set(database=name).render_as_string(hide_password=False)


def drop_database(server: str, name: str) -> None:
    """Remove a database and whoever is connected to it; harmless where there is none."""
    _administer(
        make_url(server),
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)),
    )


def _administer(server: URL, statement: sql.Composed) -> None:
    plain = server.set(drivername="postgresql", database="postgres").render_as_string(
        hide_password=False
    )
    with psycopg.connect(plain, autocommit=True, connect_timeout=_CONNECT_TIMEOUT) as connection:
        connection.execute(statement)
