"""How a refusal repeats what was sent and lists what is allowed, and how a long text is cut."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 40  # characters


def quoted(value: object) -> str:
    """Return the value in Swedish quotation marks: on one line, cut short, signs that cannot be
    shown as "?".
    """
    text = str(value)
    readable = "".join(sign if sign.isprintable() else "?" for sign in text[:_SHOWN])
    return f"”{readable}{'…' if len(text) > _SHOWN else ''}”"


def allowed(words: Iterable[object]) -> str:
    """Return the sentence that lists what would do, e.g. "Tillåtet: kommun, region."."""
    return f"Tillåtet: {', '.join(map(str, words)) or 'inget'}."


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters, cut between words with "…" when it is longer."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0].rstrip(' ,.;:')}…"
