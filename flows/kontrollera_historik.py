"""Hold the history against what is stored, every night."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, task

from flows import rounds
from flows.rounds import Gjort
from flows.running import RETRIES, WAIT, begun, run_name, taken

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@task(name="Gå igenom historien", retries=RETRIES, retry_delay_seconds=WAIT)
async def ga_igenom_historien(nu: datetime) -> Gjort:
    """Verify what is new, look for what nobody keeps, write a checkpoint: one transaction."""
    return await taken(rounds.verify_history, nu)


@flow(name="Kontrollera historik", flow_run_name=run_name)
async def kontrollera_historik() -> State[Any]:
    """Jämför det nya i historien med det som står lagrat varje natt, hela historien varje vecka."""
    async with begun("kontrollera_historik") as run:
        return await run.ended(await ga_igenom_historien(run.nu))
