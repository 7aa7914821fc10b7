"""Every date the program works out: working days, last days, quarters, reminders and plans
backwards from a meeting.

Pure arithmetic. Nothing here reads a clock: ``today`` and ``now`` come from the outermost layer.
Days are days in Europe/Stockholm, instants are aware and in UTC. A last day includes its whole day.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holidays import country_holidays

from models.text import in_form
from models.vocabulary import FristForm
from workflows.ground.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MANADER = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
# People plan in these years; the list of holidays ends with 2100, so that a plan from the last one
# is still right.
FIRST_YEAR, LAST_YEAR = 2000, 2099
YEAR = 12  # months

_ONE_DAY = timedelta(days=1)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(?:q|kvartal )([1-4]) (\d{4})", re.ASCII)
_LONGEST = 200  # characters
_ALLOWED = (
    "Tillåtet: ett datum (2026-12-11), ett kvartal (Q2 2026), nasta_mote, arligen, "
    "månader (april, november) eller tills_vidare."
)


@cache
def _days_off(year: int) -> frozenset[date]:
    # "de_facto" adds midsommarafton, julafton and nyårsafton: no red days, but nobody works.
    return frozenset(country_holidays("SE", years=year, categories=("public", "de_facto")))


def is_working_day(day: date) -> bool:
    """Tell whether people are at work: Monday to Friday and no Swedish holiday or eve that is free
    in practice.
    """
    return day.isoweekday() <= 5 and day not in _days_off(day.year)  # noqa: PLR2004 - Friday


@cache
def _working_days(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    return tuple(
        day for n in range(366) if is_working_day(day := first + n * _ONE_DAY) and day.year == year
    )


def add_working_days(day: date, n: int) -> date:
    """Return the n-th working day after the day, before it when n is negative, and the day itself
    when n is 0.
    """
    if n == 0:
        return day
    year = day.year
    place = (
        bisect_right(_working_days(year), day) + n - 1
        if n > 0
        else bisect_left(_working_days(year), day) + n
    )
    while place < 0:
        year -= 1
        place += len(_working_days(year))
    while place >= len(_working_days(year)):
        place -= len(_working_days(year))
        year += 1
    return _working_days(year)[place]


def working_days_between(start: date, end: date) -> int:
    """Count the working days stepped from start to end: start itself not counted, end counted;
    negative backwards.

    It undoes ``add_working_days``: ``working_days_between(d, add_working_days(d, n)) == n``.
    """
    first, last, place = (start, end, bisect_right) if end >= start else (end, start, bisect_left)
    whole_years = sum(len(_working_days(year)) for year in range(first.year, last.year))
    passed = (
        whole_years
        + place(_working_days(last.year), last)
        - place(_working_days(first.year), first)
    )
    return passed if end >= start else -passed


def next_working_day(day: date) -> date:
    """Return the day itself when it is a working day, otherwise the first one after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def last_working_day(day: date) -> date:
    """Return the day itself when it is a working day, otherwise the last one before it."""
    return day if is_working_day(day) else add_working_days(day, -1)


def digest_day(weekday: int, today: date) -> date:
    """Return the latest chosen weekday (1–5) whose letter has its day by today: a working day, or
    the next one.
    """
    chosen = today - timedelta(days=(today.isoweekday() - weekday) % 7)
    return chosen if next_working_day(chosen) <= today else chosen - timedelta(days=7)


def at(day: date, klockslag: time) -> datetime:
    """Return the instant (aware, UTC) when clocks in Stockholm show the time of day on that day."""
    return datetime.combine(day, klockslag, tzinfo=STOCKHOLM).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """Return the date in Stockholm at an instant. ValueError when the instant is naive."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} saknar tidszon.")
    return moment.astimezone(STOCKHOLM).date()


def within_calendar(day: date) -> date:
    """Return the day; ValueError (Swedish) when its year is none that people plan in."""
    _known_year(day.year)
    return day


def _known_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"År {year:04} går inte att använda. Tillåtet: {FIRST_YEAR}–{LAST_YEAR}.")
    return year


def day_before(day: date, days: int) -> date:
    """Return a day so many calendar days earlier."""
    return day - timedelta(days=days)


def day_after(day: date, days: int) -> date:
    """Return a day so many calendar days later."""
    return day + timedelta(days=days)


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day when it has no such day."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, end_of_month(year, month + 1).day))


def months_on(day: date, months: int, first: date) -> date:
    """Return the day so many months from one in a row of days that began with ``first``.

    Its place in the month is the first one's, never that of the last result: the day with the same
    number, or the month's last where there is none such; what began at a month's end stays there.
    """
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    last = end_of_month(year, month + 1)
    if first == end_of_month(first.year, first.month):
        return last
    return last.replace(day=min(first.day, last.day))


def end_of_month(year: int, month: int) -> date:
    """Return the last calendar day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def week_ends(first: date, last: date) -> list[date]:
    """Return the Sundays from the first day on that lie before the last."""
    sunday = first + timedelta(days=7 - first.isoweekday())
    return [sunday + timedelta(weeks=n) for n in range(-((sunday - last).days // 7))]


def quarter_end(year: int, quarter: int) -> date:
    """Return the last calendar day of quarter 1–4."""
    return end_of_month(year, 3 * quarter)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is wanted: a day, or months (1–12, ascending) that come back, or neither.

    ``months`` is empty for what comes back once a year counted from when it was made.
    """

    slag: FristForm
    day: date | None = None
    months: tuple[int, ...] = ()


def parse_due(text: str) -> Due:
    """Read what a decision says about time: "2023-12-08", "Q2 2026", "nasta_mote", "arligen",
    "april,november" ….

    Capitals, spaces, underscores and å ä ö are read as people write them. ValueError (Swedish) says
    what is allowed.
    """
    plain = _plain(text) if len(text) <= _LONGEST else ""
    due = _WORDS.get(plain) or _day_due(plain) or _months_due(plain)
    if due is None:
        raise ValueError(f"{quoted(text)} går inte att läsa som en tid. {_ALLOWED}")
    return due


_WORDS = {
    "nasta mote": Due(FristForm.NASTA_MOTE),
    "arligen": Due(FristForm.ATERKOMMANDE),
    "tills vidare": Due(FristForm.TILLS_VIDARE),
}


def _plain(text: str) -> str:
    letters = in_form(text.casefold().replace("_", " "), "NFKD")
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _day_due(plain: str) -> Due | None:
    if quarter := _QUARTER.fullmatch(plain):
        # What is to be done within a quarter is done by its last day at work, påskdagen or not.
        day = last_working_day(quarter_end(_known_year(int(quarter[2])), int(quarter[1])))
        return Due(FristForm.KVARTAL, day)
    return Due(FristForm.DATUM, parse_day(plain)) if _DATE.fullmatch(plain) else None


def parse_day(text: str) -> date:
    """Read a date written 2026-12-11; ValueError (Swedish) for every other form, also those that
    libraries accept.
    """
    parts = _DATE.fullmatch(text.strip())
    if parts is None:
        raise ValueError(
            f"{quoted(text)} går inte att läsa som ett datum. Tillåtet: till exempel 2026-12-11."
        )
    year = _known_year(int(parts[1]))
    try:
        return date(year, int(parts[2]), int(parts[3]))
    except ValueError:
        raise ValueError(
            f"{quoted(text)} finns inte i kalendern. Tillåtet: till exempel 2026-12-11."
        ) from None


def _months_due(plain: str) -> Due | None:
    names = [name.strip() for name in re.split(r",|\boch\b", plain)]
    if not all(name in MANADER for name in names):
        return None
    return Due(
        FristForm.ATERKOMMANDE, months=tuple(sorted({MANADER.index(name) + 1 for name in names}))
    )


def next_occurrence(months: tuple[int, ...], after: date) -> date:
    """Return the first last-day-of-a-month in the months (1–12) that lies after the day.

    Without months it is one year later (28 February after a leap day).
    """
    if not months:
        return date(
            after.year + 1,
            after.month,
            min(after.day, end_of_month(after.year + 1, after.month).day),
        )
    days = (
        end_of_month(year, month)
        for year in (after.year, after.year + 1)
        for month in sorted(months)
    )
    return next(day for day in days if day > after)


def previous_occurrence(months: tuple[int, ...], before: date) -> date:
    """Return the latest last-day-of-a-month in the months (1–12) that lies before the day.

    Without months it is one year earlier (28 February before a leap day).
    """
    if not months:
        return date(
            before.year - 1,
            before.month,
            min(before.day, end_of_month(before.year - 1, before.month).day),
        )
    days = (
        end_of_month(year, month)
        for year in (before.year, before.year - 1)
        for month in sorted(months)[::-1]
    )
    return next(day for day in days if day < before)


def rungs(frist_day: date, ladder: Iterable[int], made: date) -> list[tuple[int, date]]:
    """Return (offset, day) for each rung of the reminder ladder, earliest first; offsets in working
    days.

    Only rungs after the day the frist was made: that day its owner was told anyway, and earlier
    ones never fire.
    """
    steps = ((offset, add_working_days(frist_day, offset)) for offset in sorted(ladder))
    return [(offset, day) for offset, day in steps if day > made]


def last_day_reached(offset: int, today: date) -> date:
    """Return the latest last day for which a rung of the ladder is reached today."""
    day = add_working_days(today, -offset)
    while add_working_days(day, offset) > today:
        day = day_before(day, 1)
    while add_working_days(day_after(day, 1), offset) <= today:
        day = day_after(day, 1)
    return day


def earliest_answer_day(opened: date, days: int) -> date:
    """Return the earliest last day of a remiss opened on the day, given its shortest time in
    calendar days.
    """
    return day_after(opened, days)


def proposed_answer_day(opened: date, days: int) -> date:
    """Return the last day a form proposes for such a remiss: the earliest that is a working day,
    for nobody answers on långfredag or påskdagen.
    """
    return next_working_day(earliest_answer_day(opened, days))
