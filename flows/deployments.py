"""The sweeps as Prefect flows, and the one definition of when they are run, for this computer and
for workers.

Each flow is short and may be run twice, late or at the same time as another: it asks what is due
now. No parameter holds a name or a text: Prefect keeps them in its own database.
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
from flows.timetable import TIDTABELL, Schemarad
from models.database import Database, address
from models.settings import Settings
from workflows.ground.deadlines import STOCKHOLM

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


def _flow(rad: Schemarad) -> Flow[[], Any]:
    """Return a sweep as a flow, under the name by which Prefect finds it in this module."""

    async def sweep() -> State[Any]:
        return await asyncio.to_thread(_sweep, rad.svep)

    sweep.__name__ = sweep.__qualname__ = rad.svep
    return flow(name=rad.svep, description=rad.mening, retries=_RETRIES, retry_delay_seconds=_WAIT)(
        sweep
    )


FLOWS: Mapping[str, Flow[[], Any]] = {rad.svep: _flow(rad) for rad in TIDTABELL}
globals().update(FLOWS)  # a deployment's entrypoint is ``flows.deployments.`` and the flow's name


async def deployments(
    *, work_pool: str | None = None, crons: Mapping[str, str] | None = None
) -> list[RunnerDeployment]:
    """Return every sweep with its hours, to be served here, or applied to a work pool whose workers
    run them.

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
