"""Comments in a form: rows of a section, a comment and a wanted wording.

The controls of row N are <name>-N, <name>-N-avsnitt and <name>-N-onskad. The buttons are named
_rad: "ny" asks for one more row, "ny-3.2" for one on that section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from api.web.frame.sent import Sent

Row = dict[str, str]
NEW: Final = "ny"
_MOST = 100
_PARTS: Final = {"text": "", "avsnitt": "-avsnitt", "onskad": "-onskad"}


def rows_of(name: str, sent: Sent) -> list[Row]:
    """Return the rows that say something or point somewhere, and the one that a button
    asked for.
    """
    found = [_row(f"{name}-{number}", sent) for number in _numbers(name, sent)]
    filled = [row for row in found if any(row.values())]
    wish, _, where = sent.get("_rad").partition("-")
    return [*filled, {"avsnitt": where, "ny": "ja"}] if wish == NEW else filled


def _numbers(name: str, sent: Sent) -> list[int]:
    pattern = re.compile(re.escape(name) + r"-([0-9]{1,3})(?:-avsnitt|-onskad)?")
    return sorted({int(found[1]) for key in sent.texts if (found := pattern.fullmatch(key))})[
        :_MOST
    ]


def _row(start: str, sent: Sent) -> Row:
    return {key: sent.get(start + end).strip() for key, end in _PARTS.items()}


def payload(name: str, sent: Sent) -> list[dict[str, str]] | None:
    """Return the rows as the payload of a step; one that only points at a section says nothing."""
    said = [row for row in rows_of(name, sent) if row.get("text") or row.get("onskad")]
    return [{key: row[key] for key in _PARTS if row.get(key)} for row in said] or None


def control(name: str, path: Sequence[str]) -> str:
    """Return the control behind a path such as ["0", "onskad"]."""
    number, key = path[0], path[1] if len(path) > 1 else "text"
    return f"{name}-{number}{_PARTS.get(key, '')}"


def rows_from(stored: Iterable[str | Mapping[str, str]], numbers: Mapping[str, str]) -> list[Row]:
    """Return stored comments as rows; ``numbers`` are those of the sections, by key."""
    rows = [{"text": one} if isinstance(one, str) else dict(one) for one in stored]
    return [
        {**row, "avsnitt": numbers.get(row.get("avsnitt", ""), row.get("avsnitt", ""))}
        for row in rows
    ]


def in_words(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return comments as a text people read, a paragraph for each."""
    return "\n\n".join(_in_words(row) for row in rows)


def _in_words(row: Mapping[str, Any]) -> str:
    where = f"Avsnitt {row['avsnitt']}: " if row.get("avsnitt") else ""
    wish = f"Önskad lydelse: {row['onskad']}" if row.get("onskad") else ""
    return where + "\n".join(text for text in (row.get("text"), wish) if text)
