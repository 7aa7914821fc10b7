"""The demo's postman: there the clock stands still, so letters cannot wait for its next round."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.shared.installation import real_now
from flows.sweeps import run_round
from models.database import Database
from models.faults import DatabaseFault
from models.settings import Settings

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_SVEP: Final = "leverera_aviseringar"


class DemoPost:
    """Deliver to the demo's mailbox what a request led to, once it has been answered."""

    def __init__(self, app: ASGIApp, *, database: Database, settings: Settings) -> None:
        self.app = app
        self.database = database
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through; then go round with the post. What cannot be delivered now waits
        for the next.
        """
        await self.app(scope, receive, send)
        if scope["type"] == "http" and scope["method"] not in _READS:
            with suppress(DatabaseFault):
                await run_in_threadpool(
                    run_round, self.database, real_now(), self.settings, svep=_SVEP
                )
