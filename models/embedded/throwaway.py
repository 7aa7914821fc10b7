"""A server for tests, benchmarks and migration checks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.embedded.server import EmbeddedPostgres


@contextmanager
def throwaway_server(*, durable: bool = False) -> Iterator[EmbeddedPostgres]:
    """Lend a server in a temporary folder that is removed afterwards.

    ``durable=True`` lets it wait for the disk as in real use, for measuring.
    """
    folder = Path(tempfile.mkdtemp(prefix="samflode-"))
    folder.chmod(0o711)  # the server's account must pass through when root runs this
    server = EmbeddedPostgres(folder / "data", durable=durable)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
