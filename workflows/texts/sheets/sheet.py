"""One table with a row of headings, whichever kind of file it came in."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from models import limits
from workflows.texts.sheets.excel import BEGINS, excel_grids
from workflows.texts.sheets.grid import Grid, Known, questions
from workflows.texts.sheets.plain import csv_grid, decoded
from workflows.texts.sheets.refusal import ImportRefused

MOST_ROWS = 2_000
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings, the number of their row, and the rows below that say anything, by their
    numbers.

    ``fragor`` say what else is in the file, or stands otherwise there: somebody must say that it
    shall be read so.
    """

    rubrikrad: int
    rubriker: tuple[str, ...]
    rader: Mapping[int, tuple[str, ...]]
    fragor: tuple[str, ...] = ()


def _none_known(_row: Sequence[str]) -> int:
    return 0


def read_sheet(content: bytes | str, known: Known = _none_known) -> Sheet:
    """Read a file, or the text of one. ImportRefused says why not.

    The headings are the row that has most of those that are known, in whichever sheet it stands;
    where none is, the first row that says anything.
    """
    if len(content) > limits.FIL_BYTES:
        raise ImportRefused(
            {"filen": f"Är för stor. Tillåtet: högst {limits.FIL_BYTES // 1024 // 1024} MB."}
        )
    grid, others = _chosen(_grids(content, known), known)
    headings = grid.headings(known)
    found = dict(_at_most(grid, headings))
    if not headings:
        raise ImportRefused({"filen": "Är tom."})
    return Sheet(headings, found.pop(headings), found, tuple(questions(grid, headings, others)))


def _grids(content: bytes | str, known: Known) -> list[Grid]:
    if isinstance(content, bytes) and content.startswith(BEGINS):
        return [one.spread() for one in excel_grids(content, MOST_COLUMNS + 1)]
    return [csv_grid(content if isinstance(content, str) else decoded(content), known)]


def _chosen(grids: Sequence[Grid], known: Known) -> tuple[Grid, list[Grid]]:
    """Return the sheet that has most headings, the first that says anything where none has, and
    the others.
    """

    def fits(grid: Grid) -> tuple[int, bool]:
        number = grid.headings(known)
        return known(grid.rows.get(number, [])), bool(number)

    best = max(grids, key=fits)
    return best, [one for one in grids if one is not best]


def _at_most(grid: Grid, headings: int) -> dict[int, tuple[str, ...]]:
    """Return the rows from the headings on; ImportRefused as soon as there are too many, or they
    are too wide.
    """
    if grid.too_long:
        raise ImportRefused(
            {f"rad {grid.too_long}": "Bladet är för långt. Kopiera raderna till ett nytt blad."}
        )
    found: dict[int, tuple[str, ...]] = {}
    for number, row in grid.filled():
        if len(row) > MOST_COLUMNS:
            raise ImportRefused(
                {f"rad {number}": f"Har för många kolumner. Tillåtet: högst {MOST_COLUMNS}."}
            )
        if len(found) > MOST_ROWS:
            raise ImportRefused({"filen": f"Har för många rader. Tillåtet: högst {MOST_ROWS}."})
        if number >= headings:
            found[number] = tuple(row)
    return found


def as_csv(sheet: Sheet) -> str:
    """Return the table as CSV that reads back as the same table, each row with the number
    it had.
    """
    rows = {sheet.rubrikrad: sheet.rubriker, **sheet.rader}
    text = StringIO()
    written = csv.writer(text, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
    written.writerows(rows.get(number, ()) for number in range(1, max(rows) + 1))
    return text.getvalue()
