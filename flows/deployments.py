"""The sweeps as Prefect flows, and the one definition of when they are run, for this computer and for workers.

Each flow is short and may be run twice, late or at the same time as another: it asks what is due now. No parameter
holds a name or a text: Prefect keeps them in its own database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from prefect import Flow, flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType

from flows.sweeps import run_scheduled
from flows.timetable import TIDTABELL
from models.database import Database, address
from models.settings import Settings
from workflows.deadlines import STOCKHOLM

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State
    from prefect.deployments.runner import RunnerDeployment

_RETRIES, _WAIT = 3, 20  # seconds: a database that is being started again
# One at a time; what could not start while another ran has nothing left to do.
_ALONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def _sweep(svep: str) -> State[Any]:
    settings = Settings()
    database = Database(address(settings), name=f"samflode-{svep}", pool_size=2)
    try:
        utfall = run_scheduled(database, datetime.now(UTC), settings, svep)
    finally:
        database.close()
    return Completed(message=utfall.mening) if utfall.ok else Failed(message=utfall.mening)


@flow(name="bevaka_frister", retries=_RETRIES, retry_delay_seconds=_WAIT)
async def bevaka_frister() -> State[Any]:
    """Close what has passed its last day, remind by the ladder, hand over to AU's list."""
    return await asyncio.to_thread(_sweep, "bevaka_frister")


@flow(name="folj_efterlevnad", retries=_RETRIES, retry_delay_seconds=_WAIT)
async def folj_efterlevnad() -> State[Any]:
    """Write down what has changed in how decisions are followed."""
    return await asyncio.to_thread(_sweep, "folj_efterlevnad")


@flow(name="samla_post", retries=_RETRIES, retry_delay_seconds=_WAIT)
async def samla_post() -> State[Any]:
    """Send each person's weekly digest on the day and at the hour they have chosen."""
    return await asyncio.to_thread(_sweep, "samla_post")


@flow(name="leverera_aviseringar", retries=_RETRIES, retry_delay_seconds=_WAIT)
async def leverera_aviseringar() -> State[Any]:
    """Send what still waits in the outbox: the backstop of the post process."""
    return await asyncio.to_thread(_sweep, "leverera_aviseringar")


@flow(name="kontrollera_historik", retries=_RETRIES, retry_delay_seconds=_WAIT)
async def kontrollera_historik() -> State[Any]:
    """Hold the history against what is stored."""
    return await asyncio.to_thread(_sweep, "kontrollera_historik")


@flow(name="forbered_moten", retries=_RETRIES, retry_delay_seconds=_WAIT)
async def forbered_moten() -> State[Any]:
    """Tell who must prepare what for the coming meetings."""
    return await asyncio.to_thread(_sweep, "forbered_moten")


FLOWS: Mapping[str, Flow[[], Any]] = {
    one.name: one
    for one in (
        bevaka_frister, folj_efterlevnad, samla_post, leverera_aviseringar, kontrollera_historik, forbered_moten,
    )
}  # fmt: skip


async def deployments(
    *, work_pool: str | None = None, crons: Mapping[str, str] | None = None
) -> list[RunnerDeployment]:
    """Return every sweep with its hours, to be served here, or applied to a work pool whose workers run them.

    ``crons`` gives some sweeps other hours than the timetable's.
    """
    hours = {rad.svep: rad.cron for rad in TIDTABELL} | dict(crons or {})
    return [
        await FLOWS[rad.svep].ato_deployment(
            rad.svep,
            schedule=Cron(hours[rad.svep], timezone=str(STOCKHOLM)),
            description=rad.mening,
            concurrency_limit=_ALONE,
            work_pool_name=work_pool,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for rad in TIDTABELL
    ]
