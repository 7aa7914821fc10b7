"""For an installation with Prefect workers: ``python -m flows.workers POOL`` tells its server the
timetable.
"""

from __future__ import annotations

import asyncio
import sys

from flows.deployments import deployments


async def apply(pool: str) -> None:
    """Register every sweep with the work pool; doing it again changes only what has changed.

    The server is the one that PREFECT_API_URL names. A worker needs this program and the settings
    of the installation.
    """
    for one in await deployments(work_pool=pool):
        await one.aapply(work_pool_name=pool)


if __name__ == "__main__":
    asyncio.run(apply(sys.argv[1]))
