"""Which processes an installation is made of, besides its database."""

from __future__ import annotations

import signal
from socket import socket

from api.supervisor.child import Child
from flows.place import FILE_NAME, RUNNER, SERVER, claim_place, prefect_environment
from models.settings import Settings

_TO_FINISH_A_SWEEP = 25.0  # seconds


def household(
    settings: Settings, doorway: socket, *, prefect: bool, pages: bool = False
) -> list[Child]:
    """Return the children in the order they are started, the web first; with ``pages`` Prefect
    shows its own.

    The web is one process or several: whoever of them is idle takes the next who knocks on the
    doorway they share.
    In the demo letters lie in its mailbox at once, and without Prefect time stands still until
    somebody moves it.
    """
    env = settings.environment()
    lent = doorway.fileno()
    web = [
        Child("sidorna", ["api.serve", str(lent)], env, keep_open=[lent])
        for _ in range(settings.processer)
    ]
    post = [] if settings.demo else [Child("posten", ["api.post"], env)]
    clock = _prefect(settings, pages=pages) if prefect else _small_clock(settings)
    return [*web, *post, *clock]


def _prefect(settings: Settings, *, pages: bool) -> list[Child]:
    """Return Prefect's server and runner. When we are gone both end at once: they hold nothing of
    ours.
    """
    env = prefect_environment(settings, claim_place(settings), pages=pages)
    kill = signal.SIGKILL
    return [
        Child("Prefects server", SERVER, env, last_signal=kill, mute=True),
        Child("Prefects körningar", RUNNER, env, last_signal=kill, patience=_TO_FINISH_A_SWEEP),
    ]


def way_to_prefect(settings: Settings) -> str:
    """Return where Prefect's own pages answer, soon, and how to be let in."""
    pages, file = claim_place(settings).pages, settings.data / FILE_NAME
    return (
        f"Prefects sidor: {pages} (om en liten stund, bara från den här datorn). Lösenordet är det"
        f" som står efter ”nyckel” i {file}."
    )


def _small_clock(settings: Settings) -> list[Child]:
    return [] if settings.demo else [Child("klockan", ["api.ticker"], settings.environment())]
