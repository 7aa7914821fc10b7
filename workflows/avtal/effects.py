"""What follows from the steps of an agreement, as data, beside what every matter has in
``workflows.engine.effects``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.vocabulary import Avtalslank, Motpartsslag
from workflows.engine.effects import Effect

Personer = tuple[tuple[str, str], ...]  # by name and address


@dataclass(frozen=True, slots=True)
class AddVersion(Effect):
    """Add a text to an agreement: ``text``, or the same words as the version with the id
    ``same_as``.

    ``skapad_av`` is the person who locked it where that is not the one who takes the step.
    """

    text: str | None
    galler_fran: date
    beslutad: str = ""
    andring: str = ""
    redaktionell: bool = False
    same_as: int | None = None
    skapad_av: int | None = None


@dataclass(frozen=True, slots=True)
class SetParties(Effect):
    """Let these huvudmän be the parties of an agreement, and these be told of it, by name and
    address; None leaves them. ``diarienummer`` are those of parties that were none before.
    ``motparter`` are the parties that are no huvudman, with their people; None leaves them.
    """

    huvudman_ids: tuple[int, ...]
    informeras: tuple[tuple[str, str], ...] | None = None
    diarienummer: tuple[tuple[int, str], ...] = ()
    motparter: tuple[tuple[str, Motpartsslag | None, Personer], ...] | None = None


@dataclass(frozen=True, slots=True)
class Attach(Effect):
    """Tie a file to a version."""

    version_id: int
    fil_id: int
    rubrik: str


@dataclass(frozen=True, slots=True)
class LinkAgreements(Effect):
    """Let the agreement hang together in this way with exactly these."""

    slag: Avtalslank
    till: tuple[int, ...]
