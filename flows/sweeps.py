"""The sweeps as they are run for real: by the small clock process and by ``samflode tick``; Prefect
takes the same round step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache

from flows import demo_clock
from flows.record import latest_runs, written_down
from flows.rounds import SVEP, Runda, Utfall, run
from flows.timetable import TIDTABELL
from models.database import Database
from models.settings import Settings
from notifications.channels import channel_for
from workflows.county.profile import Profile, load_profile
from workflows.engine.world import World
from workflows.ground.progress import Progress
from workflows.nouns import NOUNS

__all__ = ["SVEP", "Utfall", "round_at", "run_due", "run_round", "run_scheduled"]

_profile = cache(load_profile)


def run_round(
    database: Database,
    now: datetime,
    settings: Settings,
    *,
    svep: str | None = None,
    progress: Callable[[str], Progress] | None = None,
) -> list[Utfall]:
    """Run every sweep once, or only the one named, and say what each did; in the demo it is the
    demo clock's time.

    A sweep asked for by name is done in full, also what is otherwise done once a day. Raises
    TryAgainLater when the database does not answer, KeyError for a name that is no sweep,
    ProfileRefused.
    """
    runda = replace(round_at(database, now, settings), grundlig=svep is not None)
    if progress:
        runda = replace(runda, progress=progress)
    return _run(runda, [svep] if svep else SVEP, now, av_schema=False)


def run_scheduled(database: Database, now: datetime, settings: Settings, svep: str) -> Utfall:
    """Run a sweep because its hour has come. Raises as ``run_round``."""
    return _run(round_at(database, now, settings), [svep], now, av_schema=True)[0]


def run_due(database: Database, now: datetime, settings: Settings) -> list[Utfall]:
    """Run each sweep whose hour has come since it last came by itself, once however many hours were
    missed.
    """
    with database.read() as session:
        known = latest_runs(session, now)
    ran = {svep: latest.av_schema for svep, latest in known.items() if latest.av_schema}
    due = [rad.svep for rad in TIDTABELL if rad.svep not in ran or rad.owed(ran[rad.svep], now)]
    return [run_scheduled(database, now, settings, svep) for svep in due]


def round_at(database: Database, now: datetime, settings: Settings) -> Runda:
    """Return the round of an instant; in the demo it is the demo clock's."""
    if settings.demo:
        with database.read() as session:
            now = demo_clock.now(session) or now
    profile: Profile = _profile(settings.profil)
    return Runda(database, World(profile, now, NOUNS), channel_for(settings))


def _run(runda: Runda, names: Iterable[str], now: datetime, *, av_schema: bool) -> list[Utfall]:
    found = []
    for name in names:
        with written_down(runda.database, name, now, av_schema=av_schema) as korning:
            korning.utfall = run(runda, [name])[0]
        found.append(korning.utfall)
    return found
