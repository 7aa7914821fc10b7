"""CSV as spreadsheets write it: in UTF-8, UTF-16 or Windows-1252, divided by semicolons, commas or
tabs.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from models import limits
from workflows.texts.sheets.grid import Grid, Known, trimmed
from workflows.texts.sheets.refusal import ImportRefused

# The library's own limit is below what the text of an agreement may be. It is one for the whole
# process.
csv.field_size_limit(limits.AVTALSTEXT + 1)
_DIVIDERS = (";", "\t", ",")
# What some programs write first to say how the rest is divided. A spreadsheet shows no such row.
_SAYS = re.compile(r'\s*"?sep=([^\w\s"]|\t)"?[;,\t]*[ ]*\r?\n', re.IGNORECASE)
_EMPTY = ' ";,\t\r\n'
_ENCODINGS = ("utf-8-sig", "cp1252")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes) -> str:
    """Return the text of a file; ImportRefused for what is no text."""
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else _ENCODINGS:
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


@dataclass(frozen=True, slots=True)
class _Divided:
    """A text divided in one way: its rows, and the row at which its quotation marks stopped
    pairing.
    """

    rows: dict[int, list[str]]
    broken: int


def csv_grid(text: str, known: Known) -> Grid:
    """Return the rows of a CSV text; ImportRefused where the quotation marks do not pair.

    It is divided as its first line says (``sep=;``), else in the way under which most headings are
    known and all rows from the headings on have equally many cells.
    """
    text = text.removeprefix("\ufeff")
    said = _SAYS.match(text)
    ways = (said[1],) if said else _DIVIDERS
    text = text[said.end() :] if said else text
    if not text.strip(_EMPTY):
        return Grid("", {})
    divided = [_divided(text, way) for way in ways]
    best = max(divided, key=lambda one: _fitness(one, known))
    if best.broken:
        raise ImportRefused(
            {f"rad {best.broken}": "Går inte att läsa som CSV: se över citattecknen."}
        )
    return Grid("", best.rows)


def records(text: str, known: Known) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text whose first row is the headings, with their numbers.
    ImportRefused as ``csv_grid``.
    """
    yield from csv_grid(text, known).rows.items()


def _divided(text: str, way: str) -> _Divided:
    rows: dict[int, list[str]] = {}
    reader = csv.reader(StringIO(text, newline=""), delimiter=way, strict=True)
    try:
        rows.update(enumerate(reader, 1))
    except csv.Error:
        return _Divided(rows, len(rows) + 1)
    return _Divided(rows, 0)


def _fitness(one: _Divided, known: Known) -> tuple[object, ...]:
    """Return how well a text is divided: the best way has the greatest."""
    grid = Grid("", one.rows)
    headings = grid.headings(known)
    width = len(trimmed(one.rows.get(headings, [])))
    sizes = Counter(len(row) for number, row in one.rows.items() if number >= headings and any(row))
    even = len(sizes) == 1
    most = max(sizes.values(), default=0) / max(1, sizes.total())
    fit = even and width > 1, width > 1, even, most, width
    return known(one.rows.get(headings, [])), not one.broken, *fit, one.broken
