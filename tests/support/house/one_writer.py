"""The engine alone writes a row of ``sak``, seen in the statements that really reach PostgreSQL and
in the objects that are changed, however the code that makes them is written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Final

from sqlalchemy import Engine, event

from models.base import Tabell
from models.sak import Sak
from support.house.finders import WRITING_SAK

ROOT: Final = Path(__file__).resolve().parents[3]
ROOMS: Final = ("workflows/", "notifications/", "flows/", "api/")
# A matter is born, and the statement that writes the event of a step writes where it leads.
WRITERS: Final = ("workflows/engine/born.py", "workflows/engine/history/chain.py")
TESTS: Final = f"{ROOT}/tests/"


class WrittenElsewhere(AssertionError):
    """Something outside the engine writes a row of ``sak``."""


def watch() -> None:
    """Refuse from now on what would write a row of ``sak`` on behalf of another room."""
    event.listen(Engine, "before_cursor_execute", _statement)
    event.listen(Sak, "init", _made)
    event.listen(Sak.lage, "set", _set)


def _statement(*told: object) -> None:
    statement = str(told[2])
    if not statement.startswith("SELECT") and WRITING_SAK.search(statement):
        _refuse(statement)


def _made(row: Tabell, _given: object, _named: object) -> None:
    _refuse(f"{type(row).__name__}(…)")


def _set(_row: Tabell, lage: object, *_before: object) -> None:
    _refuse(f"lage = {lage!r}")


def _refuse(what: str) -> None:
    writer = _writer(sys._getframe(2))
    if writer and not writer.startswith(WRITERS):
        raise WrittenElsewhere(f"{writer}: {what}")


def _writer(frame: FrameType | None) -> str | None:
    """Return the nearest place in a room above the tables; None when a test itself writes."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(TESTS) and name != __file__:
            return None
        place = name.removeprefix(f"{ROOT}/")
        if place.startswith(ROOMS) and place != name:
            return f"{place}:{frame.f_lineno}"
        frame = frame.f_back
    return None
