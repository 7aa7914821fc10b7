"""What every flow has around its own tasks: the row that says it began and how it ended, the step
in a thread of its own, the sentence in Prefect's log.

What Prefect is told, it keeps in its own database: instants, counts and the numbers of decisions,
never a name or an address. What a fault says may hold either, so it stays in our own log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from prefect import get_run_logger, runtime, task
from prefect.context import FlowRunContext
from prefect.states import Completed, Failed

from flows.record import begin_run, end_run
from flows.rounds import Gjort, Runda, Utfall, summed_up
from flows.sweeps import round_at
from models.database import Database, address
from models.faults import TryAgainLater
from models.settings import Settings
from notifications.logs import configure_logs
from workflows.ground.words import tid

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

RETRIES, WAIT = 3, 20  # seconds: a database that is being started again
_CUT_OFF = "Svepet avbröts av ett fel. Orsaken står i loggen."
T = TypeVar("T")


class Avbrots(Exception):
    """A step that failed, as Prefect may hear of it."""


def run_name() -> str:
    """Return what Prefect's pages call a run: "Bevaka frister 30 november 2026 kl. 7.00"."""
    return f"{runtime.flow_run.flow_name} {tid(runtime.flow_run.scheduled_start_time)}"


async def taken(step: Callable[[Runda], Gjort], nu: datetime) -> Gjort:
    """Take one step of a sweep at an instant and write in Prefect's log what it did."""
    gjort = await here(step, nu)
    well = gjort.ok and not gjort.fel
    get_run_logger().log(
        logging.INFO if well else logging.WARNING, gjort.mening or "Inget att göra."
    )
    return gjort


async def here(ask: Callable[[Runda], T], nu: datetime) -> T:
    """Return what this installation answers at an instant. Raises Avbrots whatever went wrong."""

    def answer(database: Database, settings: Settings) -> T:
        return ask(round_at(database, nu, settings))

    return await asyncio.to_thread(_told_apart, answer)


async def here_now(ask: Callable[[Runda, datetime], T]) -> T:
    """Return what this installation answers now, in real time. Raises as ``here``."""
    nu = datetime.now(UTC)
    return await here(lambda runda: ask(runda, nu), nu)


def _told_apart(answer: Callable[[Database, Settings], T]) -> T:
    """Return the answer; log here why there is none, and let Prefect know only that."""
    try:
        settings = Settings()
        database = Database(address(settings), name="samflode-svep", pool_size=2)
        try:
            return answer(database, settings)
        finally:
            database.close()
    except TryAgainLater as fault:
        structlog.get_logger("svep").warning("svepet väntar", orsak=str(fault))
        raise Avbrots(str(fault)) from None
    except Exception:  # noqa: BLE001 - whatever it is, the log has it and Prefect does not
        structlog.get_logger("svep").exception("svepet avbröts")
        raise Avbrots(_CUT_OFF) from None


@dataclass(frozen=True, slots=True)
class Korning:
    """A run that has begun at ``nu``, in real time."""

    id: int
    svep: str
    nu: datetime

    async def ended(self, *steg: Gjort) -> State[Any]:
        """Write what the run came to, and return it as Prefect's state."""
        utfall = summed_up(self.svep, *steg)
        await anteckna_utfallet(self.id, utfall)
        return Completed(message=utfall.mening) if utfall.ok else Failed(message=utfall.mening)


@task(name="Anteckna början", retries=RETRIES, retry_delay_seconds=WAIT)
async def anteckna_borjan(svep: str, nu: datetime, *, av_schema: bool) -> int:
    """Write in our own table that a sweep begins; return the run's id."""
    return await asyncio.to_thread(
        _told_apart, lambda database, _: begin_run(database, svep, nu, av_schema=av_schema)
    )


@task(name="Anteckna utfallet", retries=RETRIES, retry_delay_seconds=WAIT)
async def anteckna_utfallet(korning_id: int, utfall: Utfall) -> None:
    """Write in our own table what became of a run."""
    get_run_logger().info(utfall.mening)
    await asyncio.to_thread(
        _told_apart, lambda database, _: end_run(database, korning_id, datetime.now(UTC), utfall)
    )


@asynccontextmanager
async def begun(svep: str) -> AsyncIterator[Korning]:
    """Begin a run of a sweep; one that a step cuts off is written down as that."""
    configure_logs(Settings().log_level)  # a run is a process that Prefect started, not we
    nu, about = datetime.now(UTC), FlowRunContext.get()
    av_schema = bool(about and about.flow_run and about.flow_run.auto_scheduled)
    korning = Korning(await anteckna_borjan(svep, nu, av_schema=av_schema), svep, nu)
    try:
        yield korning
    except Exception as fault:
        said = str(fault) if isinstance(fault, Avbrots) else _CUT_OFF
        await anteckna_utfallet(korning.id, Utfall(svep, said, ok=False))
        raise
