"""What stands in the sheets of a workbook, with what its file says of cells that look empty."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final, TypeAlias

from openpyxl import load_workbook
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from workflows.texts.sheets.grid import NOT_WORKED_OUT, Grid, Merged

# What the library reads and its types say nothing of.
Theirs: TypeAlias = Any
Cell: TypeAlias = dict[str, Theirs]
# Empty ones count: a file may claim that its only row is the last of a million.
_LAST_ROW: Final = 10_000


class _Cells(WorkSheetParser):
    """Reads a sheet and keeps which cells are merged, which the library's own reader drops."""

    def parse_cell(self, element: Theirs) -> Cell:
        """Return a cell; a formula whose value the file does not hold says so."""
        cell: Cell = super().parse_cell(element)
        is_text = element.get("t") == "str"  # a formula that gave an empty text
        if cell["value"] is None and not is_text and element.find(FORMULA_TAG) is not None:
            cell["value"] = NOT_WORKED_OUT
        return cell


def grids_of(content: bytes, columns: int) -> Iterator[Grid]:
    """Yield the sheets that people see, their first ``columns`` columns as text.

    Formulas are the values they had when the file was saved. Whatever the library raises for a
    broken file passes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about decorations that are not read
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
            yield from (_grid(book, one, columns) for one in sheets or book.worksheets)
        finally:
            book.close()


def _grid(book: Theirs, sheet: Theirs, columns: int) -> Grid:
    with sheet._get_source() as source:  # noqa: SLF001 - as the library's own reader does
        cells = _Cells(
            source,
            sheet._shared_strings,  # noqa: SLF001 - and so on
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        rows: dict[int, list[str]] = {}
        for number, row in cells.parse():
            if number >= _LAST_ROW:
                return Grid(sheet.title, rows, too_long=number)
            rows[number] = _row(row, columns)
    merged = cells.merged_cells.mergeCell if cells.merged_cells else ()
    ranges = [Merged(one.min_row, one.max_row, one.min_col - 1, one.max_col - 1) for one in merged]
    ranges.sort(key=lambda one: (one.first_row, one.first))
    return Grid(sheet.title, rows, tuple(ranges))


def _row(cells: list[Cell], columns: int) -> list[str]:
    """Return a row of the file, which lists only cells that it has, as one with a text in each
    place.
    """
    found = {cell["column"]: text for cell in cells if (text := _text(cell["value"]))}
    last = min(max(found, default=0), columns)
    return [found.get(column, "") for column in range(1, last + 1)]


def _text(value: object) -> str:
    """Return a cell as it would be written in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
