"""CSV as spreadsheets write it: in UTF-8 or Windows-1252, divided by semicolons, commas or tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from models import limits
from workflows.texts.sheets.refusal import ImportRefused

# The library's own limit is below what the text of an agreement may be. It is one for the whole
# process.
csv.field_size_limit(limits.AVTALSTEXT + 1)
_QUOTED = re.compile(r'"[^"]*"')
_DIVIDERS = (";", "\t", ",")


def decoded(content: bytes) -> str:
    """Return the text of a file; ImportRefused for what is no text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        break
    raise ImportRefused(
        {"filen": "Är varken CSV eller Excel. Spara den som ”CSV UTF-8” eller som Excel (.xlsx)."}
    )


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text with their numbers; ImportRefused where the quotation marks do
    not pair.
    """
    number = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=_divider(text), strict=True)
    try:
        for number, row in enumerate(reader, 1):
            yield number, row
    except csv.Error:
        raise ImportRefused(
            {f"rad {number + 1}": "Går inte att läsa som CSV: se över citattecknen."}
        ) from None


def trimmed(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end: spreadsheets write one for every column they
    once had.
    """
    return row[: max((place for place, value in enumerate(row, 1) if value.strip()), default=0)]


def _divider(text: str) -> str:
    """Return what divides the first row that says anything."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(_DIVIDERS, key=bare.count)
