"""XLSX: the sheets of a workbook as they are shown, refused in words where the file is broken."""

from __future__ import annotations

from workflows.texts.packed import is_packed
from workflows.texts.sheets.grid import Grid
from workflows.texts.sheets.refusal import ImportRefused

BEGINS = b"PK\x03\x04"
# Bytes when unpacked. Sheets of this size have some two thousand rows; the rest is fonts, pictures
# and colours.
_LARGEST_UNPACKED = 20 * 1024 * 1024
_UNREADABLE = {
    "filen": (
        "Går inte att läsa som Excel. Spara den som .xlsx utan makron och lösenord, eller som CSV."
    )
}


def excel_grids(content: bytes, columns: int) -> list[Grid]:
    """Return the sheets, their first ``columns`` columns as text. ImportRefused for what is no
    workbook.

    A workbook is a packed folder: one that would swell past the limit is never unpacked.
    """
    if not is_packed(content, "xl/workbook.xml", largest=_LARGEST_UNPACKED):
        raise ImportRefused(_UNREADABLE)
    from workflows.texts.sheets.workbook import (  # noqa: PLC0415 - slow to import, rarely used
        grids_of,
    )

    try:
        found = list(grids_of(content, columns))
    except (
        Exception
    ) as error:  # the library promises nothing about what it raises for a broken file
        raise ImportRefused(_UNREADABLE) from error
    if not found:
        raise ImportRefused(_UNREADABLE)
    return found
