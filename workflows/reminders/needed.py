"""What a reminder still has to say when it leaves: a letter may have waited for days for a mail
server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete
from sqlmodel import Session, col, select

from models.base import table_of
from models.frist import Frist, Paminnad
from models.rows import among
from workflows.ground.sentences import pastaende
from workflows.ground.words import rakneord

_FRIST, _PAMINNAD = table_of(Frist), table_of(Paminnad)
_DIGEST = "sammandrag"
_REMINDERS = {"paminnelse", "forsenad", _DIGEST}
_ROWS = ("rader", "vantar")


@dataclass(frozen=True, slots=True)
class Needed:
    """A letter as it is to be written now: its template, and what the template says."""

    mall: str
    data: Mapping[str, object]


def still_needed(session: Session, brev: Row[tuple[object, ...]]) -> Needed | None:
    """Return what a letter says when what is done by now is left out; None for a reminder with
    nothing else to say.

    Nobody has been reminded of what was left out, and the record of who was forgets it.
    """
    if brev.mall not in _REMINDERS:
        return Needed(brev.mall, brev.data)
    named = {row.get("frist") for name in _ROWS for row in brev.data.get(name, ())}
    closed = select(Frist.id).where(among(col(Frist.id), named), col(Frist.stangd).isnot(None))
    done = set(session.exec(closed))
    if not done:
        return Needed(brev.mall, brev.data)
    session.execute(
        delete(_PAMINNAD).where(
            _PAMINNAD.c.avisering_id == brev.id, among(_PAMINNAD.c.frist_id, done)
        )
    )
    left = {
        name: [row for row in brev.data.get(name, ()) if row.get("frist") not in done]
        for name in _ROWS
    }
    something = left["rader"] or brev.data.get("nytt")
    return _about(brev, left["rader"], left["vantar"]) if something else None


@dataclass(frozen=True, slots=True)
class IBrevet:
    """What a reminder tells of: how much waits for its reader, how much of it is late, and the
    first day of all. What stands under Längre fram in their list is not counted.
    """

    antal: int
    sena: int
    senast: str

    @property
    def forsenade(self) -> str:
        """How many of them are late, as a subject says it: "två är försenade"; "" for none."""
        if self.sena == 0:
            return ""
        if self.sena == self.antal:
            return "alla är försenade"
        return "en är försenad" if self.sena == 1 else f"{rakneord(self.sena)} är försenade"


@pastaende("Hur många saker ett brev tar upp, hur många som är försenade, och den första dagen.")
def told_of(data: Mapping[str, Any]) -> IBrevet:
    """Count what waits by now of what a letter lists, also of what it has no room for."""
    listed = [row for name in _ROWS for row in data.get(name) or ()]
    rows = [row for row in listed if row.get("nu", True)]
    return IBrevet(
        antal=len(rows) + int(data.get("fler") or 0),
        sena=sum(bool(row.get("sen")) for row in rows) + int(data.get("fler_sen") or 0),
        senast=min((row["senast"] for row in rows if row.get("senast")), default=""),
    )


def _about(
    brev: Row[tuple[object, ...]], rader: list[dict[str, object]], vantar: list[dict[str, object]]
) -> Needed:
    """Return the letter about fewer things: late when one of them is, and about the only one when
    it is alone.
    """
    if brev.mall == _DIGEST:
        return Needed(brev.mall, {**brev.data, "rader": rader, "vantar": vantar})
    lank = rader[0]["lank"] if len(rader) == 1 else brev.data["lank"]
    late = any(row["sen"] for row in rader)
    return Needed("forsenad" if late else "paminnelse", {**brev.data, "rader": rader, "lank": lank})
