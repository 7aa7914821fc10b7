"""How a page is asked for: who asks, what surrounds it, whose form it is; and every refusal
answered with a page.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from api.shared.access import (
    SAFE_METHODS,
    RuledRoute,
    identify,
    refuse_foreign,
    require,
    require_keys,
)
from api.shared.installation import installation_of
from api.web.frame.errors import StaleForm, page_for
from api.web.frame.sent import Sent, read_form
from api.web.frame.shell import (
    FLASH,
    VISITOR,
    csrf_of,
    set_cookie,
    shell_of,
    tell,
    token_of,
    unmasked,
)
from api.web.frame.templating import Meddelande, Shell
from models.faults import DatabaseFault
from workflows.ground.errors import NotFound, Refusal
from workflows.handling.pages import LARGEST_ID

_VISIT = 24 * 3600  # seconds that a form of somebody who is not signed in can be sent
_DIGITS = 19  # of the largest id


class PageRoute(RuledRoute):
    """A page: its endpoint declares a rule, its forms must come from the browser that was given
    them.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answer with the page, or with the page that says why not."""
        answer = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                await self._let_in(request)
                require_keys(request)
                response = await answer(request)
            except (Refusal, DatabaseFault, HTTPException) as refusal:
                response = page_for(request, refusal)
            return _with_cookies(request, response)

        return guarded

    async def _let_in(self, request: Request) -> None:
        """Find out who asks and what surrounds the page, then read the form; refuse what is not
        theirs to do.
        """
        refuse_foreign(request)
        unsafe = request.method not in SAFE_METHODS
        if unsafe:
            request.state.sent = await read_form(request)
        await run_in_threadpool(_look, request)
        require(self.rule, request, request.state.caller)
        if unsafe:
            _require_own_form(request)


async def surrounded(request: Request) -> None:
    """Let the page of an address that leads nowhere be surrounded as every other page is."""
    try:
        await run_in_threadpool(_look, request)
    except (Refusal, DatabaseFault):
        request.state.shell = Shell()


def _look(request: Request) -> None:
    with installation_of(request).database.glance() as session:
        request.state.caller = identify(session, request)
    request.state.shell = shell_of(request, request.state.caller)


def _require_own_form(request: Request) -> None:
    """Raise StaleForm unless the form carries the token of the browser's present session."""
    token = token_of(request, request.state.caller)
    if not token or not hmac.compare_digest(
        unmasked(sent_of(request).get("_csrf")).encode(), csrf_of(token).encode()
    ):
        raise StaleForm


def _with_cookies(request: Request, response: Response) -> Response:
    """Take away a line that has been said; give whoever is not signed in something that their forms
    can be tied to.
    """
    shown = not 300 <= response.status_code < 400  # noqa: PLR2004 - a redirect says nothing
    if shown and FLASH in request.cookies:
        response.delete_cookie(FLASH, path="/")
    visitor: str = getattr(request.state, "visitor", "")
    if shown and visitor and request.cookies.get(VISITOR) != visitor:
        set_cookie(response, installation_of(request).settings, VISITOR, visitor, _VISIT)
    return response


class Addresses(APIRouter):
    """Those of one family of pages; none of them stands in the API's description.

    They are gone through one by one only where one of them begins as the address asked for does:
    the site has some hundred, of which one is asked for.
    """

    def __init__(self) -> None:
        """Make the router of a family that has no addresses yet."""
        super().__init__(route_class=PageRoute, include_in_schema=False)

    @cached_property
    def _begin(self) -> frozenset[str]:
        begin = {first_of(route.path) for route in self.routes if isinstance(route, Route)}
        if any("{" in word for word in begin):
            raise ValueError("an address that begins with something unknown is never found here")
        return frozenset(begin)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether one of the addresses is the one asked for."""
        return (
            super().matches(scope) if first_of(scope["path"]) in self._begin else (Match.NONE, {})
        )


def first_of(path: str) -> str:
    """Return the first word of an address."""
    return path.split("/", 2)[1] if path.startswith("/") else ""


def pages() -> APIRouter:
    """Return a router for one family of pages."""
    return Addresses()


def sent_of(request: Request) -> Sent:
    """Return what the form sent."""
    sent: Sent = request.state.sent
    return sent


def go(request: Request, href: str, text: str = "", slag: str = "ok") -> Response:
    """Lead the browser to another page after something was done; ``text`` is said there once."""
    response = RedirectResponse(href, status_code=303)
    if text:
        tell(request, response, Meddelande(text, slag))
    return response


def number(text: str, most: int = LARGEST_ID) -> int:
    """Return the id that stands in an address; NotFound for anything else, and for one larger than
    its column holds.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS and 0 < int(text) <= most):
        raise NotFound
    return int(text)
