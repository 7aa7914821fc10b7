"""Every way the program says no.

Refusal
├── NotSignedIn      nobody we know
├── NotFound         it does not exist, or is not yours to see: the two look the same
├── RoleMissing      you see it, but the step belongs to others
├── KeyReused        the same request key came with another content
├── Stale            someone else was there first
├── Unread           it would replace words that the sender does not say to have read
├── Hindered         the rules say not now; every obstacle is named
├── Malformed        the content cannot be understood; every field is named
└── Unavailable      the database does not answer just now; nothing was changed

The message is Swedish and for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from workflows.ground.words import antal

WHOLE = "innehållet"  # stands for a field where the content as a whole is meant
_MOST_NAMED, _LONGEST_NAME = 100, 100  # fields, and characters of what a sender called one


class Refusal(Exception):
    """A clear no. Nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotSignedIn(Refusal):
    """Nobody we know."""

    def __init__(self) -> None:
        super().__init__("Du behöver logga in.")


class NotFound(Refusal):
    """It does not exist, or is not yours to see."""

    def __init__(self) -> None:
        super().__init__("Det du söker finns inte, eller så får du inte se det.")


class RoleMissing(Refusal):
    """The step belongs to others; ``who`` is their words, e.g. ("AU:s ordförande",)."""

    def __init__(self, rubrik: str, who: Iterable[str]) -> None:
        super().__init__(f"”{rubrik}” kan bara göras av {' eller '.join(who)}.")


class KeyReused(Refusal):
    """The same request key came with another content."""

    def __init__(self) -> None:
        super().__init__(
            "Nyckeln är redan använd för en begäran med annat innehåll. Använd en ny nyckel."
        )


class Stale(Refusal):
    """The matter has moved on since it was read; versions count its events.

    ``andrat`` are the events since then, newest first, once somebody who may see them has asked
    what they were.
    """

    def __init__(self, *, expected: int, actual: int) -> None:
        super().__init__(
            "Någon annan har ändrat här sedan du läste. Läs igenom det nya och försök igen."
        )
        self.expected = expected
        self.actual = actual
        self.andrat: tuple[Skett, ...] = ()


class Unread(Refusal):
    """It would replace somebody's words, and does not say which version was read; ``actual`` is the
    version they stand in.
    """

    def __init__(self, *, actual: int) -> None:
        super().__init__(
            "Det här skulle ersätta något som redan är skrivet. Läs det först, och skicka versionen"
            " du läste i If-Match."
        )
        self.actual = actual


@dataclass(frozen=True, slots=True)
class Skett:
    """Who did what, and when; ``version`` is the matter's after it."""

    vem: str
    nar: datetime
    text: str
    version: int


class Hindered(Refusal):
    """The rules say not now. ``hinder`` names every obstacle, each a sentence that can be
    acted on.
    """

    def __init__(self, hinder: Iterable[str]) -> None:
        self.hinder = tuple(hinder)
        super().__init__(" ".join(self.hinder))


class Malformed(Refusal):
    """The content cannot be understood. ``fields`` maps a field to what is wrong with it; of very
    many it has the first, and how many there are besides.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = {
            name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…": text
            for name, text in islice(fields.items(), _MOST_NAMED)
        }
        if (more := len(fields) - _MOST_NAMED) > 0:
            self.fields[WHOLE] = f"Det finns {antal(more, 'fel', 'fel')} till."
        super().__init__(
            "Innehållet gick inte att förstå: "
            + "; ".join(f"{k}: {v}" for k, v in self.fields.items())
        )


class Unavailable(Refusal):
    """The database does not answer just now. Nothing was changed; trying again is right."""

    def __init__(self) -> None:
        super().__init__(
            "Samflöde når inte sin databas just nu. Inget har ändrats. Försök igen om en stund."
        )
