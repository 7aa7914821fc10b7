"""One table with a row of headings, whichever kind of file it came in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from models import limits
from workflows.texts.sheets.excel import BEGINS, excel_records
from workflows.texts.sheets.plain import decoded, records, trimmed
from workflows.texts.sheets.refusal import ImportRefused

MOST_ROWS = 2_000
MOST_COLUMNS = 60
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings, the number of their row, and the rows below that say anything, by their
    numbers.
    """

    rubrikrad: int
    rubriker: tuple[str, ...]
    rader: Mapping[int, tuple[str, ...]]


def read_sheet(content: bytes | str) -> Sheet:
    """Read a file, or the text of one; the first row that says anything is the headings.
    ImportRefused says why not.
    """
    if len(content) > limits.FIL_BYTES:
        raise ImportRefused(
            {"filen": f"Är för stor. Tillåtet: högst {limits.FIL_BYTES // 1024 // 1024} MB."}
        )
    found = dict(_at_most(_filled(_records(content))))
    if not found:
        raise ImportRefused({"filen": "Är tom."})
    first = min(found)
    return Sheet(first, found.pop(first), found)


def _records(content: bytes | str) -> Iterator[tuple[int, list[str]]]:
    if isinstance(content, bytes) and content.startswith(BEGINS):
        return excel_records(content, MOST_COLUMNS + 1)
    return records(content if isinstance(content, str) else decoded(content))


def _filled(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that say anything, without the empty cells after the last that does."""
    for number, row in rows:
        filled = trimmed(row)
        if len(filled) > MOST_COLUMNS:
            raise ImportRefused(
                {f"rad {number}": f"Har för många kolumner. Tillåtet: högst {MOST_COLUMNS}."}
            )
        if filled:
            yield number, tuple(filled)


def _at_most(rows: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows; ImportRefused as soon as there are too many, without reading on."""
    for count, row in enumerate(rows):
        if count > MOST_ROWS:
            raise ImportRefused({"filen": f"Har för många rader. Tillåtet: högst {MOST_ROWS}."})
        yield row


def as_csv(sheet: Sheet) -> str:
    """Return the table as CSV that reads back as the same table, each row with the number
    it had.
    """
    rows = {sheet.rubrikrad: sheet.rubriker, **sheet.rader}
    text = StringIO()
    written = csv.writer(text, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
    written.writerows(rows.get(number, ()) for number in range(1, max(rows) + 1))
    return text.getvalue()


def letter(place: int) -> str:
    """Return what a spreadsheet calls a column, the first being 0: A, B, … Z, AA."""
    place, last = divmod(place, _LETTERS)
    return (letter(place - 1) if place else "") + chr(ord("A") + last)
