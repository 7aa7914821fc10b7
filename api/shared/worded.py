"""Answers whose text leaves in the county's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from api.shared.headers import API
from api.shared.wire import compress, compressed, name_by_content

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator

    from starlette.types import Receive, Scope, Send

    from api.shared.installation import Installation


class Worded(Response):
    """An answer the program has written: a page, JSON, a list as a file. Never what somebody
    uploaded.

    The marks in the program's sentences become the words of the länsprofil on the way out; before
    there is an installation, while the program starts, nothing it says has any.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        installation = _installation(scope)
        if installation is not None:
            self.body = _filled(bytes(self.body), installation)
            self.headers["content-length"] = str(len(self.body))
        if scope["path"].startswith(API):
            name_by_content(self, scope)
        compress(self, scope)
        await super().__call__(scope, receive, send)


class WordedStream(StreamingResponse):
    """The same of what is too long to be held whole: each piece has whole marks."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, a piece at a time."""
        pieces = _each_filled(self.body_iterator, _installation(scope))
        self.body_iterator = compressed(self, scope, pieces)
        await super().__call__(scope, receive, send)


async def _each_filled(
    pieces: AsyncIterable[str | bytes | memoryview], installation: Installation | None
) -> AsyncIterator[bytes]:
    async for piece in pieces:
        given = piece.encode() if isinstance(piece, str) else bytes(piece)
        yield _filled(given, installation) if installation else given


def _installation(scope: Scope) -> Installation | None:
    app = scope.get("app")  # a fault outside the application is answered without one
    return getattr(app.state, "installation", None) if app else None


def _filled(body: bytes, installation: Installation) -> bytes:
    text = installation.profile.ord.fill(body.decode("utf-8", "surrogateescape"))
    return text.encode("utf-8", "surrogateescape")
