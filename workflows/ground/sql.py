"""Days inside statements."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, cast, func

from workflows.ground.deadlines import STOCKHOLM


def stockholm_day(moment: ColumnElement[datetime]) -> ColumnElement[date]:
    """Return the date in Stockholm at an instant, as ``day_of`` does outside a statement."""
    return cast(func.timezone(STOCKHOLM.key, moment), Date)
