"""The register as a picture: one row for each agreement, a bar for as long as it holds, marks for
the days that come.

Places are percentages of the picture's width, so that it fits a phone and a paper with letters of
the same size; the list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from api.web.frame.shown import Shape
from models.lagen import AvtalLage
from models.vocabulary import Forlangning
from workflows.avtal.days import Dagslag, last_valid_day
from workflows.avtal.list import AvtalRad
from workflows.ground.deadlines import day_after
from workflows.ground.words import dag, datum

YEARS_BACK, YEARS_AHEAD = 2, 4
ROW, HEAD = 46, 30  # pixels
MANY, SOON = 12, 365  # agreements that all have a place in the picture; days
_LONGEST = 38  # signs of a name, which must fit a phone
_MARKS = {
    Dagslag.OVERSYN: "oversyn",
    Dagslag.UPPSAGNING: "uppsagning",
    Dagslag.UPPHOR: "slut",
    Dagslag.NY_PERIOD: "slut",
}


def picture(rows: Sequence[AvtalRad], today: date) -> Shape:
    """Return the picture of some agreements for avtal/bild.html.

    Many bars of one length say nothing: of many agreements those have the picture where something
    comes within a year, and ``resten`` is a picture of the others, to unfold.
    """
    until = day_after(today, SOON)
    soon = [one for one in rows if len(rows) <= MANY or _comes(one, today, until)]
    rest = [one for one in rows if one not in soon] if soon else []
    drawn = _drawn(soon or rows, today)
    if rest:
        drawn["resten"] = {**_drawn(rest, today), "antal": len(rest), "fram_till": until}
    return drawn


def _comes(row: AvtalRad, today: date, until: date) -> bool:
    """Tell whether a day of an agreement comes, or has passed with something left to do."""
    return any(one.dag <= until for one in row.dagar) or (
        row.galler_fran is not None and today < row.galler_fran
    )


def _drawn(rows: Sequence[AvtalRad], today: date) -> Shape:
    scale = Skala(date(today.year - YEARS_BACK, 1, 1), date(today.year + YEARS_AHEAD, 1, 1))
    years = range(scale.fran.year, scale.till.year)
    return {
        "ar": [{"x": scale.x(date(year, 1, 1)), "text": str(year)} for year in years],
        "idag": scale.x(today),
        "resten": None,
        "idag_text": dag(today),
        "hojd": HEAD + ROW * len(rows),
        "huvud": HEAD,
        "rader": [_row(row, scale, HEAD + ROW * place) for place, row in enumerate(rows)],
        "text": (
            f"Tidslinje {years[0]}–{years[-1]} för {len(rows)} avtal. Tabellen ovanför säger samma"
            " sak."
        ),
    }


class Skala:
    """From a day to its place in the picture."""

    def __init__(self, fran: date, till: date) -> None:
        self.fran, self.till = fran, till

    def share(self, day: date) -> float:
        """Return how far from the left edge a day lies, 0–100; days outside lie on the edge."""
        return min(100.0, max(0.0, 100 * (day - self.fran) / (self.till - self.fran)))

    def x(self, day: date) -> str:
        """Return the place as SVG writes it."""
        return f"{self.share(day):.2f}%"

    def bar(self, first: date, last: date) -> Shape | None:
        """Return the place and width of a bar from one day through another; None when nothing of it
        is seen.
        """
        start, end = self.share(first), self.share(last + timedelta(days=1))
        return {"x": f"{start:.2f}%", "bredd": f"{end - start:.2f}%"} if end > start else None


def _row(row: AvtalRad, scale: Skala, y: int) -> Shape:
    name = row.rubrik if len(row.rubrik) <= _LONGEST else f"{row.rubrik[: _LONGEST - 1].rstrip()}…"
    begins, ends = row.galler_fran, _ends(row)
    held = scale.bar(begins, ends or scale.till) if begins else None
    open_end = ends is None or row.forlangning is Forlangning.AUTOMATISK
    after = (
        scale.bar(max(ends, scale.fran), scale.till)
        if ends and begins and open_end and _lives(row)
        else None
    )
    return {
        "namn": name,
        "y": y,
        "balk": held,
        "sedan": after,
        "slag": row.lage.value,
        "marken": list(_marks(row, scale)),
        "oppen": ends is None and _lives(row),
    }


def _lives(row: AvtalRad) -> bool:
    return row.lage is not AvtalLage.UPPHORT


def _ends(row: AvtalRad) -> date | None:
    return row.giltig_till if _lives(row) else last_valid_day(row.fakta)


def _marks(row: AvtalRad, scale: Skala) -> Iterator[Shape]:
    for one in row.dagar:
        if one.slag in _MARKS and scale.fran <= one.dag < scale.till:
            yield {
                "slag": _MARKS[one.slag],
                "x": scale.x(one.dag),
                "text": f"{one.ord}: {datum(one.dag)}",
            }
