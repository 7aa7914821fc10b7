"""Start in order, watch, stop in the opposite order, leave nothing behind."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import socket
from types import FrameType

from api.doorway import answers_at, open_doorway
from api.supervisor.child import Child
from api.supervisor.preparation import prepare
from models.embedded import EmbeddedPostgres
from models.faults import EmbeddedFailed
from models.settings import Settings

Tell = Callable[[str], None]

_ROUND = 0.1  # seconds between two looks at the children
_MOST_FALLS = 5  # a web process that has never answered and fell this often will not answer
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def supervise(settings: Settings, *, tell: Tell) -> int:
    """Run the installation until it is told to stop; return the exit code.

    Raises PortTaken before anything is started, and DatabaseFault when the database does not start.
    """
    doorway = open_doorway(settings.host, settings.port)
    chosen = settings.model_copy(update={"port": doorway.getsockname()[1]})
    with _interruptible(), doorway:
        try:
            with _running_database(chosen, tell) as database:
                _run(chosen, doorway=doorway, database=database, tell=tell)
        except KeyboardInterrupt:
            tell("Samflöde är avslutat.")
            return 0
    return 1


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let every polite way of asking us to stop interrupt like Ctrl-C, once; then let the stopping finish."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _running_database(settings: Settings, tell: Tell) -> Iterator[EmbeddedPostgres | None]:
    """Lend the embedded database, or None when the installation was given the address of another."""
    if settings.database_url:
        yield None
        return
    database = EmbeddedPostgres(settings.data)
    try:
        database.start()
        for notice in database.notices:
            tell(notice)
        yield database
    finally:
        database.stop()


def _run(settings: Settings, *, doorway: socket, database: EmbeddedPostgres | None, tell: Tell) -> None:
    """Keep the children running; return only when the web process never gets to its feet."""
    web, *others = children = _children(settings, doorway)
    told = False
    try:
        web.start()  # it asks the database nothing before somebody asks it, and takes its time to get dressed
        prepare(settings, tell=tell)
        for child in others:
            child.start()
        while web.falls < _MOST_FALLS or told:
            _look_after(children, database, tell)
            if not told and answers_at(doorway):
                told = True
                tell(f"Redo: {settings.address}")
            time.sleep(_ROUND)
        tell("Sidorna startar inte. Felet står ovanför. Kör: samflode doctor")
    finally:
        for child in reversed(children):
            child.stop()


def _children(settings: Settings, doorway: socket) -> list[Child]:
    """Return the web, and outside the demo the clock: in the demo time stands still until somebody moves it."""
    env = settings.environment()
    web = Child("sidorna", ["api.serve", str(doorway.fileno())], env, keep_open=[doorway.fileno()])
    return [web] if settings.demo else [web, Child("klockan", ["api.ticker"], env)]


def _look_after(children: list[Child], database: EmbeddedPostgres | None, tell: Tell) -> None:
    if database is not None and not database.alive():
        tell("Databasen stannade och startas igen.")
        try:
            database.restart()
        except EmbeddedFailed as failure:
            tell(str(failure))  # a full disk may be emptied: go on trying
            time.sleep(1)
    for child in children:
        if child.look_after():
            tell(f"Processen för {child.name} stannade och startas igen.")
