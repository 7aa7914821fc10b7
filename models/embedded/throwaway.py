"""A server for tests, benchmarks and migration checks."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.embedded.server import EmbeddedPostgres

_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made in it is ours alone
_ROOM = 4 * 1024**3  # bytes


def _memory() -> Path | None:
    """Return the folder that lies in memory, or None where there is none with room enough."""
    usable = os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if usable else None


@contextmanager
def throwaway_server(*, durable: bool = False) -> Iterator[EmbeddedPostgres]:
    """Lend a server in a temporary folder that is removed afterwards.

    ``durable=True`` lets it wait for the disk as in real use, for measuring; else it lies in memory
    where there is room, since a fresh database is three hundred files.
    """
    folder = Path(tempfile.mkdtemp(prefix="samflode-", dir=None if durable else _memory()))
    folder.chmod(0o711)  # the server's account must pass through when root runs this
    server = EmbeddedPostgres(folder / "data", durable=durable)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
