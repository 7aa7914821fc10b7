"""How other processes find the embedded server: through the record in the data folder, over a Unix
socket.
"""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

from models.embedded.cluster import SUPERUSER
from models.embedded.place import socket_folder
from models.embedded.record import Record, read_record
from models.faults import DatabaseUnavailable

DATABASE = "samflode"
PORT = 5432  # only names the socket file: nothing listens on the network


def address_of(data: Path, *, database: str = DATABASE) -> str:
    """Return the SQLAlchemy address of a data folder's database, password included.

    Raises DatabaseUnavailable where no database has been made.
    """
    record = _record(data)
    url = URL.create(
        "postgresql+psycopg",
        username=SUPERUSER,
        password=record.password,
        database=database,
        query={"host": str(socket_folder(record.home)), "port": str(PORT)},
    )
    return url.render_as_string(hide_password=False)


def connection_string(data: Path, *, database: str = DATABASE) -> str:
    """Return the same address in psycopg's own form. Raises DatabaseUnavailable where no database
    has been made.
    """
    record = _record(data)
    return make_conninfo(
        user=SUPERUSER,
        password=record.password,
        dbname=database,
        host=str(socket_folder(record.home)),
        port=PORT,
        connect_timeout=2,
    )


def answers(data: Path, *, database: str = DATABASE) -> bool:
    """Say whether the server of a data folder takes connections to a database now."""
    try:
        psycopg.connect(connection_string(data, database=database)).close()
    except (psycopg.OperationalError, DatabaseUnavailable):
        return False
    return True


def _record(data: Path) -> Record:
    record = read_record(data)
    if record is None:
        raise DatabaseUnavailable(
            f"Det finns ingen databas i {data}. Starta Samflöde först: samflode up"
        )
    return record
