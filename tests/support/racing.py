"""Letting several people act at the same instant."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from workflows.ground.errors import Refusal


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do everything at the same instant; return what each gave, a refusal as itself."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
