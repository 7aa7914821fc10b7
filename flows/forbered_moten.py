"""Write the letters meetings need, every weekday morning."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, task

from flows import rounds
from flows.rounds import Gjort
from flows.running import RETRIES, WAIT, begun, run_name, taken

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@task(name="Skriv mötenas brev", retries=RETRIES, retry_delay_seconds=WAIT)
async def skriv_motenas_brev(nu: datetime) -> Gjort:
    """Tell of intake days, of kallelser that are to be sent and of a justerare who is silent."""
    return await taken(rounds.prepare, nu)


@flow(name="Förbered möten", flow_run_name=run_name)
async def forbered_moten() -> State[Any]:
    """Förbereder möten, varje vardagsmorgon."""
    async with begun("forbered_moten") as run:
        return await run.ended(await skriv_motenas_brev(run.nu))
