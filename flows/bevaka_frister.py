"""Take what is the clock's to take, and remind of the rest, every weekday morning."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, task

from flows import rounds
from flows.rounds import Gjort
from flows.running import RETRIES, WAIT, begun, run_name, taken

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@task(name="Ta klockans steg", retries=RETRIES, retry_delay_seconds=WAIT)
async def ta_klockans_steg(nu: datetime) -> Gjort:
    """Take the steps that are the clock's."""
    return await taken(rounds.take_steps, nu)


@task(name="Initiera revisioner", retries=RETRIES, retry_delay_seconds=WAIT)
async def initiera_revisioner(nu: datetime) -> Gjort:
    """Begin the revisions whose time has come."""
    return await taken(rounds.begin, nu)


@task(name="Vänta på rätt parter", retries=RETRIES, retry_delay_seconds=WAIT)
async def vanta_pa_ratt_parter(nu: datetime) -> Gjort:
    """Let each revision wait for those who are to answer today."""
    return await taken(rounds.ask_anew, nu)


@task(name="Skriv påminnelser", retries=RETRIES, retry_delay_seconds=WAIT)
async def skriv_paminnelser(nu: datetime) -> Gjort:
    """Remind by the ladder."""
    return await taken(rounds.write_reminders, nu)


@task(name="Föreslå avslut", retries=RETRIES, retry_delay_seconds=WAIT)
async def foresla_avslut(nu: datetime) -> Gjort:
    """Tell AU of the matters in which everything has been done."""
    return await taken(rounds.propose_closings, nu)


@flow(name="Bevaka frister", flow_run_name=run_name)
async def bevaka_frister() -> State[Any]:
    """Stänger, påminner och lämnar över, varje vardagsmorgon."""
    async with begun("bevaka_frister") as run:
        return await run.ended(
            await ta_klockans_steg(run.nu),
            await initiera_revisioner(run.nu),
            await vanta_pa_ratt_parter(run.nu),
            await skriv_paminnelser(run.nu),
            await foresla_avslut(run.nu),
        )
