"""What an installation costs that nobody uses: its processes, their memory, and the processor time
of some minutes, each by itself.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.result import Result, figure, within
from benchmarks.stage import Stage

# What it cost before anything was done about speed: it should cost no more.
MEMORY, PROCESSOR = 660, 4.5  # megabytes, percent of a core
TURN, _MOMENT = 30.0, 1.0  # seconds
_SETTLING = 60.0  # seconds from the first answer until all that starts has started
_MEGABYTE = 1024 * 1024
_NAMES = {
    "api.cli": "övervakaren",
    "bin/samflode": "övervakaren",
    "api.serve": "sidorna",
    "api.post": "posten",
    "prefect server": "Prefects server",
    "flows.runner": "Prefects körningar",
    "postgres": "databasen",
    "prefect": "en körning",
}


def _family(parent: psutil.Process) -> list[psutil.Process]:
    return [parent, *parent.children(recursive=True)]


def _name(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    return next((name for part, name in _NAMES.items() if part in words), "annat")


def _seconds(process: psutil.Process) -> float:
    """Return the processor time of a process and of those it has outlived."""
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def _measure(parent: psutil.Process) -> tuple[dict[str, list[float]], float]:
    """Return for each kind of process how many there are and their memory, and the processor time
    of all.
    """
    found: dict[str, list[float]] = {}
    spent = 0.0
    for process in _family(parent):
        with suppress(psutil.NoSuchProcess):
            kind = found.setdefault(_name(process), [0, 0.0])
            kind[0] += 1
            kind[1] += process.memory_full_info().pss / _MEGABYTE
            spent += _seconds(process)
    return found, spent


def measure(stage: Stage) -> Iterator[Result]:
    """Start an installation, leave it alone, and tell what it cost."""
    small = stage.scale.small
    with TemporaryDirectory(prefix="samflode-vila-") as folder:
        Path(folder).chmod(0o711)
        with _up(f"{folder}/data") as (parent, took):
            time.sleep(0 if small else _SETTLING)
            spent: list[float] = []
            kinds: dict[str, list[float]] = {}
            for _ in range(stage.scale.rounds):
                _, before = _measure(parent)
                time.sleep(_MOMENT if small else TURN)
                kinds, after = _measure(parent)
                spent.append((after - before) / (_MOMENT if small else TURN) * 100)
    for name, (number, memory) in kinds.items():
        yield figure(f"vila: {name}, {number:.0f} processer", "MB", [memory])
    total = sum(memory for _, memory in kinds.values())
    yield within("vila: minne tillsammans", "MB", [total], MEMORY)
    yield within("vila: processortid av en kärna", "%", spent, PROCESSOR)
    yield figure("start: till första sidan, ett nytt län", "s", [took])


@contextmanager
def _up(data: str) -> Iterator[tuple[psutil.Process, float]]:
    """Start ``samflode up``; lend its process and how many seconds it took to be ready."""
    command = [str(Path(sys.executable).with_name("samflode")), "up", "--port", "0", "--data", data]
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as up:
        try:
            if not any("Redo" in line for line in up.stdout or ()):
                raise RuntimeError("samflode up ended before it was ready")
            yield psutil.Process(up.pid), time.perf_counter() - start
        finally:
            up.terminate()
