"""What surrounds every request: one line in the log, and an answer even when something breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from notifications.links import SECRET_PATHS

_LONGEST_PATH: Final = 300
_SECRET: Final = re.compile(
    f"({'|'.join(map(re.escape, SECRET_PATHS))}).*", re.IGNORECASE | re.DOTALL
)
# No secret is this short: 22 characters hold 128 bits.
_LONG_PIECE: Final = re.compile(r"[^/]{16,}")
_log = structlog.get_logger("samflode.begaran")


class Watch:
    """Write one line for each request; answer with ``fault`` when the program itself breaks, and
    log why.

    What somebody searched for or wrote stands in no line: only the path, without its query.
    """

    def __init__(self, app: ASGIApp, *, fault: Callable[[Request], Response]) -> None:
        self.app = app
        self.fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through and see what became of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = perf_counter(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, seen)
        except Exception:  # noqa: BLE001 - whatever breaks, somebody waits for an answer
            _log.exception("fel", vag=_path(scope))
            if status == 0:
                await self.fault(Request(scope))(scope, receive, seen)
        finally:
            _log.info(
                "begaran",
                metod=scope["method"],
                vag=_path(scope),
                status=status,
                ms=round(1000 * (perf_counter() - started), 1),
                person=_person(scope),
            )


def masked(path: str, *, leads_somewhere: bool = False) -> str:
    """Return a path as it may stand in a log: one that leads nowhere may be an address with a
    secret that a mail program or a person has mangled, so nothing long in it is told.
    """
    path = _SECRET.sub(r"\1…", path)
    if not leads_somewhere:
        path = _LONG_PIECE.sub("…", path)
    return path[:_LONGEST_PATH]


def _path(scope: Scope) -> str:
    return masked(str(scope["path"]), leads_somewhere="endpoint" in scope)


def _person(scope: Scope) -> int | None:
    """Return the id of whoever asked, when it was found out."""
    caller = scope.get("state", {}).get("caller")
    return caller.known.person_id if caller is not None and caller.known is not None else None
