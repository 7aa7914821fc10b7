"""Write the letters that are collected to one a week, on the day and hour each has chosen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, task

from flows import rounds
from flows.rounds import Gjort
from flows.running import RETRIES, WAIT, begun, run_name, taken

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@task(name="Skriv veckans brev", retries=RETRIES, retry_delay_seconds=WAIT)
async def skriv_veckans_brev(nu: datetime) -> Gjort:
    """Write the digests whose day and hour have come."""
    return await taken(rounds.write_digests, nu)


@flow(name="Samla post", flow_run_name=run_name)
async def samla_post() -> State[Any]:
    """Skickar veckans sammandrag på var och ens dag och timme."""
    async with begun("samla_post") as run:
        return await run.ended(await skriv_veckans_brev(run.nu))
