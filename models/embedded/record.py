"""The one secret file of a data folder: where the cluster lives and the password to it."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from models.faults import EmbeddedFailed

FILE_NAME = "databas.json"


@dataclass(frozen=True)
class Record:
    """What must be remembered between starts.

    ``home`` is where the server's files are, in the data folder or beside it. ``complete`` is true
    once a cluster has been made there: from then on a missing cluster is a loss to be told, never a
    reason to make an empty one.
    """

    home: Path
    password: str
    complete: bool


def read_record(data: Path) -> Record | None:
    """Return the record of a data folder, or None where no database has been made."""
    try:
        stored = json.loads((data / FILE_NAME).read_text(encoding="utf-8"))
        return Record(
            home=data / stored["plats"], password=stored["losenord"], complete=stored["klar"]
        )
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise EmbeddedFailed(
            f"{data / FILE_NAME} går inte att läsa. Kör som samma användare som startade Samflöde"
            " med datamappen."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise EmbeddedFailed(
            f"{data / FILE_NAME} är skadad. Återställ den från en säkerhetskopia."
        ) from error


def new_record(home: Path) -> Record:
    """Return a record with a fresh password for a cluster that is about to be made."""
    return Record(home=home, password=secrets.token_urlsafe(24), complete=False)


def write_record(data: Path, record: Record) -> None:
    """Replace the file in one step, readable only by its owner, and see it safely on disk."""
    inside = record.home.is_relative_to(data)  # then the data folder can be moved as a whole
    place = record.home.relative_to(data) if inside else record.home
    text = json.dumps(
        {"plats": str(place), "losenord": record.password, "klar": record.complete},
        ensure_ascii=False,
    )
    new = data / f"{FILE_NAME}.ny"
    new.unlink(missing_ok=True)
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(data / FILE_NAME)
    sync_folder(data)


def sync_folder(folder: Path) -> None:
    """See a rename in a folder safely on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
