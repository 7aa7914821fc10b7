"""The one automation: Prefect tells the page Drift of a run that failed, broke off or is late."""

from __future__ import annotations

import json

from prefect.automations import Automation, CallWebhook, EventTrigger, Posture
from prefect.blocks.webhook import Webhook
from prefect.types import SecretDict
from pydantic import SecretStr

from flows.drift import Prefectord
from flows.place import TOLD_AT, authorization, prefect_key
from models.settings import Settings

TAG = "samflode"  # on every run of ours: a Prefect may have others' runs too
NAME = "Samflöde: säg till på sidan Drift"
_BLOCK = "samflode-drift"
_SAYS = {
    "svep": "{{ deployment.name }}",
    "handelse": "{{ event.resource['prefect.state-name'] }}",
    "tid": "{{ event.occurred }}",
}


async def tell_drift(settings: Settings, address: str) -> None:
    """Let Prefect tell the installation that answers at an address, now and after each change of
    this.
    """
    headers = {
        "Authorization": authorization(prefect_key(settings)),
        "Content-Type": "application/json",
    }
    block = Webhook(url=SecretStr(address + TOLD_AT), headers=SecretDict(headers))
    call = CallWebhook(
        block_document_id=await block.save(_BLOCK, overwrite=True), payload=json.dumps(_SAYS)
    )
    wanted = Automation(
        name=NAME,
        description="En körning som misslyckas, avbryts eller inte börjar i tid sägs till om.",
        trigger=_ours(),
        actions=[call],
    )
    try:
        wanted.id = (await Automation.aread(name=NAME)).id
    except ValueError:  # Prefect's word for one that is not there
        await wanted.acreate()
    else:
        await wanted.aupdate()


def _ours() -> EventTrigger:
    """Return that a run of ours has come to a state that is told of."""
    tagged: dict[str, str | list[str]] = {
        "prefect.resource.id": f"prefect.tag.{TAG}",
        "prefect.resource.role": "tag",
    }
    return EventTrigger(
        expect={f"prefect.flow-run.{one.value}" for one in Prefectord},
        match={"prefect.resource.id": "prefect.flow-run.*"},
        match_related=tagged,
        posture=Posture.Reactive,
        threshold=1,
    )
