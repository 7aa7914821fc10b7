"""Who is asking, and the rule each address declares. An address without one cannot be made."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, TypeVar
from urllib.parse import urlsplit

from fastapi.routing import APIRoute
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.shared.installation import Installation, installation_of
from api.shared.known import who_asks
from api.shared.tokens import cookie_name
from flows.place import authorization, prefect_key
from models.base import Ord
from models.settings import is_loopback
from workflows.county.actors import Actor
from workflows.county.mandate import R, is_secretary
from workflows.engine.world import World
from workflows.ground.errors import NotFound, NotSignedIn, Refusal, RoleMissing

F = TypeVar("F", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_MARK = "__regel__"
_WHAT = "_does"


class Rule(Ord):
    """Who may ask at an address. What they may do to a matter is the lifecycle's question, answered
    in the engine.
    """

    OPPEN = "oppen", "alla", "Kräver ingen inloggning."
    INLOGGAD = "inloggad", "inloggad", "Den som är inloggad."
    SEKRETERARE = "sekreterare", "sekreteraren", "Sekreterare i ⟨au⟩ eller ⟨ledningsgrupp⟩."
    PREFECT = "prefect", "Prefect", "Den som har nyckeln till Prefect."
    DEMO = "demo", "demo", "Bara i demon, på den egna datorn."


class Foreign(Refusal):
    """Another site asked in somebody's name, or the form did not come from here. Nothing
    was done.
    """

    def __init__(self) -> None:
        super().__init__("Det här skickades inte från Samflöde, så inget har ändrats.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, in which county at which instant. ``token`` is the session's, "" without one;
    ``brev`` is how many letters they have got in the demo.
    """

    installation: Installation
    world: World
    known: Actor | None
    token: str = ""
    brev: int = 0

    @property
    def actor(self) -> Actor:
        """Return the person who asks; NotSignedIn when nobody is known."""
        if self.known is None:
            raise NotSignedIn
        return self.known

    @property
    def person_id(self) -> int:
        """Return the id of the person who asks; NotSignedIn when nobody is known."""
        if self.actor.person_id is None:
            raise NotSignedIn
        return self.actor.person_id


def rule(which: Rule, vad: str = "") -> Callable[[F], F]:
    """Declare who may ask at the address an endpoint answers, and for whom not everybody may what
    is done there: "Ge ett uppdrag".
    """

    def declare(endpoint: F) -> F:
        setattr(endpoint, _MARK, which)
        setattr(endpoint, _WHAT, vad)
        return endpoint

    return declare


def rule_of(endpoint: Callable[..., Any]) -> Rule:
    """Return the rule an endpoint declares; TypeError when it declares none."""
    declared = getattr(endpoint, _MARK, None)
    if not isinstance(declared, Rule):
        raise TypeError(f"{getattr(endpoint, '__qualname__', endpoint)} declares no rule")
    return declared


def done_at(endpoint: Callable[..., Any]) -> str:
    """Return what is done at an address that is not for everybody; TypeError when it does not say
    so.
    """
    if not (vad := getattr(endpoint, _WHAT, "")):
        raise TypeError(f"{getattr(endpoint, '__qualname__', endpoint)} does not say what it does")
    return str(vad)


def let_in(session: Session, request: Request, which: Rule) -> Caller:
    """Return who asks. NotSignedIn, RoleMissing, or NotFound for what only a demo has."""
    caller = identify(session, request)
    require(which, request, caller)
    return caller


def require(which: Rule, request: Request, caller: Caller) -> None:
    """Let the caller in or raise: NotSignedIn, RoleMissing, or NotFound for what only a
    demo has.
    """
    if which is Rule.DEMO and not (
        caller.installation.demo and is_loopback(request.url.hostname or "")
    ):
        raise NotFound
    if which is Rule.PREFECT and not _has_prefects_key(request, caller):
        raise NotSignedIn
    if which in {Rule.INLOGGAD, Rule.SEKRETERARE} and caller.known is None:
        raise NotSignedIn
    if which is Rule.SEKRETERARE and not is_secretary(caller.actor):
        raise RoleMissing(done_at(request.scope["endpoint"]), [R.SEKRETERARE.ord])


def _has_prefects_key(request: Request, caller: Caller) -> bool:
    wanted = authorization(prefect_key(caller.installation.settings))
    sent = request.headers.get("authorization", "")
    return compare_digest(sent.encode(), wanted.encode())


def identify(session: Session, request: Request) -> Caller:
    """Return who asks, by the bearer token when one is sent, else by the session cookie; perhaps
    nobody known.
    """
    installation = installation_of(request)
    bearer = bearer_of(request)
    token = "" if bearer else request.cookies.get(cookie_name(installation.settings), "")
    world, known, brev = who_asks(session, installation, bearer=bearer, cookie=token)
    return Caller(installation, world, known, token if known else "", brev)


def bearer_of(request: Request) -> str:
    """Return the bearer token sent; "" without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


def refuse_foreign(request: Request) -> None:
    """Raise Foreign when a browser says that another site sent a request that changes something."""
    if request.method in SAFE_METHODS or bearer_of(request):
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise Foreign
        return
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Foreign


class RuledRoute(APIRoute):
    """A route whose endpoint declares a rule; TypeError when it declares none."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        self.rule = rule_of(endpoint)
        super().__init__(path, endpoint, **more)


def require_keys(request: Request) -> None:
    """Raise NotFound where a key in the address has signs that nothing is called by and that the
    database does not take, such as NUL.
    """
    if not all(str(key).isprintable() for key in request.path_params.values()):
        raise NotFound


class GuardedRoute(RuledRoute):
    """A route that lets in only those its rule does; who asks stands in
    ``request.state.caller``.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answer only those the rule lets in."""
        answer = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            refuse_foreign(request)
            request.state.caller = await run_in_threadpool(self._let_in, request)
            require_keys(request)
            return await answer(request)

        return guarded

    def _let_in(self, request: Request) -> Caller:
        with installation_of(request).database.glance() as session:
            return let_in(session, request, self.rule)


def caller_of(request: Request) -> Caller:
    """Return who asks, as the route found out."""
    caller: Caller = request.state.caller
    return caller
