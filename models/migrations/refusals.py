"""Why a database can't be brought to the present, in Swedish: what can be seen beforehand, and what
it said when it was tried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from alembic.util.exc import CommandError
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from models import tables as tables  # noqa: PLC0414 - registers every table
from models.base import metadata
from models.database import fault_of
from models.faults import NotReady, WrongTables

_MOST_NAMED = 3
_RESTORE = "Lägg tillbaka en säkerhetskopia av databasen."
_EMPTY = (
    "Ge Samflöde en tom databas i SAMFLODE_DATABASE_URL, eller lägg tillbaka en säkerhetskopia med"
    " tabellen alembic_version i."
)
# SQLSTATE: insufficient privilege; a table, column, index, schema, function or type that is there.
_NO_RIGHT = "42501"
_THERE = {"42P07", "42701", "42P06", "42723", "42710"}


def refuse_unfit(connection: Connection, stands: Collection[str], *, current: bool) -> None:
    """Raise WrongTables when no revision of ours can have made the tables, or when the next one
    can't be made. ``current`` says that there is none.
    """
    if len(stands) > 1:
        raise WrongTables("de säger sig vara av flera versioner på en gång", _RESTORE)
    if not stands and (there := metadata.tables.keys() & _there(connection)):
        raise WrongTables(f"{_named(there)} finns redan, utan uppgift om version", _EMPTY)
    if not current:
        _require_right(connection)


def require_every_table(connection: Connection) -> None:
    """Raise WrongTables when somebody has taken a table away."""
    if missing := metadata.tables.keys() - _there(connection):
        raise WrongTables(f"{_named(missing)} saknas", _RESTORE)


def _there(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _named(names: Iterable[str]) -> str:
    first, *more = sorted(names)
    shown = ", ".join([first, *more[: _MOST_NAMED - 1]])
    rest = f" och {len(more) + 1 - _MOST_NAMED} till" if len(more) >= _MOST_NAMED else ""
    return f"{shown}{rest}"


def _require_right(connection: Connection) -> None:
    role, schema, may = connection.execute(
        text("SELECT current_user, s, has_schema_privilege(s, 'CREATE') FROM current_schema() s")
    ).one()
    if may:
        return
    quote = connection.dialect.identifier_preparer.quote
    grant = f"GRANT USAGE, CREATE ON SCHEMA {quote(schema or 'public')} TO {quote(role)};"
    raise WrongTables(
        f"rollen {role} får inte skapa några", f"Kör det här som databasens ägare: {grant}"
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Say in our own words what alembic and the driver say: nothing else comes out of here."""
    try:
        yield
    except CommandError as error:
        raise WrongTables("deras version går inte att följa", _RESTORE) from error
    except DBAPIError as error:
        fault = fault_of(error)
        if fault is None or isinstance(fault, NotReady):
            fault = _said_no(getattr(error.orig, "sqlstate", None))
        raise fault from error
    except SQLAlchemyError as error:
        raise _said_no(None) from error


def _said_no(state: str | None) -> WrongTables:
    if state == _NO_RIGHT:
        return WrongTables(
            "rollen har inte rätt till dem",
            "Låt rollen i SAMFLODE_DATABASE_URL äga databasen och det som finns i den.",
        )
    if state in _THERE:
        return WrongTables("något med samma namn finns redan där", _EMPTY)
    why = f"databasen sade nej (SQLSTATE {state})" if state else "databasen sade nej"
    return WrongTables(why, "Orsaken står i databasens egen logg.")
