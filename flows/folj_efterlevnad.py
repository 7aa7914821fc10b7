"""Keep what has changed in how decisions are followed, and show the day in numbers: one table and
one event for whoever reads Prefect.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, get_client, get_run_logger, task
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.sorting import ArtifactSort
from prefect.events import emit_event

from flows import rounds
from flows.rounds import Gjort, Runda
from flows.running import RETRIES, WAIT, begun, here, run_name, taken
from models.vocabulary import Efterlevnad
from workflows.beslut.matrix.day import Dagsrad, dagens
from workflows.ground.words import antal, lang_dag

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

KEY = "efterlevnad"
KEPT = 30
LATE, IN_TIME = "samflode.atagande.forsenat", "samflode.efterlevnad.foljd"


@task(name="Notera vad som ändrats", retries=RETRIES, retry_delay_seconds=WAIT)
async def notera_andringar(nu: datetime) -> Gjort:
    """Keep every cell of the matrix that says something new."""
    return await taken(rounds.note_changes, nu)


@task(name="Räkna efterlevnaden", retries=RETRIES, retry_delay_seconds=WAIT)
async def rakna(nu: datetime) -> tuple[str, tuple[Dagsrad, ...]]:
    """Return the day and how each decision is followed on it."""

    def counted(runda: Runda) -> tuple[str, tuple[Dagsrad, ...]]:
        with runda.database.read() as session:
            return lang_dag(runda.world.today), dagens(session, runda.world)

    return await here(counted, nu)


@task(name="Visa dagens tabell", retries=RETRIES, retry_delay_seconds=WAIT)
async def visa_tabellen(dag: str, rows: tuple[Dagsrad, ...]) -> None:
    """Show the day as an artifact, and let go of all but the latest thirty."""
    await acreate_table_artifact(
        key=KEY,
        description=f"Så följdes besluten {dag}: antal parter för varje ord.",
        table=[
            {"Beslut": row.beslut, **{word.ord: row.of(word) for word in Efterlevnad}}
            for row in rows
        ],
    )
    get_run_logger().info(f"Tabellen för {dag} har {antal(len(rows), 'beslut', 'beslut')}.")
    under_the_key = ArtifactFilter(key=ArtifactFilterKey(any_=[KEY]))
    async with get_client() as client:
        for old in await client.read_artifacts(
            artifact_filter=under_the_key, sort=ArtifactSort.CREATED_DESC, offset=KEPT
        ):
            await client.delete_artifact(old.id)


@task(name="Säg hur det går", retries=RETRIES, retry_delay_seconds=WAIT)
def sag_hur_det_gar(dag: str, rows: tuple[Dagsrad, ...]) -> None:
    """Emit the run's one event, for whoever builds on Prefect."""
    late = [row for row in rows if row.forsenade]
    emit_event(
        LATE if late else IN_TIME,
        resource={
            "prefect.resource.id": "samflode.efterlevnad",
            "prefect.resource.name": "Efterlevnad",
        },
        payload={
            "dag": dag,
            "beslut": len(rows),
            "forsenade_parter": sum(row.forsenade for row in late),
            "forsenade_beslut": [row.beslut for row in late],
        },
    )


@flow(name="Följ efterlevnad", flow_run_name=run_name)
async def folj_efterlevnad() -> State[Any]:
    """Noterar vad som ändrats i efterlevnaden, varje morgon."""
    async with begun("folj_efterlevnad") as run:
        changes = await notera_andringar(run.nu)
        dag, rows = await rakna(run.nu)
        await visa_tabellen(dag, rows)
        sag_hur_det_gar(dag, rows)
        return await run.ended(changes)
