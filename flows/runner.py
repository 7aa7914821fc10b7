"""Prefect's runner: ``python -m flows.runner`` runs each sweep at its hour, in the environment of
``flows.place``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from prefect import aserve, get_client

from flows.automation import tell_drift
from flows.deployments import deployments
from flows.passing_on import pass_on
from flows.place import nearest
from models.settings import Settings
from notifications.logs import configure_logs

_ROUND = 0.5  # seconds between two questions whether the server answers
_AT_ONCE = 2  # sweeps


async def serve(crons: Mapping[str, str] | None = None) -> None:
    """Wait for Prefect's server, tell it the timetable and whom to tell of what goes wrong, and run
    what it asks for until told to stop.

    The timetable stays when this process ends: whoever takes its place goes on with it.
    """
    settings = Settings()
    configure_logs(settings.log_level)
    async with get_client() as client:
        while await client.api_healthcheck() is not None:  # noqa: ASYNC110 - another process: it sets no event of ours
            await asyncio.sleep(_ROUND)
    await tell_drift(settings, nearest(settings))
    served = await deployments(crons=crons)
    passing = asyncio.create_task(pass_on())
    try:
        await aserve(*served, pause_on_shutdown=False, print_starting_message=False, limit=_AT_ONCE)
    finally:
        passing.cancel()


if __name__ == "__main__":
    asyncio.run(serve())
