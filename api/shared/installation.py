"""One running copy of the program, and what time it is there: the only place of the web that reads
a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from models.atkomst import Demoklocka
from models.base import table_of
from workflows.engine.world import World
from workflows.nouns import NOUNS

if TYPE_CHECKING:
    from sqlmodel import Session
    from starlette.requests import HTTPConnection

    from models.database import Database
    from models.settings import Settings
    from workflows.county.profile import Profile


@dataclass(frozen=True, slots=True)
class Installation:
    """What every request needs; kept as ``app.state.installation``."""

    settings: Settings
    database: Database
    profile: Profile

    @property
    def demo(self) -> bool:
        """Tell whether this is a demo, which only its own computer reaches."""
        return self.settings.demo


def installation_of(request: HTTPConnection) -> Installation:
    """Return the installation a request came to."""
    installation: Installation = request.app.state.installation
    return installation


def real_now() -> datetime:
    """Return the real instant, aware, in UTC: for sessions and tokens, which do not follow the
    demo's clock.
    """
    return datetime.now(UTC)


def clock(session: Session, installation: Installation) -> World:
    """Return the county at its present instant: the demo's own while there is one, else the real
    time.
    """
    shown = (
        session.execute(select(table_of(Demoklocka).c.nu)).scalar_one_or_none()
        if installation.demo
        else None
    )
    return World(installation.profile, shown or real_now(), NOUNS)
