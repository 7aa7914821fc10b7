"""Which processes an installation is made of, besides its database."""

from __future__ import annotations

import signal
from socket import socket

from api.supervisor.child import Child
from flows.place import claim_place, prefect_environment
from models.settings import Settings

_TO_FINISH_A_SWEEP = 25.0  # seconds


def household(settings: Settings, doorway: socket, *, prefect: bool) -> list[Child]:
    """Return the children in the order they are started, the web first.

    In the demo letters lie in its mailbox at once, and without Prefect time stands still until
    somebody moves it.
    """
    env = settings.environment()
    web = Child("sidorna", ["api.serve", str(doorway.fileno())], env, keep_open=[doorway.fileno()])
    post = [] if settings.demo else [Child("posten", ["api.post"], env)]
    return [web, *post, *(_prefect(settings) if prefect else _small_clock(settings))]


def _prefect(settings: Settings) -> list[Child]:
    """Return Prefect's server and runner. When we are gone both end at once: they hold nothing of
    ours.
    """
    env = prefect_environment(settings, claim_place(settings.data))
    return [
        Child("Prefects server", ["flows.prefect_server"], env, last_signal=signal.SIGKILL),
        Child(
            "Prefects körningar",
            ["flows.runner"],
            env,
            last_signal=signal.SIGKILL,
            patience=_TO_FINISH_A_SWEEP,
        ),
    ]


def _small_clock(settings: Settings) -> list[Child]:
    return [] if settings.demo else [Child("klockan", ["api.ticker"], settings.environment())]
