"""How long it takes to look through a file of two thousand agreements, and to read it in."""

from __future__ import annotations

import time
from collections.abc import Iterator

from sqlalchemy import text

from benchmarks.ground import filled
from benchmarks.result import Result, in_turns, within
from benchmarks.stage import Stage
from models.database import Database
from workflows.avtal.importing import Avtalsinlasning, import_avtal, look_through

ROWS, FEW = 2_000, 20
LIMIT = 5  # seconds
_HEADINGS = (
    "Namn;Slag;Område;Ansvarig grupp;Parter;På sista dagen;Uppsägningstid i månader;Nästa översyn"
)
_ROW = (
    "Överenskommelse {nr} om hemsjukvård;Överenskommelse;Hemsjukvård;"
    "Processgrupp Kronobarnsmodellen;alla;tills vidare;12;2025-01-31"
)
_NUMBER = text("SELECT count(*) FROM avtal")


class NotRead(Exception):
    """The file was not read as it should be."""


def measure(stage: Stage) -> Iterator[Result]:
    """Measure both in turns, each time in a register where there is nothing yet."""
    rows = FEW if stage.scale.small else ROWS
    content = "\n".join([_HEADINGS, *(_ROW.format(nr=nr) for nr in range(rows))]) + "\n"
    with stage.empty("register") as database:
        place = filled(database)

        def looked() -> float:
            start = time.perf_counter()
            with database.trial() as session:
                found = look_through(session, content, place.au, place.world)
            return _took(start, found, database, 0)

        def read() -> float:
            database.close()
            with stage.empty("inlast", "register") as own:
                start = time.perf_counter()
                with own.session() as session:
                    found = import_avtal(session, content, place.au, place.world)
                return _took(start, found, own, rows)

        trials, reads = in_turns(looked, read, rounds=stage.scale.rounds)
    yield within(f"inläsning: {rows} avtal, förhandsvisning", "s", trials, LIMIT)
    yield within(f"inläsning: {rows} avtal", "s", reads, LIMIT)


def _took(start: float, found: Avtalsinlasning, database: Database, expected: int) -> float:
    took = time.perf_counter() - start
    with database.read() as session:
        stored = int(session.execute(_NUMBER).scalar_one())
    if found.problem or stored != expected:
        raise NotRead(f"{stored} of {expected}: {found.problem}")
    return took
