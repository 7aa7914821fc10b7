"""Whole months forward, and the day before."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

_YEAR = 12


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day when it has no such day."""
    index = day.year * _YEAR + day.month - 1 + months
    year, month = divmod(index, _YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_before(day: date, days: int) -> date:
    """Return a day so many calendar days earlier."""
    return day - timedelta(days=days)
