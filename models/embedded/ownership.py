"""Who runs the server of a data folder: one process at a time, and the kernel knows when it is
gone.
"""

from __future__ import annotations

import fcntl
import os
import time
from enum import StrEnum
from pathlib import Path

import psutil

FILE_NAME = ".databas.las"


class Role(StrEnum):
    """Why a process owns the server; decides what others do meanwhile."""

    UP = "up"  # for long: others use its server
    COMMAND = "kommando"  # for seconds: others wait


class Ownership:
    """An exclusive lock on the data folder, with the owner's role and pid written in the
    lock file.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / FILE_NAME
        self._descriptor: int | None = None

    def take(self, role: Role, *, patience: float = 0) -> bool:
        """Try for ``patience`` seconds to become the owner; say whether it went well."""
        deadline = time.monotonic() + patience
        while not (taken := self._try(role)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return taken

    def release(self) -> None:
        """Let somebody else become the owner."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def owner(self) -> tuple[Role, int] | None:
        """Return role and pid of the owner that last wrote its name and still runs, or None."""
        try:
            role, pid = self._path.read_text(encoding="ascii").split()
            return (Role(role), int(pid)) if psutil.pid_exists(int(pid)) else None
        except (FileNotFoundError, ValueError):
            return None

    def turn(self) -> int:
        """Return a number that is another one each time somebody becomes the owner."""
        try:
            return self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def _try(self, role: Role) -> bool:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{role} {os.getpid()}".encode("ascii"))
        self._descriptor = descriptor
        return True
