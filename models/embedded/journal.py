"""The server's own log in the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import IO

LOG_NAME = "postgres.log"
_LIMIT = 10_000_000  # bytes; then the log is put aside as .1 and a new one begun
_TAIL = 4_000  # bytes read from the end to find the last lines


def open_log(data: Path) -> IO[bytes]:
    """Open the log for adding to it, readable only by its owner."""
    path = data / LOG_NAME
    path.touch(mode=0o600)
    if path.stat().st_size > _LIMIT:
        path.replace(data / f"{LOG_NAME}.1")
        path.touch(mode=0o600)
    return path.open("ab")


def last_words(data: Path, *, lines: int = 4) -> str:
    """Return the last lines of the log, for a person who must find out why the server does not
    start.
    """
    try:
        tail = (data / LOG_NAME).read_bytes()[-_TAIL:]
    except OSError:
        return ""
    return "\n".join(tail.decode(errors="replace").strip().splitlines()[-lines:])
