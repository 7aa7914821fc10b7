"""The web application on a county, asked as anybody."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import structlog
import uvicorn
from starlette.testclient import TestClient

from api.doorway import open_doorway
from api.shared.installation import real_now
from api.shared.tokens import new_token
from models.settings import Settings
from support.application import application
from support.asking import HOST, Site
from support.county import Lan


@pytest.fixture(autouse=True)
def plain_log() -> Iterator[None]:
    """Log through the standard library: structlog's own default draws tracebacks with every local,
    for minutes.
    """
    structlog.configure(
        processors=[structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    yield
    structlog.reset_defaults()


@pytest.fixture
def tokens(lan: Lan) -> dict[str, str]:
    """A bearer token for everyone in the county."""
    with lan.database.session() as session:
        return {
            who: new_token(session, person_id, real_now()) for who, person_id in lan.ids.items()
        }


@pytest.fixture
def site(lan: Lan, settings: Settings, tokens: dict[str, str]) -> Iterator[Site]:
    """The application without a network between."""
    lan.now = real_now()
    app = application(settings)
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        yield Site(lan, app, client, tokens)


@pytest.fixture
def address(lan: Lan, settings: Settings) -> Iterator[str]:
    """The address of the application behind a real server, for what happens at the same time."""
    lan.now = real_now()
    doorway = open_doorway("127.0.0.1", 0)
    port = doorway.getsockname()[1]
    config = uvicorn.Config(
        application(settings), log_config=None, access_log=False, timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [doorway]})
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
