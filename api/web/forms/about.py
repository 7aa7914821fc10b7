"""What a form that asks something is about, so that nobody has to answer from memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Gallande:
    """What a form is about, as its reader needs it: everything is here, for a link in a letter
    leads nowhere else without signing in.

    ``fraga`` is what is asked, ``sammanfattning`` what it is in short, ``er`` what it means for the
    reader's own organisation, [(heading, text)]. ``andrat`` says what has changed since the reader
    last answered, or else against what holds now, with the sections in ``avsnitt``. The whole text
    is ``html``, or ``text`` where it is no text of an agreement; ``text_namn`` says what it is.
    """

    namn: str
    fraga: str
    sammanfattning: str = ""
    er: Sequence[tuple[str, str]] = ()
    andrat: str = ""
    avsnitt: Sequence[dict[str, Any]] = ()
    text: str = ""
    html: Markup | None = None
    text_namn: str = "Hela texten"


def parts(*said: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the parts of which something is said."""
    return tuple(one for one in said if one[1])


def as_list(lines: Iterable[str]) -> str:
    """Return lines as a text with one point on each."""
    return "\n".join(f"– {line}" for line in lines)
