"""Children of a program that was killed: known again by process id and start time, and ended before
new ones start.

On Linux the kernel ends them with their parent; elsewhere this is what does.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil

from api.supervisor.child import Child
from models.processes import stop_process

FILE_NAME = "processer.json"
_PATIENCE = 10.0  # seconds


def remember(data: Path, children: Iterable[Child]) -> None:
    """Write down which processes are ours; a disk that is full is no reason to stop."""
    known = [[child.pid, _started(child.pid)] for child in children if child.pid is not None]
    draft = data / f"{FILE_NAME}.ny"
    with suppress(OSError):
        draft.write_text(json.dumps(known), encoding="utf-8")
        draft.replace(data / FILE_NAME)


def forget(data: Path) -> None:
    """Say that nothing of ours runs any longer."""
    with suppress(OSError):
        (data / FILE_NAME).unlink(missing_ok=True)


def end_stale(data: Path) -> None:
    """End what a killed program left running. Another process that has got the same number is left
    alone.
    """
    try:
        known = [
            (int(pid), float(started))
            for pid, started in json.loads((data / FILE_NAME).read_text("utf-8"))
        ]
    except (OSError, ValueError, TypeError):
        return
    for pid, started in known:
        if _started(pid) == started:
            with suppress(psutil.NoSuchProcess):
                stop_process(psutil.Process(pid), signals=[signal.SIGTERM], patience=_PATIENCE)
    forget(data)


def _started(pid: int) -> float | None:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return None
