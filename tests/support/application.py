"""The web application on an installation of a test's own."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import BaseRoute

from api.app import create_app
from models.settings import Settings

_BUILT: list[BaseRoute] = []


def application(settings: Settings) -> FastAPI:
    """Return the application.

    Its routes are the first one's: an application builds them at its first request, and that takes
    longer than most tests.
    """
    app = create_app(settings)
    if not _BUILT:
        _BUILT.extend(app.router.routes)
    app.router.routes[:] = _BUILT
    return app
