"""For an installation with Prefect workers: ``python -m flows.workers POOL`` tells its server the
timetable, and where to tell of what goes wrong.
"""

from __future__ import annotations

import asyncio
import sys

from flows.automation import tell_drift
from flows.deployments import deployments
from models.settings import Settings


async def apply(pool: str) -> None:
    """Register every sweep with the work pool; doing it again changes only what has changed.

    The server is the one that PREFECT_API_URL names; it speaks to us where people do. A worker
    needs this program and the settings of the installation.
    """
    settings = Settings()
    await tell_drift(settings, settings.address)
    for one in await deployments(work_pool=pool):
        await one.aapply(work_pool_name=pool)


if __name__ == "__main__":
    asyncio.run(apply(sys.argv[1]))
