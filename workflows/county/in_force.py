"""Which uppdrag hold on a day and who is away then, as conditions of a query; both days are
included.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, FromClause, and_, or_

Day = date | ColumnElement[date]


def in_force(uppdrag: FromClause, day: Day) -> ColumnElement[bool]:
    """Tell whether an uppdrag holds on the day."""
    return and_(uppdrag.c.from_ <= day, not_ended(uppdrag, day))


def not_ended(uppdrag: FromClause, day: Day) -> ColumnElement[bool]:
    """Tell whether an uppdrag holds on the day or is still to begin."""
    return or_(uppdrag.c.tom.is_(None), uppdrag.c.tom >= day)


def away(franvaro: FromClause, day: Day) -> ColumnElement[bool]:
    """Tell whether an absence covers the day."""
    return and_(franvaro.c.from_ <= day, franvaro.c.tom >= day)
