"""The web process: ``python -m api.serve [descriptor of a listening socket]``."""

from __future__ import annotations

import logging
import socket
import sys

import uvicorn

from api.app import create_app
from api.doorway import open_doorway
from models.settings import Settings
from notifications.logs import configure_logs

_FAREWELL = 5  # seconds that requests under way get to finish


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
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whoever sends X-Forwarded-For is not believed
        timeout_graceful_shutdown=_FAREWELL,
    )
    uvicorn.Server(config).run(sockets=[doorway])


if __name__ == "__main__":
    main()
