"""Send the letters that wait, every quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, task

from flows import rounds
from flows.rounds import Gjort
from flows.running import RETRIES, WAIT, begun, run_name, taken

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@task(name="Skicka brev som väntar", retries=RETRIES, retry_delay_seconds=WAIT)
async def skicka_brev(nu: datetime) -> Gjort:
    """Send what waits in the outbox."""
    return await taken(rounds.send, nu)


@task(name="Behåll texten av gamla brev", retries=RETRIES, retry_delay_seconds=WAIT)
async def behall_texten(nu: datetime) -> Gjort:
    """Let letters that were sent long ago keep what they said, and not how it looked."""
    return await taken(rounds.forget, nu)


@flow(name="Leverera aviseringar", flow_run_name=run_name)
async def leverera_aviseringar() -> State[Any]:
    """Skickar brev som väntar, var femtonde minut."""
    async with begun("leverera_aviseringar") as run:
        return await run.ended(await skicka_brev(run.nu), await behall_texten(run.nu))
