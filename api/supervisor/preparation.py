"""What must be true of the database before anyone is let in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from api.demo import build_demo
from models.database import Database, address
from models.migrations import migrate
from models.settings import Settings
from workflows.definitions import unknown_states
from workflows.errors import Refusal
from workflows.organisation import Who, sync_profile
from workflows.profile import load_profile


class WrongRelease(Refusal):
    """Rows stand in states that this release no longer has; it must not start."""


def prepare(settings: Settings, *, tell: Callable[[str], None]) -> None:
    """Migrate the database and bring its huvudmän and organ in line with the profile; in demo mode fill an empty one.

    Raises DatabaseFault, ProfileRefused, and WrongRelease with a sentence for each state this release does not know.
    """
    url = address(settings)
    migrate(url)
    database = Database(url, name="samflode-start", pool_size=2)
    try:
        _require_known_states(database)
        if settings.demo and build_demo(database, settings.profil):
            tell(f"Demon för {settings.profil} är byggd.")
        with database.session() as session:
            sync_profile(session, load_profile(settings.profil), Who(datetime.now(UTC)))
    finally:
        database.close()


def _require_known_states(database: Database) -> None:
    with database.read() as session:
        unknown = unknown_states(session)
    if unknown:
        raise WrongRelease(" ".join(unknown))
