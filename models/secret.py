"""The key that seals answer links: from the settings, else a file in the data folder that only we
may read.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from models.settings import Settings

FILE_NAME = "hemlighet"


def secret_key(settings: Settings) -> bytes:
    """Return the installation's key; of several processes that make it at once all get the same.
    Raises OSError.
    """
    if settings.hemlighet:
        return settings.hemlighet.get_secret_value().encode()
    path = settings.data / FILE_NAME
    with suppress(FileNotFoundError):
        return path.read_bytes()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{FILE_NAME}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
    with suppress(FileExistsError):
        os.link(draft, path)  # whole or not at all, and never over somebody else's
    draft.unlink()
    return path.read_bytes()
