"""Words of our own tables, and days, inside statements."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, String, cast, func, literal_column

from workflows.ground.deadlines import STOCKHOLM


def fixed(word: str) -> ColumnElement[str]:
    """Return a word of our own tables as it stands in the statement: sent anew for every step it
    would cost more.
    """
    return literal_column(f"'{word}'", String)


def stockholm_day(moment: ColumnElement[datetime]) -> ColumnElement[date]:
    """Return the date in Stockholm at an instant, as ``day_of`` does outside a statement."""
    return cast(func.timezone(STOCKHOLM.key, moment), Date)
