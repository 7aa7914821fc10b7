"""A list as a file that spreadsheets open: semicolons, a byte order mark, and no cell that is run
as a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import SEEK_END, StringIO
from itertools import chain
from typing import Final

from starlette.responses import Response

from api.shared.worded import WordedStream
from workflows.ground.words import datum, klockslag

# A text that begins so is a formula to a spreadsheet.
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_PIECE: Final = 32 * 1024  # characters


def csv_fil(namn: str, rubriker: Sequence[str], rader: Iterable[Sequence[object]]) -> Response:
    """Answer with a file of that name; cells are texts, numbers, days, instants, truths or None.

    It leaves as the rows come, and no more of it is held than a piece. The first comes before there
    is an answer: a filter that means nothing is still said as on a page.
    """
    pieces = _pieces(rubriker, rader)
    first = next(pieces)
    return WordedStream(
        chain([first], pieces),
        headers={"Content-Disposition": f'attachment; filename="{namn}.csv"'},
        media_type="text/csv; charset=utf-8",
    )


def _pieces(rubriker: Sequence[str], rader: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the file in pieces of whole rows."""
    text = StringIO("\ufeff")  # the byte order mark
    text.seek(0, SEEK_END)
    written = csv.writer(text, delimiter=";")
    written.writerow(rubriker)
    for row in rader:
        written.writerow([cell(value) for value in row])
        if text.tell() >= _PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


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
