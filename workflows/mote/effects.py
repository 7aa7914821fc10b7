"""What may follow from a step on a meeting, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.engine.effects import Effect


@dataclass(frozen=True, slots=True)
class FreezeElectorate(Effect):
    """Write down who can decide, as the uppdrag stand when the meeting opens."""


@dataclass(frozen=True, slots=True)
class NoteAttendance(Effect):
    """Write how these people (person id → how) took part; an ersättare in the place of who was not
    there.
    """

    how: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class AddItem(Effect):
    """Add a standing item last on the agenda."""

    rubrik: str


@dataclass(frozen=True, slots=True)
class TakeUpWhatWaits(Effect):
    """Put on the agenda what waits for a meeting of the organ and stands on none."""


@dataclass(frozen=True, slots=True)
class AskParty(Effect):
    """Ask a huvudman that had nobody at the meeting whether it has taken part of the decisions."""

    huvudman_id: int
