"""What must be true of the database before anyone is let in."""

from __future__ import annotations

from collections.abc import Callable

from api.demo import build_demo
from models.database import Database, address
from models.migrations import migrate
from models.settings import Settings


def prepare(settings: Settings, *, tell: Callable[[str], None]) -> None:
    """Migrate the database, and in demo mode fill an empty one. Raises DatabaseFault."""
    url = address(settings)
    migrate(url)
    if settings.demo:
        database = Database(url, name="samflode-demo", pool_size=2)
        try:
            if build_demo(database, settings.profil):
                tell(f"Demon för {settings.profil} är byggd.")
        finally:
            database.close()
