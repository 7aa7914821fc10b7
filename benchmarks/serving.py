"""Applications served as ``samflode`` serves its pages: processes that share a doorway."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from api.doorway import open_doorway
from benchmarks.client import Client, question
from models.database import Database
from models.settings import LogLevel, Settings

OURS, BARE = "api.serve", "benchmarks.bare"
_KNOCKS = 200
_FIRST = {OURS: "/logga-in", BARE: "/1"}


@contextmanager
def served(
    module: str, database: Database, *, processes: int | None = None, demo: bool = True
) -> Iterator[int]:
    """Serve an application on a port of this machine, with as many processes as an installation
    has unless told otherwise; lend the port.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="samflode-bench-")))
        settings = Settings(
            database_url=database.url, data=folder, demo=demo, log_level=LogLevel.ERROR
        )
        doorway = stack.enter_context(open_doorway("127.0.0.1", 0))
        lent = doorway.fileno()
        command = [sys.executable, "-m", module, str(lent)]
        children = []
        for _ in range(processes or settings.processer):
            child = subprocess.Popen(  # noqa: S603 - our own modules
                command, pass_fds=[lent], env={**os.environ, **settings.environment()}
            )
            children.append(child)
            stack.callback(child.wait)
            stack.callback(child.terminate)
        port = int(doorway.getsockname()[1])
        _wait_for(children, port, _FIRST[module])
        yield port


def _wait_for(children: list[subprocess.Popen[bytes]], port: int, path: str) -> None:
    """Knock until every process has let somebody in."""
    waited_for = {child.pid for child in children}
    with ExitStack() as stack:
        for _ in range(_KNOCKS):
            client = stack.enter_context(Client(port))
            client.ask(question(path))
            waited_for = {pid for pid in waited_for if not _has_let_in(pid, port)}
            if not waited_for:
                return
            time.sleep(0.05)
    raise RuntimeError(f"{len(waited_for)} of the processes let nobody in")


def _has_let_in(pid: int, port: int) -> bool:
    return any(
        one.status == psutil.CONN_ESTABLISHED and one.laddr.port == port
        for one in psutil.Process(pid).net_connections("tcp4")
    )
