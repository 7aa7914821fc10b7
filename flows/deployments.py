"""When each flow is run: the one definition, for this computer and for workers.

Each flow is short and may be run twice, late or at the same time as another: it asks what is due
now. No flow has a parameter, and no task one that holds a name or a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.automation import TAG
from flows.bevaka_frister import bevaka_frister
from flows.folj_efterlevnad import folj_efterlevnad
from flows.forbered_moten import forbered_moten
from flows.kontrollera_historik import kontrollera_historik
from flows.leverera_aviseringar import leverera_aviseringar
from flows.samla_post import samla_post
from flows.timetable import TIDTABELL
from workflows.ground.deadlines import STOCKHOLM

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

FLOWS: Mapping[str, Flow[[], Any]] = {
    "leverera_aviseringar": leverera_aviseringar,
    "kontrollera_historik": kontrollera_historik,
    "folj_efterlevnad": folj_efterlevnad,
    "bevaka_frister": bevaka_frister,
    "forbered_moten": forbered_moten,
    "samla_post": samla_post,
}
# One at a time; what could not start while another ran has nothing left to do.
_ALONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


async def deployments(
    *, work_pool: str | None = None, crons: Mapping[str, str] | None = None
) -> list[RunnerDeployment]:
    """Return every flow with its hours, to be served here, or applied to a work pool whose workers
    run them.

    ``crons`` gives some of them other hours than the timetable's.
    """
    hours = {rad.svep: rad.cron for rad in TIDTABELL} | dict(crons or {})
    return [
        await FLOWS[rad.svep].ato_deployment(
            rad.svep,
            schedule=Cron(hours[rad.svep], timezone=str(STOCKHOLM)),
            description=rad.mening,
            tags=[TAG],
            concurrency_limit=_ALONE,
            work_pool_name=work_pool,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for rad in TIDTABELL
    ]
