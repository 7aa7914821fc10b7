"""A list as a file that spreadsheets open: semicolons, a byte order mark, and no cell that is run
as a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Final

from starlette.responses import Response

from api.shared.worded import Worded
from workflows.ground.words import datum, klockslag

# A text that begins so is a formula to a spreadsheet.
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_fil(namn: str, rubriker: Sequence[str], rader: Iterable[Sequence[object]]) -> Response:
    """Answer with a file of that name; cells are texts, numbers, days, instants, truths or None."""
    text = StringIO()
    written = csv.writer(text, delimiter=";")
    written.writerow(rubriker)
    written.writerows([cell(value) for value in row] for row in rader)
    headers = {"Content-Disposition": f'attachment; filename="{namn}.csv"'}
    return Worded(
        text.getvalue().encode("utf-8-sig"), headers=headers, media_type="text/csv; charset=utf-8"
    )


def cell(value: object) -> str:
    """Write a cell; a text that a spreadsheet would run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return f"{datum(value)} {klockslag(value).removeprefix('kl. ')}"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RUNS) else value
    return datum(value) if isinstance(value, date) else str(value)
