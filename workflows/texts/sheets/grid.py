"""A sheet before anybody knows which of its rows are headings, and what must be asked about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from models.text import is_blank, plain
from workflows.ground.wording import quoted

# What stands in a cell whose formula the file holds no value of; it looks as a spreadsheet's own
# complaints do.
NOT_WORKED_OUT = "#OUTRÄKNAD!"
# How many of a row's cells are headings that are known.
Known = Callable[[Sequence[str]], int]
_SEARCHED = 30  # rows in which the headings are looked for
_A_TABLE = 2  # headings make a row one of headings; one may be a word by chance
_SHOWN = 4  # examples in a question
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are shown as one: rows from 1, columns from 0, the last of each included."""

    first_row: int
    last_row: int
    first: int
    last: int

    @property
    def name(self) -> str:
        """What a spreadsheet calls them."""
        return f"{letter(self.first)}{self.first_row}:{letter(self.last)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet by their numbers; ``namn`` is "" for a text file, which has no sheets.

    ``down`` are those of the merged cells whose value has been put on each of their rows, and
    ``too_long`` is the number of the row at which reading stopped.
    """

    namn: str
    rows: Mapping[int, list[str]]
    merged: tuple[Merged, ...] = ()
    down: tuple[Merged, ...] = ()
    too_long: int = 0

    def filled(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that say anything, without the empty cells at their ends."""
        for number, row in sorted(self.rows.items()):
            if short := trimmed(row):
                yield number, short

    def spread(self) -> Grid:
        """Return the sheet with the value of cells that are merged downwards on each of their rows
        that says anything besides.
        """
        rows = {number: list(row) for number, row in self.rows.items()}
        down = []
        for one in self.merged:
            value = self.value(one)
            below = range(one.first_row + 1, one.last_row + 1)
            said = [number for number in below if trimmed(self.rows.get(number, []))]
            if one.first == one.last and said and not is_blank(value):
                down.append(one)
                for number in said:
                    _put(rows[number], one.first, value)
        return replace(self, rows=rows, down=tuple(down))

    def value(self, one: Merged) -> str:
        """Return what merged cells say."""
        row = self.rows.get(one.first_row, [])
        return row[one.first] if one.first < len(row) else ""

    def headings(self, known: Known) -> int:
        """Return the number of the row of headings: the one that has most of those that are known,
        else the first that says anything; 0 in an empty sheet.
        """
        rows = dict(islice(self.filled(), _SEARCHED))
        first = next(iter(rows), 0)
        best = max(rows, key=lambda number: (known(rows[number]), -number), default=0)
        if not best or known(rows[best]) < _A_TABLE:
            return first
        return best


def questions(grid: Grid, headings: int, others: Sequence[Grid]) -> Iterator[str]:
    """Yield what is there and is not read as it stands, in words, so that somebody can say that it
    shall be so.
    """
    if above := [_told(number, row) for number, row in grid.filled() if number < headings]:
        yield f"Ovanför rubrikerna på rad {headings} står {_some(above)}. Det läses inte."
    down = [_merged(grid, one) for one in grid.down if one.last_row > headings]
    across = [
        _merged(grid, one)
        for one in grid.merged
        if one.first < one.last and one.last_row >= headings and not is_blank(grid.value(one))
    ]
    if down:
        yield f"Sammanslagna celler: {_some(down)}. Värdet läses på varje rad."
    if across:
        yield (
            f"Sammanslagna celler: {_some(across)}. Värdet läses bara i den första kolumnen, och"
            " de andra är tomma."
        )
    for other in others:
        if count := sum(1 for _ in other.filled()):
            more = "fler än " if other.too_long else ""
            rows = "1 rad" if count == 1 else f"{more}{count} rader"
            yield (
                f"Bladet {quoted(grid.namn)} läses. Bladet {quoted(other.namn)} har {rows} som inte"
                " läses."
            )


def _merged(grid: Grid, one: Merged) -> str:
    return f"{one.name} ({quoted(plain(grid.value(one)))})"


def _told(number: int, row: Sequence[str]) -> str:
    said = next(cell for cell in row if not is_blank(cell))
    return f"{quoted(plain(said))} på rad {number}"


def _some(examples: Sequence[str]) -> str:
    shown, left = examples[:_SHOWN], len(examples) - _SHOWN
    return ", ".join(shown) + (f" och {left} till" if left > 0 else "")


def _put(row: list[str], place: int, value: str) -> None:
    row.extend([""] * (place + 1 - len(row)))
    row[place] = value


def trimmed(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end: spreadsheets write one for every column they
    once had.
    """
    return row[: max((place for place, one in enumerate(row, 1) if not is_blank(one)), default=0)]


def letter(place: int) -> str:
    """Return what a spreadsheet calls a column, the first being 0: A, B, … Z, AA."""
    place, last = divmod(place, _LETTERS)
    return (letter(place - 1) if place else "") + chr(ord("A") + last)
