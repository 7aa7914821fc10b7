"""XLSX: the first sheet of a workbook as it is shown, formulas as the values they had when it was
saved.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO

from workflows.texts.packed import is_packed
from workflows.texts.sheets.refusal import ImportRefused

BEGINS = b"PK\x03\x04"
# Bytes when unpacked. Sheets of this size have some two thousand rows; the rest is fonts, pictures
# and colours.
_LARGEST_UNPACKED = 20 * 1024 * 1024
_LAST_ROW = 10_000  # empty ones count: a file may claim that its only row is the last of a million
_UNREADABLE = {
    "filen": (
        "Går inte att läsa som Excel. Spara den som .xlsx utan makron och lösenord, eller som CSV."
    )
}


def excel_records(content: bytes, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet, their first ``columns`` cells as text. ImportRefused for
    what is no workbook.

    A workbook is a packed folder: one that would swell past the limit is never unpacked.
    """
    if not is_packed(content, "xl/workbook.xml", largest=_LARGEST_UNPACKED):
        raise ImportRefused(_UNREADABLE)
    try:
        yield from _rows(content, columns)
    except ImportRefused:
        raise
    except (
        Exception
    ) as error:  # the library promises nothing about what it raises for a broken file
        raise ImportRefused(_UNREADABLE) from error


def _rows(content: bytes, columns: int) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and rarely used

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about decorations that are not read
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(min_row=1, max_row=_LAST_ROW, max_col=columns, values_only=True)
        for number, row in enumerate(rows, 1):
            if number == _LAST_ROW:
                raise ImportRefused(
                    {f"rad {number}": "Bladet är för långt. Kopiera raderna till ett nytt blad."}
                )
            yield number, [_text(value) for value in row]
    finally:
        book.close()


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
