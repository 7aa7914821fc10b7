"""How dates, times, numbers and lists are written in Swedish; pages, mails and papers say them with
the same words.

Days are plain dates. Instants are aware and written as clocks in Stockholm show them. Spaces in
dates are plain, so that the text can be searched for and quoted; the space that groups digits is a
no-break space.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from workflows.ground.deadlines import MANADER, STOCKHOLM, day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

VECKODAGAR = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
KORTA_VECKODAGAR = tuple(name[:3] for name in VECKODAGAR)
KORTA_MANADER = (
    "jan",
    "feb",
    "mars",
    "apr",
    "maj",
    "juni",
    "juli",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
_RAKNEORD = (
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
# Nothing is counted further for a list or a menu: how many thousands there are serves nobody, and
# counting them takes longer than reading the page.
COUNTED_TO = 1000


def _date(day: date) -> date:
    # A datetime is a date to Python; its day depends on the zone, so it goes through Stockholm.
    return day_of(day) if isinstance(day, datetime) else day


def dag(day: date) -> str:
    """Write a day with its weekday, short: "fre 11 dec 2026"."""
    day = _date(day)
    return f"{KORTA_VECKODAGAR[day.weekday()]} {day.day} {KORTA_MANADER[day.month - 1]} {day.year}"


def kort_dag(day: date) -> str:
    """Write a day whose year is plain from what stands around it: "11 dec"."""
    day = _date(day)
    return f"{day.day} {KORTA_MANADER[day.month - 1]}"


def lang_dag(day: date) -> str:
    """Write a day for running text: "22 november 2026"."""
    day = _date(day)
    return f"{day.day} {MANADER[day.month - 1]} {day.year}"


def full_dag(day: date) -> str:
    """Write a day in full with its weekday: "tisdag 14 november 2023"."""
    day = _date(day)
    return f"{VECKODAGAR[day.weekday()]} {lang_dag(day)}"


def vecka(day: date) -> str:
    """Write the week of a day: "v. 47"."""
    return f"v. {_date(day).isocalendar().week}"


def datum(day: date) -> str:
    """Write a day for a table: "2026-11-22"."""
    return _date(day).isoformat()


def _clock(moment: datetime | time) -> str:
    if isinstance(moment, datetime):
        day_of(moment)  # refuses a naive instant
        moment = moment.astimezone(STOCKHOLM)
    return f"{moment.hour}.{moment.minute:02}"


def klockslag(start: datetime | time, end: datetime | time | None = None) -> str:
    """Write a time of day, "kl. 9.12", or from one to another, "kl. 9.00–15.30"."""
    return f"kl. {_clock(start)}" if end is None else f"kl. {_clock(start)}–{_clock(end)}"


def tid(moment: datetime) -> str:
    """Write an instant: "10 november 2023 kl. 9.12". ValueError when it is naive."""
    return f"{lang_dag(moment)} {klockslag(moment)}"


def tal(number: float | Decimal, decimals: int | None = None) -> str:
    """Write a number with a comma and grouped digits: "12 345,6".

    ``decimals`` rounds half away from zero; without it the number is written as it is. ValueError
    when not finite.
    """
    value = Decimal(str(number))
    if not value.is_finite():
        raise ValueError(f"{number} går inte att skriva som ett tal.")
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(value):,f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS if value < 0 else ''}{digits}"


def hur_manga(number: int) -> str:
    """Write how many there are of what is counted no further than ``COUNTED_TO``: "fler än
    1 000".
    """
    return tal(number) if number <= COUNTED_TO else f"fler än {tal(COUNTED_TO)}"


def rakneord(number: int) -> str:
    """Write a count of things (not common gender "en") in running text: "två", from thirteen on
    with digits.
    """
    return _RAKNEORD[number] if 0 <= number < len(_RAKNEORD) else tal(number)


def antal(number: int, en: str, flera: str) -> str:
    """Write a count with its noun in singular or plural: "1 åtagande", "2 åtaganden"."""
    return f"{tal(number)} {en if number == 1 else flera}"


def stor(text: str) -> str:
    """Write a text as a sentence begins: its first letter large, the others as they were, also in a
    mark (⟨au⟩).
    """
    at = 1 if text.startswith("⟨") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def inuti(text: str) -> str:
    """Return a name as it stands inside a sentence: "Socialnämnden" small, "KS" as it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def uppraknat(words: Iterable[str], sist: str = "och") -> str:
    """Write a list as people say it: "Ekby, Åmark och Östan"; an empty one is an empty string.

    ``sist`` is the word before the last one. Where a name has a comma of its own, such as a title,
    what stands between them is a semicolon: "Chef, Ekby; chef, Åmark; och chef, Östan".
    """
    *first, last = list(words) or [""]
    if first and any(", " in word for word in (*first, last)):
        return f"{'; '.join(first)}; {sist} {last}"
    return f"{', '.join(first)} {sist} {last}" if first else last
