"""The day that comes next in an agreement's life as the database says it: what ``days`` says, as
an expression. A test holds the one against the other.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Date, Interval, and_, case, cast, func, or_, select

from models.avtal import Avtal, Avtalspart, Avtalsversion
from models.base import table_of
from models.lagen import AvtalLage
from models.sak import Sak
from models.vocabulary import Forlangning, PartSlag

_AV, _S, _V, _P = (table_of(model) for model in (Avtal, Sak, Avtalsversion, Avtalspart))
_IN_FORCE = _S.c.lage == AvtalLage.I_KRAFT


def next_day(today: date) -> ColumnElement[date]:
    """Return the day that comes next, of a statement that reads ``avtal`` with its ``sak``; the
    last day there is when none does.
    """
    begins = select(func.min(_V.c.galler_fran)).where(
        _V.c.avtal_id == _AV.c.id, _V.c.galler_fran > today
    )
    reviewed = case((_IN_FORCE, _AV.c.oversyn))
    days = func.least(
        begins.correlate(_AV).scalar_subquery(),
        _parties(today),
        reviewed,
        _AV.c.giltig_till,
    )
    lives = _S.c.lage != AvtalLage.UPPHORT
    return func.coalesce(case((lives, days)), date.max, type_=Date)


def _parties(today: date) -> ColumnElement[date]:
    """Return the first day that a party leaves, or may say last that it does, among those bound."""
    months = func.coalesce(_P.c.uppsagning_manader, _AV.c.uppsagning_manader)
    notice = cast(_AV.c.giltig_till - func.make_interval(0, months, type_=Interval), Date)
    may = and_(_IN_FORCE, _AV.c.forlangning == Forlangning.AUTOMATISK, notice >= today)
    first = func.min(case((_P.c.lamnar.isnot(None), _P.c.lamnar), (may, notice)), type_=Date)
    bound = and_(_P.c.slag == PartSlag.PART, or_(_P.c.lamnar.is_(None), _P.c.lamnar >= today))
    return (
        select(first).where(_P.c.avtal_id == _AV.c.id, bound).correlate(_AV, _S).scalar_subquery()
    )
