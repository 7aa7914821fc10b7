"""The questions that ``samflode doctor`` asks, each answered with a finding."""

from __future__ import annotations

import os
import shutil
import smtplib
import ssl
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from api.cli.common import database_address
from api.doorway import PortTaken, answers_at_port, open_doorway
from flows import demo_clock
from flows.drift import report
from models.database import Database
from models.embedded.place import choose_binaries, server_account
from models.embedded.record import read_record
from models.faults import DatabaseFault, WrongTables, in_swedish
from models.migrations import is_current
from models.settings import Settings
from notifications.reach import links_astray
from workflows.county.profile import load_profile
from workflows.engine.world import World
from workflows.nouns import NOUNS, unknown_states

_OLDEST_PYTHON = (3, 11)
_LEAST_DISK = 500 * 1024 * 1024  # bytes
_SMTP_TIMEOUT = 10  # seconds


@dataclass(frozen=True)
class Finding:
    """What was asked, whether it is well, the answer, and what mends it."""

    vad: str
    bra: bool
    svar: str
    atgard: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Ask every question; none stops the next, save that a database that does not answer has
    nothing more to tell.
    """
    return [
        _python(),
        _data_folder(settings.data),
        _disk(settings.data),
        _port(settings),
        *([] if settings.database_url else [_binaries()]),
        *_database(settings),
        *([_smtp(settings, settings.smtp_host), _links(settings)] if settings.smtp_host else []),
    ]


def _python() -> Finding:
    good = sys.version_info >= _OLDEST_PYTHON
    return Finding(
        "Python",
        good,
        sys.version.split()[0],
        "" if good else "Installera Python 3.11 eller senare.",
    )


def _data_folder(data: Path) -> Finding:
    nearest = next(folder for folder in (data, *data.parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding(
            "Datamapp",
            bra=True,
            svar=str(data) if nearest == data else f"{data} (skapas vid första starten)",
        )
    return Finding(
        "Datamapp",
        bra=False,
        svar=f"{nearest} går inte att skriva i",
        atgard="Välj en annan: SAMFLODE_DATA.",
    )


def _disk(data: Path) -> Finding:
    nearest = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    good = free >= _LEAST_DISK
    return Finding(
        "Ledigt utrymme",
        good,
        f"{free // 1024**2} MB",
        "" if good else f"Frigör minst 500 MB i {nearest}.",
    )


def _port(settings: Settings) -> Finding:
    try:
        open_doorway(settings.host, settings.port).close()
    except PortTaken as error:
        if answers_at_port(settings.host, settings.port):
            return Finding("Port", bra=True, svar=f"Samflöde svarar på {settings.port}")
        return Finding(
            "Port",
            bra=False,
            svar=f"{settings.port} går inte att använda",
            atgard=str(error),
        )
    return Finding("Port", bra=True, svar=f"{settings.port} är ledig")


def _binaries() -> Finding:
    try:
        return Finding("PostgreSQL", bra=True, svar=str(choose_binaries(server_account(None))))
    except DatabaseFault as fault:
        return Finding("PostgreSQL", bra=False, svar=str(fault), atgard="Kör: make install")


def _database(settings: Settings) -> Iterator[Finding]:
    """Ask the database; where none has been made, none is made by asking."""
    try:
        if not settings.database_url and read_record(settings.data) is None:
            yield Finding("Databas", bra=True, svar="skapas vid första starten")
            return
        with database_address(settings) as url:
            yield from _reachable(url, settings)
    except (DatabaseFault, SQLAlchemyError) as error:
        advice = (
            "Kontrollera SAMFLODE_DATABASE_URL."
            if settings.database_url
            else "Läs postgres.log i datamappen."
        )
        yield Finding("Databas", bra=False, svar=str(error).splitlines()[0], atgard=advice)


def _reachable(url: str, settings: Settings) -> Iterator[Finding]:
    database = Database(url, name="samflode-doctor", pool_size=1)
    try:
        with database.read() as session:
            version = session.execute(text("SHOW server_version")).scalar_one()
        yield Finding("Databas", bra=True, svar=f"svarar, PostgreSQL {version}")
        tables = _tables(url)
        yield tables
        if tables.bra:
            yield _states(database)
            yield from _drift(database, settings)
    finally:
        database.close()


_UPDATE = "Kör: samflode up (eller vilket kommando som helst) så uppdateras de."


def _tables(url: str) -> Finding:
    try:
        if is_current(url):
            return Finding("Tabeller", bra=True, svar="aktuella")
    except WrongTables as fault:
        return Finding("Tabeller", bra=False, svar=fault.svar, atgard=fault.atgard)
    return Finding("Tabeller", bra=False, svar="äldre än programmet", atgard=_UPDATE)


def _states(database: Database) -> Finding:
    with database.read() as session:
        unknown = unknown_states(session)
    if not unknown:
        return Finding("Lägen", bra=True, svar="alla finns i programmet")
    answer = "; ".join(str(state) for state in unknown)
    return Finding(
        "Lägen", bra=False, svar=answer, atgard="Starta den förra versionen och ta stegen därifrån."
    )


def _drift(database: Database, settings: Settings) -> Iterator[Finding]:
    """Say what is wrong with the clock and the post, as the page Drift does."""
    now = datetime.now(UTC)
    with database.read() as session:
        lived = (demo_clock.now(session) if settings.demo else None) or now
        wrong = report(session, now, World(load_profile(settings.profil), lived, NOUNS)).fel
    if not wrong:
        yield Finding("Klocka och post", bra=True, svar="inget har stannat")
    for sentence in wrong:
        yield Finding("Klocka och post", bra=False, svar=sentence, atgard="Se sidan Drift.")


def _smtp(settings: Settings, host: str) -> Finding:
    try:
        with smtplib.SMTP(host, settings.smtp_port, timeout=_SMTP_TIMEOUT) as server:
            if settings.smtp_starttls:
                server.starttls()
            if settings.smtp_user and settings.smtp_password:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except OSError as error:
        advice = "Kontrollera SAMFLODE_SMTP_HOST, _PORT, _STARTTLS, _USER och _PASSWORD."
        return Finding(
            "E-post",
            bra=False,
            svar=f"{host}:{settings.smtp_port} svarar inte som den ska ({_refusal(error)})",
            atgard=advice,
        )
    return Finding("E-post", bra=True, svar=f"{host}:{settings.smtp_port} svarar")


def _refusal(error: OSError) -> str:
    """Return why a mail server did not answer well; what it said itself is told by its number."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"den svarade {error.smtp_code}"
    if isinstance(error, smtplib.SMTPException):
        return "den kan inte det som är inställt"
    return "krypteringen går inte" if isinstance(error, ssl.SSLError) else in_swedish(error)


def _links(settings: Settings) -> Finding:
    if astray := links_astray(settings):
        return Finding("Länkar", bra=False, svar=astray.svar, atgard=astray.atgard)
    return Finding("Länkar", bra=True, svar=f"breven leder till {settings.address}")
