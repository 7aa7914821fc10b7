"""The headers of every answer: what a browser may load, embed, remember and tell others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API: Final = "/api/"
DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
_ALWAYS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Pages and answers are for the one who asked; the static files say otherwise themselves.
    "Cache-Control": "no-store",
}
_HTTPS: Final = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


class SecurityHeaders:
    """Add to each answer the headers it has not set itself. ``page_policy`` is the CSP of pages."""

    def __init__(self, app: ASGIApp, *, page_policy: str, https: bool) -> None:
        self.app = app
        self.page_policy = page_policy
        self.wanted = {**_ALWAYS, **(_HTTPS if https else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the answer through with its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = DATA_POLICY if scope["path"].startswith(API) else self.page_policy
        wanted = {**self.wanted, "Content-Security-Policy": policy}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
