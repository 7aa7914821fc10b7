"""What Prefect could not say when it happened: a server that is down, or has just come up, tells of
nothing. So its runs are asked for as well, at the start and every minute.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

import structlog
from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateName,
    FlowRunFilterTags,
)
from prefect.client.schemas.sorting import FlowRunSort

from flows.automation import TAG
from flows.drift import Prefectord, note_unless_known
from flows.running import here_now
from flows.timetable import TIDTABELL

_MINUTE = 60.0
_MOST = 200  # runs: what went wrong in the last two days, however often
_Said = Mapping[str, tuple[datetime, Prefectord]]


async def pass_on() -> None:
    """Ask and pass on until told to stop. What finds no answer is left to the next minute."""
    while True:
        try:
            await _asked()
        except Exception as fault:  # noqa: BLE001 - whatever it was, it is asked again
            structlog.get_logger("prefect").warning("frågan väntar", orsak=type(fault).__name__)
        await asyncio.sleep(_MINUTE)


async def _asked() -> None:
    async with get_client() as client:
        said = await _said(client)
    await here_now(lambda runda, nu: note_unless_known(runda.database, said, nu))


async def _said(client: PrefectClient) -> _Said:
    """Return the latest run of each sweep that went wrong, as Prefect knows it."""
    tagged = DeploymentFilterTags(all_=[TAG])
    names = {
        one.id: one.name
        for one in await client.read_deployments(deployment_filter=DeploymentFilter(tags=tagged))
    }
    wrong = FlowRunFilterStateName(any_=[one.value for one in Prefectord])
    runs = await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[TAG]), state=FlowRunFilterState(name=wrong)
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=_MOST,
    )
    found = sorted(
        (run.state.timestamp, str(run.state.name), names[run.deployment_id])
        for run in runs
        if run.state is not None and run.deployment_id in names
    )
    ours = {rad.svep for rad in TIDTABELL}
    return {svep: (when, Prefectord(word)) for when, word, svep in found if svep in ours}
