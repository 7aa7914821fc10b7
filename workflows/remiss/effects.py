"""What follows from the steps of a remiss, as data, beside what every matter has in
``workflows.engine.effects``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.engine.effects import Effect
from workflows.handling.effects import Addressee


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of an answer; ``avsnitt`` is the key of the section it points at, "" for the
    whole.
    """

    text: str
    avsnitt: str = ""
    onskad: str = ""


@dataclass(frozen=True, slots=True)
class RecordAnswer(Effect):
    """Store or change a recipient's answer and its comments; close its frist and empty its
    draft.
    """

    mottagare_id: int
    stallningstagande: str
    motivering: str
    synpunkter: tuple[Comment, ...]
    kanal: str
    fil_id: int | None = None


@dataclass(frozen=True, slots=True)
class MoveLastDay(Effect):
    """Move the last day for one recipient, or for all when ``mottagare_id`` is None, and with it
    every reminder.
    """

    sista_dag: date
    mottagare_id: int | None = None


@dataclass(frozen=True, slots=True)
class CloseRecipients(Effect):
    """Close the open frister of every recipient of the remiss."""


@dataclass(frozen=True, slots=True)
class AddRecipients(Effect):
    """Ask more about the same text, each with a frist and a letter of its own."""

    till: tuple[Addressee, ...]
    sista_dag: date


@dataclass(frozen=True, slots=True)
class Redirect(Effect):
    """Let somebody else at a huvudman answer, by the same day, and tell them."""

    mottagare_id: int
    sektor: str
