"""How large a request may be: counted while it arrives, so that nobody can fill the memory."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.limits import FIL_BYTES

LARGEST_TEXT: Final = 1024 * 1024  # bytes of JSON or of a form without files
LARGEST_UPLOAD: Final = FIL_BYTES + LARGEST_TEXT  # a file, and the form around it
_DIGITS = 18


class BodyLimit:
    """Stop reading a request that is larger than it may be: whoever reads it gets HTTPException
    413.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; what the sender claims beforehand counts as well."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        upload = headers.get("content-type", "").startswith("multipart/form-data")
        largest = LARGEST_UPLOAD if upload else LARGEST_TEXT
        claimed = headers.get("content-length", "0")
        too_large = not claimed.isdecimal() or len(claimed) > _DIGITS or int(claimed) > largest
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = {} if too_large else await receive()
            arrived += len(message.get("body", b""))
            if too_large or arrived > largest:
                # Hang up as well: whoever has no end would be read, and thrown away, for ever.
                raise HTTPException(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"}
                )
            return message

        await self.app(scope, counted, send)
