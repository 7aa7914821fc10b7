"""One round of the sweeps, as the clock process and ``samflode tick`` run it."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from flows import demo_clock
from flows.rounds import SVEP, Runda, Utfall, run
from models.database import Database
from models.settings import Settings
from notifications.channels import channel_for
from workflows.profile import Profile, load_profile
from workflows.world import World

__all__ = ["SVEP", "Utfall", "run_round"]

_profile = cache(load_profile)


def run_round(database: Database, now: datetime, settings: Settings, *, svep: str | None = None) -> list[Utfall]:
    """Run every sweep once, or only the one named, and say what each did; in the demo it is the demo clock's time.

    A sweep asked for by name is done in full, also what is otherwise done once a day. Raises TryAgainLater when the
    database does not answer, KeyError for a name that is no sweep, ProfileRefused.
    """
    if settings.demo:
        with database.read() as session:
            now = demo_clock.now(session) or now
    profile: Profile = _profile(settings.profil)
    runda = Runda(database, World(profile, now), channel_for(settings), grundlig=svep is not None)
    return run(runda, [svep] if svep else SVEP)
