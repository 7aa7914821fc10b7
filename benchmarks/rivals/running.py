"""Running a rival beside us: it says that it is ready, then takes steps as long as it is told."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rivals.environment import python
from benchmarks.rivals.turns import READY


@dataclass(frozen=True, slots=True)
class Rival:
    """An engine: its name, its module in this folder, and what ours should reach of its steps."""

    namn: str
    module: str
    mal: float | None = None


RIVALS = (
    Rival("Django + viewflow.fsm", "viewflow_fsm", 1.5),
    Rival("viewflow.workflow", "viewflow_workflow"),
    Rival("DBOS", "dbos_workflow", 2),
    Rival("python-statemachine", "python_statemachine"),
)


@contextmanager
def rival(
    one: Rival, url: str, sak: int, person: int, seconds: float
) -> Iterator[Callable[[], float]]:
    """Start a rival on a matter of its own; lend an act that lets it take steps for some seconds
    and returns how many a second.

    It has shown that it refuses who may not before it says that it is ready. Raises RuntimeError
    with what it said when it does not get so far.
    """
    command = [str(python()), "-m", "benchmarks.rivals", one.module, url, str(sak), str(person)]
    with subprocess.Popen(  # noqa: S603 - our own module
        command,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("a process has the pipes it was given")
        asked, said = child.stdin, child.stdout

        def act() -> float:
            print(seconds, file=asked, flush=True)
            return float(_line())

        def _line() -> str:
            if not (line := said.readline()):
                raise RuntimeError(f"{one.namn} ended before it answered")
            return line.strip()

        try:
            if (line := _line()) != READY:
                raise RuntimeError(f"{one.namn} said: {line}")
            yield act
        finally:
            asked.close()
            child.wait()
