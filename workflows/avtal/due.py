"""Which agreements the clock may have something to do with today, so that it need not ask every one
each round.

The rules stand in ``workflows.avtal.rules``; a test holds that nothing they let through is left out
here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Date, cast, exists, func, or_, select

from models.avtal import Avtal, Avtalspart, Avtalsversion
from models.base import table_of
from models.lagen import AvtalLage
from models.sak import Sak
from models.vocabulary import Forlangning, PartSlag
from workflows.engine.world import World
from workflows.ground.deadlines import day_after

_SAK, _AVTAL, _PART, _VERSION = (
    table_of(model) for model in (Sak, Avtal, Avtalspart, Avtalsversion)
)
_LAST = _AVTAL.c.giltig_till
_MONTHS = func.coalesce(_PART.c.uppsagning_manader, _AVTAL.c.uppsagning_manader)
NOTICE_DAY = cast(_LAST - func.make_interval(0, _MONTHS), Date)
_BOUND = (_PART.c.avtal_id == _AVTAL.c.id, _PART.c.slag == PartSlag.PART)


def due_agreements(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the clock may have a step to take on the agreement."""
    planned = (_SAK.c.lage == AvtalLage.PLANERAT.value) & exists().where(
        _VERSION.c.avtal_id == _AVTAL.c.id, _VERSION.c.galler_fran <= world.today
    )
    in_force = (_SAK.c.lage == AvtalLage.I_KRAFT.value) & or_(
        world.today > _LAST, _everybody_has_left(world), _ends_soon(world), _notice_soon(world)
    )
    due = (
        select(_AVTAL.c.id).where(_AVTAL.c.id == _SAK.c.id, or_(planned, in_force)).correlate(_SAK)
    )
    return due.exists()


def _everybody_has_left(world: World) -> ColumnElement[bool]:
    stays = _PART.c.lamnar.is_(None) | (_PART.c.lamnar >= world.today)
    return exists().where(*_BOUND) & ~exists().where(*_BOUND, stays)


def _ends_soon(world: World) -> ColumnElement[bool]:
    horizon = day_after(world.today, world.profile.avtal.varna_upphor_dagar)
    unwarned = _AVTAL.c.varnad_upphor.is_distinct_from(_LAST)
    return (_AVTAL.c.forlangning == Forlangning.UPPHOR) & (horizon >= _LAST) & unwarned


def _notice_soon(world: World) -> ColumnElement[bool]:
    horizon = day_after(world.today, world.profile.avtal.varna_uppsagning_dagar)
    coming = (
        NOTICE_DAY.between(world.today, horizon),
        _PART.c.varnad.is_distinct_from(NOTICE_DAY),
    )
    return (_AVTAL.c.forlangning == Forlangning.AUTOMATISK) & exists().where(
        *_BOUND, _PART.c.lamnar.is_(None), *coming
    )
