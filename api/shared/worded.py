"""Answers whose text leaves in the county's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from api.shared.headers import API
from api.shared.wire import compress, name_by_content

if TYPE_CHECKING:
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
        app = scope.get("app")  # a fault outside the application is answered without one
        installation: Installation | None = (
            getattr(app.state, "installation", None) if app else None
        )
        if installation is not None:
            body = installation.profile.ord.fill(
                bytes(self.body).decode("utf-8", "surrogateescape")
            )
            self.body = body.encode("utf-8", "surrogateescape")
            self.headers["content-length"] = str(len(self.body))
        if scope["path"].startswith(API):
            name_by_content(self, scope)
        compress(self, scope)
        await super().__call__(scope, receive, send)
