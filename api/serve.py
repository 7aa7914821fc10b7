"""The web process: ``python -m api.serve [descriptor of a listening socket]``."""

from __future__ import annotations

import logging
import socket
import sys

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.doorway import QUEUE, open_doorway
from models.settings import Settings
from notifications.logs import configure_logs

_FAREWELL = 5  # seconds that requests under way get to finish
_AT_ONCE = 1


class _Server(uvicorn.Server):
    """Lets in one at a time.

    With several processes at one doorway, whoever is awake first otherwise takes all who wait, and
    the others have nothing to do.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen. What the event loop takes at once it also makes the length of the queue
        outside, which stays as long as it was.
        """
        await super().startup(sockets)
        for doorway in sockets or ():
            doorway.listen(QUEUE)


def main() -> None:
    """Answer requests until told to stop; on the supervisor's socket, or alone on the port of the
    settings.
    """
    settings = Settings()
    configure_logs(settings.log_level)
    # That it starts and stops is said by the supervisor.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    lent = [socket.socket(fileno=int(descriptor)) for descriptor in sys.argv[1:2]]
    doorway = lent[0] if lent else open_doorway(settings.host, settings.port)
    serve(create_app(settings), doorway)


def serve(app: FastAPI, doorway: socket.socket) -> None:
    """Answer requests on a listening socket until told to stop."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_AT_ONCE,
        proxy_headers=False,  # whoever sends X-Forwarded-For is not believed
        timeout_graceful_shutdown=_FAREWELL,
    )
    _Server(config).run(sockets=[doorway])


if __name__ == "__main__":
    main()
