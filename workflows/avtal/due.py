"""Which agreements the clock may have something to do with today, so that it need not ask every one
each round.

The rules stand in ``workflows.avtal.rules``; a test holds that nothing they let through is left out
here.
"""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Select,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    union_all,
)

from models.avtal import Avtal, Avtalspart, Avtalsversion
from models.base import table_of
from models.lagen import AvtalLage
from models.sak import Sak
from models.vocabulary import ENDS, Forlangning, PartSlag
from workflows.engine.world import World
from workflows.ground.deadlines import day_after

_SAK, _AVTAL, _PART, _VERSION = (
    table_of(model) for model in (Sak, Avtal, Avtalspart, Avtalsversion)
)
_LAST = _AVTAL.c.giltig_till
_MONTHS = func.coalesce(_PART.c.uppsagning_manader, _AVTAL.c.uppsagning_manader)
_FIRST = _AVTAL.c.forsta_slut
# ``last_notice_day`` in a query: the place in the month is that of the last day somebody wrote.
_MONTH = func.date_trunc("month", cast(_LAST, DateTime)) - func.make_interval(0, _MONTHS)
_MONTHS_LAST = cast(_MONTH + func.make_interval(0, 1), Date) - 1
NOTICE_DAY = cast(
    case(
        (func.date_part("day", _FIRST + 1) == 1, _MONTHS_LAST),
        else_=func.least(
            cast(_MONTH, Date) + cast(func.date_part("day", _FIRST), Integer) - 1, _MONTHS_LAST
        ),
    ),
    Date,
)
_OTHER = _PART.alias("annan")


def due_agreements(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the clock may have a step to take on the agreement.

    Those in force are found as a set: most agreements are, and few of them are due.
    """
    begins = exists().where(_VERSION.c.avtal_id == _SAK.c.id, _VERSION.c.galler_fran <= world.today)
    found = union_all(_ends(world), _everybody_has_left(world), _notice_soon(world))
    return or_(
        (_SAK.c.lage == AvtalLage.PLANERAT.value) & begins,
        (_SAK.c.lage == AvtalLage.I_KRAFT.value) & _SAK.c.id.in_(found),
    )


def others_are_asked(_world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the parties an agreement waits for one by one may be
    others than those of its open frister: it has periods that each of them prolongs. They are few.
    """
    by_parties = (_AVTAL.c.id == _SAK.c.id, _AVTAL.c.forlangning == Forlangning.PARTERNA)
    return exists().where(*by_parties)


def _ends(world: World) -> Select[tuple[int]]:
    """Return those that are over, or end soon and have not been warned of it."""
    horizon = day_after(world.today, world.profile.avtal.varna_upphor_dagar)
    unwarned = _AVTAL.c.varnad_upphor.is_distinct_from(_LAST)
    soon = _AVTAL.c.forlangning.in_(ENDS) & (horizon >= _LAST) & unwarned
    return select(_AVTAL.c.id).where(or_(world.today > _LAST, soon))


def _everybody_has_left(world: World) -> Select[tuple[int]]:
    stays = or_(_OTHER.c.lamnar.is_(None), _OTHER.c.lamnar >= world.today)
    bound = (_OTHER.c.avtal_id == _PART.c.avtal_id, _OTHER.c.slag == PartSlag.PART)
    return select(_PART.c.avtal_id).where(
        _PART.c.slag == PartSlag.PART, _PART.c.lamnar < world.today, ~exists().where(*bound, stays)
    )


def _notice_soon(world: World) -> Select[tuple[int]]:
    horizon = day_after(world.today, world.profile.avtal.varna_uppsagning_dagar)
    return (
        select(_PART.c.avtal_id)
        .join(_AVTAL, _AVTAL.c.id == _PART.c.avtal_id)
        .where(
            _AVTAL.c.forlangning == Forlangning.AUTOMATISK,
            _PART.c.slag == PartSlag.PART,
            _PART.c.lamnar.is_(None),
            NOTICE_DAY.between(world.today, horizon),
            _PART.c.varnad.is_distinct_from(NOTICE_DAY),
        )
    )
