"""What follows from the steps of a revision, as data, beside what every matter has in
``workflows.engine.effects``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.revisionsord import Andringsgrad
from models.vocabulary import Motpartsslag, RemissSlag
from workflows.engine.effects import Effect
from workflows.handling.effects import Addressee


@dataclass(frozen=True, slots=True)
class StartDraft(Effect):
    """Let the draft begin as the text in force, unless something has been written already."""


@dataclass(frozen=True, slots=True)
class LockVersion(Effect):
    """Lock a text: ``text``, which becomes the draft too, or the draft as it stands."""

    andring: Andringsgrad
    text: str | None = None
    sammanfattning: str = ""
    konsekvenser: Mapping[str, str] = field(default_factory=dict)
    invanare: str = ""
    utover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRemissOnText(Effect):
    """Open a round on exactly one locked text."""

    version_id: int
    slag: RemissSlag
    fraga: str
    sista_dag: date
    till: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True)
class SetDeciding(Effect):
    """Let exactly these parties take the text to an instans of their own."""

    huvudman_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AppointSignatory(Effect):
    """Let somebody sign for a party by a right (``ratt``), in place of whom it had said."""

    huvudman_id: int
    namn: str
    epost: str
    ratt: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RegisterMotpart(Effect):
    """Write a party in that is no huvudman, or who signs for it: its people by name and address."""

    namn: str
    slag: Motpartsslag
    personer: tuple[tuple[str, str], ...]
