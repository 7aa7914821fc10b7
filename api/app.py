"""The web application: pages, API and static files on one installation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from api.rest.reply import refuse
from api.rest.routes import router as rest
from api.shared.demo_post import DemoPost
from api.shared.headers import API, SecurityHeaders
from api.shared.installation import Installation
from api.shared.limits import BodyLimit
from api.shared.problems import Problem, broken, problem_of, problem_of_status, refusal_of
from api.shared.tokens import is_https
from api.shared.watch import Watch
from api.web.frame.errors import fault_page, page_for
from api.web.frame.routing import surrounded
from api.web.frame.static import STATIC_URL, CachedStatic
from api.web.frame.templating import CONTENT_SECURITY_POLICY
from api.web.routes import MENU, ROUTERS
from models.database import Database, address
from models.faults import DatabaseFault
from models.settings import Settings
from workflows.county.profile import load_profile
from workflows.ground.errors import Refusal

Handler = Callable[[Request, Exception], Coroutine[None, None, Response]]
# For each of the web's processes. With more, threads stand in each other's way; with fewer, two who
# wait long, for an import or a whole export, shut everybody else out (0005).
_CONNECTIONS = 4


def create_app(settings: Settings) -> FastAPI:
    """Return the application of one installation.

    Raises DatabaseUnavailable when it has no database yet, ProfileRefused when the länsprofil is
    wrong.
    """
    database = Database(address(settings), name="samflode-webb", pool_size=_CONNECTIONS)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPI(
        title="Samflöde",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
        middleware=list(_middleware(settings, database)),
        exception_handlers=dict(_refusals()),
    )
    app.state.installation = Installation(settings, database, load_profile(settings.profil))
    app.state.menu = MENU
    # The pages first: they know at once that an address is none of theirs.
    for family in ROUTERS:
        app.include_router(family)
    app.include_router(rest)
    app.mount(STATIC_URL, CachedStatic(), name="static")
    return app


def _middleware(settings: Settings, database: Database) -> Iterator[Middleware]:
    """Yield what every request passes through, the outermost first."""
    if settings.demo:
        yield Middleware(DemoPost, database=database, settings=settings)
    yield Middleware(SecurityHeaders, page_policy=CONTENT_SECURITY_POLICY, https=is_https(settings))
    yield Middleware(Watch, fault=_fault)
    yield Middleware(BodyLimit)


def _refusals() -> Iterator[tuple[int | type[Exception], Handler]]:
    """Yield how each kind of no is said."""
    yield Refusal, _on_refusal
    yield DatabaseFault, _on_refusal
    yield RequestValidationError, _on_invalid
    yield HTTPException, _on_status


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(API)


def _answer(request: Request, refusal: Exception, problem: Problem) -> Response:
    """Say no as a problem to a script, as a page to a person."""
    return refuse(problem) if _is_api(request) else page_for(request, refusal)


async def _on_refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal | DatabaseFault)  # noqa: S101 - registered for these
    return _answer(request, refusal, problem_of(refusal))


async def _on_invalid(request: Request, invalid: Exception) -> Response:
    assert isinstance(invalid, RequestValidationError)  # noqa: S101 - registered for it
    refusal = refusal_of(invalid.errors())
    return _answer(request, refusal, problem_of(refusal))


async def _on_status(request: Request, refused: Exception) -> Response:
    assert isinstance(refused, HTTPException)  # noqa: S101 - registered for it
    if not _is_api(request):
        await surrounded(request)
    response = _answer(request, refused, problem_of_status(refused.status_code))
    response.headers.update(refused.headers or {})
    return response


def _fault(request: Request) -> Response:
    """Answer when the program itself breaks, without a word about how."""
    return refuse(broken()) if _is_api(request) else fault_page(request)
