"""Start in order, watch, stop in the opposite order, leave nothing behind."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import socket
from threading import Event
from types import FrameType

from api.doorway import answers_at, open_doorway
from api.supervisor.child import Child
from api.supervisor.household import household, way_to_prefect
from api.supervisor.preparation import prepare
from api.supervisor.stale import end_stale, forget, remember
from models.embedded import EmbeddedPostgres
from models.embedded.place import make_data_folder
from models.faults import EmbeddedFailed
from models.settings import Settings

Tell = Callable[[str], None]

_ROUND = 0.1  # seconds between two looks at the children
_MOST_FALLS = 5  # a web process that has never answered and fell this often will not answer
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def supervise(settings: Settings, *, tell: Tell, prefect: bool = True, pages: bool = False) -> int:
    """Run the installation until it is told to stop; return the exit code.

    Without ``prefect`` a small process of our own runs the sweeps; with ``pages`` Prefect shows its
    own. Raises PortTaken before anything is started, and DatabaseFault when the database does not
    start.
    """
    doorway = open_doorway(settings.host, settings.port)
    chosen = settings.model_copy(update={"port": doorway.getsockname()[1]})
    with _interruptible() as asked, doorway:
        try:
            with _running_database(chosen, tell) as database:
                end_stale(chosen.data)
                children = household(chosen, doorway, prefect=prefect, pages=pages)
                if pages:
                    tell(way_to_prefect(chosen))
                _run(chosen, children, doorway=doorway, database=database, tell=tell, asked=asked)
        except KeyboardInterrupt:
            tell("Samflöde är avslutat.")
            return 0
    return 1


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Let every polite way of asking us to stop interrupt like Ctrl-C, once; then let the stopping
    finish.

    Yield what is set when we have been asked: Python loses an interruption that strikes while it
    forks.
    """
    asked = Event()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _STOPPING}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _running_database(settings: Settings, tell: Tell) -> Iterator[EmbeddedPostgres | None]:
    """Lend the embedded database, or None when the installation was given the address of
    another.
    """
    if settings.database_url:
        make_data_folder(settings.data, None)  # the secrets and the processes lie there
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


def _run(
    settings: Settings,
    children: list[Child],
    *,
    doorway: socket,
    database: EmbeddedPostgres | None,
    tell: Tell,
    asked: Event,
) -> None:
    """Keep the children running until ``asked`` to stop; return only when the web process never
    gets to its feet.
    """
    web, *others = children
    told = False
    try:
        # it asks the database nothing before somebody asks it, and takes its time to get dressed
        web.start()
        prepare(settings, tell=tell)
        while web.falls < _MOST_FALLS or told:
            if _look_after(children, database, tell):
                remember(settings.data, children)
            if not told and answers_at(doorway):
                told = True
                tell(f"Redo: {settings.address}")
                _start(others)  # the pages wait for none of them
                remember(settings.data, children)
            if asked.wait(_ROUND):
                raise KeyboardInterrupt
        tell("Sidorna startar inte. Felet står ovanför. Kör: samflode doctor")
    finally:
        for child in reversed(children):
            child.stop()
        forget(settings.data)


def _start(children: list[Child]) -> None:
    for child in children:
        child.start()


def _look_after(children: list[Child], database: EmbeddedPostgres | None, tell: Tell) -> bool:
    """Start again what has stopped; say whether any child was."""
    if database is not None and not database.alive():
        tell("Databasen stannade och startas igen.")
        try:
            database.restart()
        except EmbeddedFailed as failure:
            tell(str(failure))  # a full disk may be emptied: go on trying
            time.sleep(1)
    fallen = [child for child in children if child.look_after()]
    for child in fallen:
        tell(f"Processen för {child.name} stannade och startas igen.")
    return bool(fallen)
