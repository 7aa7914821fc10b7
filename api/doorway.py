"""The listening socket and the knock on it.

The supervisor holds the socket and lends it to the web process: a busy port is known at once, and
while the web process is replaced after a crash people wait a moment instead of being refused.
"""

from __future__ import annotations

import errno
import http.client
import socket

from models.faults import in_swedish

QUEUE = 512  # who wait to be let in
_KNOCK_TIMEOUT = 5.0  # seconds
_USUAL, _HIGHEST = 8000, 65535
_OF_THE_PORT = {errno.EADDRINUSE, errno.EACCES, errno.EPERM}  # anything else is about the host
# A host that means every address is asked at home.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - names them, binds nothing


class PortTaken(Exception):
    """The port can't be had; the message says what to do."""


def open_doorway(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any free one. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    doorway = socket.socket(family, socket.SOCK_STREAM)
    # A port whose last connections are still being forgotten is free; one where somebody listens is
    # not.
    doorway.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Those let in inherit it: the second part of an answer waits for no sign that the first has
    # arrived.
    doorway.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        doorway.bind((host, port))
        doorway.listen(QUEUE)
    except OSError as error:
        doorway.close()
        another = port + 1 if port < _HIGHEST else _USUAL
        mend = (
            f"Välj en annan: samflode up --port {another}, eller sätt SAMFLODE_PORT."
            if error.errno in _OF_THE_PORT
            else "Sätt SAMFLODE_HOST, till exempel till 127.0.0.1."
        )
        raise PortTaken(
            f"Porten {port} på {host} går inte att använda ({in_swedish(error)}). {mend}"
        ) from error
    return doorway


def answers_at(doorway: socket.socket) -> bool:
    """Say whether Samflöde behind the socket reports that it is well and shows the page everybody
    meets first.
    """
    host, port = doorway.getsockname()[:2]
    return answers_at_port(host, port) and answers_at_port(host, port, "/logga-in")


def answers_at_port(host: str, port: int, path: str = "/halsa") -> bool:
    """Say whether Samflöde answers well at an address; a host that means every address is asked at
    home.
    """
    knock = http.client.HTTPConnection(_EVERYWHERE.get(host, host), port, _KNOCK_TIMEOUT)
    try:
        knock.request("GET", path)
        return knock.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        knock.close()
