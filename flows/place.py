"""Where this installation's own Prefect lives: its port, its key, its database. Known without
importing Prefect.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from models.database import address
from models.faults import DatabaseUnavailable
from models.settings import Settings
from workflows.ground.errors import Refusal

FILE_NAME = "prefect.json"
_HOST = "127.0.0.1"
_CONNECT_TIMEOUT = 5  # seconds


class NoRoom(Refusal):
    """Prefect has no database of its own and we may not make one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Prefect behöver databasen {name}. Skapa den på servern, eller starta med"
            " --utan-prefect."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A port on this computer only, and the key without which Prefect answers nobody."""

    port: int
    nyckel: str

    @property
    def api(self) -> str:
        """The address of its API."""
        return f"http://{_HOST}:{self.port}/api"


def read_place(data: Path) -> Place | None:
    """Return what the data folder says, or None when no Prefect has been started from it."""
    try:
        said = json.loads((data / FILE_NAME).read_text(encoding="utf-8"))
        return Place(int(said["port"]), str(said["nyckel"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def claim_place(data: Path) -> Place:
    """Return the place to start Prefect at: the one it had, with another port if somebody else has
    taken that.
    """
    known = read_place(data)
    port = known.port if known and _is_free(known.port) else _free_port()
    place = Place(port, known.nyckel if known else secrets.token_urlsafe(32))
    _write(data / FILE_NAME, json.dumps(asdict(place)))
    return place


def _write(path: Path, text: str) -> None:
    """Replace a file that only we may read, whole or not at all."""
    draft = path.with_suffix(".ny")
    draft.unlink(missing_ok=True)
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    draft.replace(path)


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((_HOST, 0))
        return int(listener.getsockname()[1])


def prefect_environment(settings: Settings, place: Place) -> dict[str, str]:
    """Return the environment of Prefect's server and runner, with this program's own settings in
    it.

    Raises NoRoom and DatabaseUnavailable.
    """
    home = settings.data / "prefect"
    # Prefect's own would be one for the whole computer, and whoever came first would own it.
    scratch = home / "tmp"
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        **settings.environment(),
        "TMPDIR": str(scratch),
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_DATABASE_CONNECTION_URL": _database_for_prefect(settings),
        "PREFECT_API_URL": place.api,
        "PREFECT_API_AUTH_STRING": f"samflode:{place.nyckel}",
        "PREFECT_SERVER_API_AUTH_STRING": f"samflode:{place.nyckel}",
        "PREFECT_SERVER_API_HOST": _HOST,
        "PREFECT_SERVER_API_PORT": str(place.port),
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_CLI_COLORS": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PYTHONWARNINGS": "ignore",  # Prefect warns of its own doings as it stops
    }


def _database_for_prefect(settings: Settings) -> str:
    """Return the address of Prefect's own database, made when it is missing.

    It is one more database on the same server where that server has pg_trgm, which Prefect's tables
    need; else a file in the data folder.
    """
    ours = make_url(address(settings))
    name = f"{ours.database}_prefect"
    plain = ours.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with psycopg.connect(
            plain, autocommit=True, connect_timeout=_CONNECT_TIMEOUT
        ) as connection:
            if not connection.execute(
                "SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'"
            ).fetchone():
                return f"sqlite+aiosqlite:///{settings.data / 'prefect' / 'prefect.db'}"
            if not connection.execute(
                "SELECT FROM pg_database WHERE datname = %s", [name]
            ).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable from error
    except psycopg.Error as error:
        raise NoRoom(name) from error
    return ours.set(drivername="postgresql+asyncpg", database=name).render_as_string(
        hide_password=False
    )
