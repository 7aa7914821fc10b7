"""``python -m benchmarks [--small] [--size S] [--out FILE] [PART …]``: every measurement, or those
named, in one table.

Small they say nothing of how fast anything is, only that they still can be made.
"""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import psutil

from benchmarks.parts import (
    avtalsdiff,
    curve,
    endpoints,
    idle,
    importing,
    mails,
    pages,
    posts,
    sammanstallning,
    steps,
    sweeps,
    visit,
)
from benchmarks.report import LATEST
from benchmarks.result import Result, figure, heading, keep, line
from benchmarks.stage import FULL, SMALL, Stage, stage

Measure = Callable[[Stage], Iterator[Result]]
PARTS = MappingProxyType(
    {
        "idle": idle.measure,  # first: with nothing else on the machine
        "visit": visit.measure,
        "pages": pages.measure,
        "curve": curve.measure,
        "posts": posts.measure,
        "steps": steps.measure,
        "endpoints": endpoints.measure,
        "sweeps": sweeps.measure,
        "importing": importing.measure,
        "sammanstallning": sammanstallning.measure,
        "avtalsdiff": avtalsdiff.measure,
    }
)
# Counts letters, not seconds: nothing changes them but the rules, and a year takes its time.
BY_NAME = MappingProxyType({"mails": mails.measure})


def main() -> None:
    """Measure what the command line asks for."""
    parser = ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--small", action="store_true", help="seconds instead of minutes")
    parser.add_argument("--size", type=float, help="of the largest county, instead of 1")
    parser.add_argument("--out", type=Path, help="where the results are kept")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join((*PARTS, *BY_NAME)))
    said = parser.parse_args()
    scale = SMALL if said.small else FULL
    if said.size:
        scale = replace(scale, sizes=(*scale.sizes[:-1], said.size))
    print(heading())
    with stage(scale) as here:
        results = list(_printed(_measured(here, said.parts or list(PARTS))))
    # Only a whole run of the usual size is the latest.
    whole = not (said.small or said.size or said.parts)
    if out := said.out or (LATEST if whole else None):
        keep(results, out)


def _measured(here: Stage, names: Iterable[str]) -> Iterator[Result]:
    every = {**PARTS, **BY_NAME}
    yield figure("maskin: kärnor", "st", [os.cpu_count() or 1])
    yield figure("maskin: minne", "GB", [psutil.virtual_memory().total / 1000**3])
    for name in names:
        yield figure(f"maskin: belastning före {name}", "i kö", [os.getloadavg()[0]])
        start = time.perf_counter()
        yield from every[name](here)
        yield figure(f"maskin: tid för {name}", "s", [time.perf_counter() - start])


def _printed(results: Iterator[Result]) -> Iterator[Result]:
    for one in results:
        print(line(one), flush=True)
        yield one


if __name__ == "__main__":
    main()
