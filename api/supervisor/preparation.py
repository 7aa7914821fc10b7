"""What must be true of the database before anyone is let in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select

from api.demo import build_demo
from flows import demo_clock
from flows.drift import note_start
from models.base import table_of
from models.database import Database, address
from models.migrations import migrate
from models.organisation import Person
from models.settings import Settings
from notifications.channels import channel_for
from notifications.reach import links_astray
from workflows.county.organisation import Who, sync_profile
from workflows.county.profile import load_profile
from workflows.ground.errors import Refusal
from workflows.nouns import unknown_states


class WrongFolder(Refusal):
    """A demo was asked for where a real installation lives, or the other way round."""


class WrongRelease(Refusal):
    """Rows stand in states that this release no longer has; it must not start."""


def prepare(settings: Settings, *, tell: Callable[[str], None]) -> None:
    """Migrate the database and bring its huvudmän and organ in line with the profile; in demo mode
    fill an empty one.

    What lets the installation start but not work as meant is told.

    Raises DatabaseFault, ProfileRefused, WrongFolder, and WrongRelease with a sentence for each
    unknown state.
    """
    if astray := links_astray(settings):
        tell(" ".join(astray))
    url = address(settings)
    migrate(url)
    database = Database(url, name="samflode-start", pool_size=2)
    try:
        _require_known_states(database)
        _require_own_folder(database, demo=settings.demo)
        profile = load_profile(settings.profil)
        if settings.demo and build_demo(database, settings.profil, channel_for(settings)):
            tell(f"Demolänet {profile.lan.kortnamn} är byggt.")
        with database.session() as session:
            sync_profile(session, profile, Who(datetime.now(UTC)))
            note_start(session, datetime.now(UTC))
    finally:
        database.close()


def _require_known_states(database: Database) -> None:
    with database.read() as session:
        unknown = unknown_states(session)
    if unknown:
        raise WrongRelease(" ".join(unknown))


def _require_own_folder(database: Database, *, demo: bool) -> None:
    """Keep a demo, where anyone may be anyone, away from real people; and real work away from a
    demo's clock.
    """
    with database.read() as session:
        is_demo = demo_clock.now(session) is not None
        is_real = (
            not is_demo
            and session.execute(select(table_of(Person).c.id).limit(1)).first() is not None
        )
    if demo and is_real:
        raise WrongFolder(
            "Här finns en riktig installation. Ge demolänet en egen mapp: samflode up --demo"
            " --data MAPP."
        )
    if is_demo and not demo:
        raise WrongFolder(
            "Här finns en demo. Starta den med --demo, eller välj en annan mapp med --data."
        )
