"""What an installation costs that nobody uses: its processes, their memory, and the processor time
of ten minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

MINUTES = float(os.environ.get("SAMFLODE_VILA_MINUTER", "10"))
_SETTLING = 60.0  # seconds from the first answer until all that starts has started
_MOMENT = 0.02  # minutes
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


def main(*, small: bool = False) -> None:
    """Start an installation, leave it alone, and print what it cost."""
    minutes = _MOMENT if small else MINUTES
    with TemporaryDirectory(prefix="samflode-vila-") as folder:
        Path(folder).chmod(0o711)
        command = [
            str(Path(sys.executable).with_name("samflode")),
            "up",
            "--port",
            "0",
            "--data",
            f"{folder}/data",
        ]
        with subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as up:
            try:
                if not any("Redo" in line for line in up.stdout or ()):
                    raise RuntimeError("samflode up ended before it was ready")
                time.sleep(0 if small else _SETTLING)
                parent = psutil.Process(up.pid)
                _, before = _measure(parent)
                time.sleep(minutes * 60)
                kinds, after = _measure(parent)
            finally:
                up.terminate()
    for name, (number, memory) in kinds.items():
        print(f"{name:<20} {number:3.0f} processer {memory:6.0f} MB")
    total = sum(memory for _, memory in kinds.values())
    print(
        f"{'tillsammans':<20} {sum(number for number, _ in kinds.values()):3.0f} processer"
        f" {total:6.0f} MB"
    )
    spent = after - before
    print(
        f"processortid under {minutes:g} minuter: {spent:.1f} s, {spent / minutes / 0.6:.1f} % av"
        " en kärna"
    )


if __name__ == "__main__":
    main()
