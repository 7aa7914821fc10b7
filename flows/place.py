"""Where this installation's own Prefect lives: its port, its key, its database, and where it may
speak to us. Known without importing Prefect.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from models.database import address
from models.faults import DatabaseUnavailable
from models.secret import secret_key
from models.settings import Settings, in_url
from workflows.ground.errors import Refusal

FILE_NAME = "prefect.json"
# What a process of ours runs with ``python -m``.
SERVER = ("prefect", "server", "start")
RUNNER = ("flows.runner",)
TOLD_AT = "/api/v1/drift/prefect"  # our address for Prefect's automation
_HOST = "127.0.0.1"
# A host that means every address is asked at home.
_EVERYWHERE = {"0.0.0.0": _HOST, "::": "::1"}  # noqa: S104 - names them, binds nothing
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
    def pages(self) -> str:
        """The address of its pages, where they are shown."""
        return f"http://{_HOST}:{self.port}"

    @property
    def api(self) -> str:
        """The address of its API."""
        return f"{self.pages}/api"


def prefect_key(settings: Settings) -> str:
    """Return the key to Prefect, and Prefect's to us: name and password, made from the secret of
    the installation and so the same on every computer. Raises OSError.
    """
    made = hmac.new(secret_key(settings), b"prefect", "sha256").hexdigest()
    return f"samflode:{made}"


def authorization(nyckel: str) -> str:
    """Return the header by which whoever holds a key is let in."""
    return f"Basic {base64.b64encode(nyckel.encode()).decode()}"


def nearest(settings: Settings) -> str:
    """Return where our pages answer a program on this computer, without a closing slash."""
    return f"http://{in_url(_EVERYWHERE.get(settings.host, settings.host))}:{settings.port}"


def read_place(data: Path) -> Place | None:
    """Return what the data folder says, or None when no Prefect has been started from it."""
    try:
        said = json.loads((data / FILE_NAME).read_text(encoding="utf-8"))
        return Place(int(said["port"]), str(said["nyckel"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def claim_place(settings: Settings) -> Place:
    """Return the place to start Prefect at: the one it had, with another port if somebody else has
    taken that.
    """
    known = read_place(settings.data)
    port = known.port if known and _is_free(known.port) else _free_port()
    place = Place(port, prefect_key(settings))
    _write(settings.data / FILE_NAME, json.dumps(asdict(place)))
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


# What holds for every Prefect of ours.
_ALWAYS = {
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # What runs say is read in Prefect's pages; the terminal is ours.
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    # As long as a sweep may be late before we say so ourselves, and a run of ours is kept.
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "300",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_CLI_COLORS": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PYTHONWARNINGS": "ignore",  # Prefect warns of its own doings as it stops
}


def prefect_environment(settings: Settings, place: Place, *, pages: bool = False) -> dict[str, str]:
    """Return the environment of Prefect's server and runner, with this program's own settings in
    it; with ``pages`` the server shows its own.

    Raises NoRoom and DatabaseUnavailable.
    """
    home = settings.data / "prefect"
    # Prefect's own would be one for the whole computer, and whoever came first would own it.
    scratch = home / "tmp"
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)  # Prefect keeps the key to us
    return {
        **settings.environment(),
        **_ALWAYS,
        "TMPDIR": str(scratch),
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_DATABASE_CONNECTION_URL": _database_for_prefect(settings),
        "PREFECT_API_URL": place.api,
        "PREFECT_API_AUTH_STRING": place.nyckel,
        "PREFECT_SERVER_API_AUTH_STRING": place.nyckel,
        "PREFECT_SERVER_API_HOST": _HOST,
        "PREFECT_SERVER_API_PORT": str(place.port),
        "PREFECT_SERVER_UI_ENABLED": str(pages).lower(),
        # The program's own folder may be locked.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "sidor"),
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
