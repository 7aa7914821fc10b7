"""Carrying out what a group for a time makes happen: its organ and the uppdrag in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from models.base import table_of
from models.organisation import Organ, Uppdrag
from workflows.county.organisation.people import one_at_a_time
from workflows.county.organisation.trail import Andring, Who, record, record_together
from workflows.county.register import as_it_is_now
from workflows.engine.effects import Effect, TakeStep
from workflows.engine.handlers import Doing, Handler
from workflows.grupp.effects import SistaDag
from workflows.grupp.facts import GruppCase

_ORGAN, _UPPDRAG = table_of(Organ), table_of(Uppdrag)


def _last_day(effect: SistaDag, doing: Doing) -> Iterable[TakeStep]:
    """Give the organ another last day, and every uppdrag that would have gone on to the old one."""
    case, session = doing.case, doing.session
    assert isinstance(case, GruppCase)  # noqa: S101 - nothing else has a last day of this kind
    one, who = case.grupp, Who(case.now, case.actor.person_id)
    one_at_a_time(session)
    given = session.execute(_follow(one.organ_id, effect.tom)).all()
    lines = [
        (row.person_id, {"uppdrag": row.id, "organ": one.organ_id, "tom": effect.tom})
        for row in given
    ]
    record_together(session, Andring.UPPDRAG_ANDRAT, who=who, lines=lines)
    said = {"tom": effect.tom, "avslutad": effect.avslutad}
    edition = {"version": _ORGAN.c.version + 1}
    session.execute(update(_ORGAN).where(_ORGAN.c.id == one.organ_id).values(said | edition))
    record(session, Andring.ORGAN_ANDRAT, who=who, facts={"kod": one.organ_kod, **said})
    as_it_is_now(session)
    return ()


def _follow(organ_id: int, last: date) -> ReturningUpdate[tuple[int, int]]:
    """Return the statement by which uppdrag follow the group's last day: those that last as long as
    the group does, or longer than it now will. One that was to begin later is over with the rest.
    """
    before = select(_ORGAN.c.tom).where(_ORGAN.c.id == organ_id).scalar_subquery()
    goes_on = or_(_UPPDRAG.c.tom.is_(None), _UPPDRAG.c.tom == before, _UPPDRAG.c.tom > last)
    return (
        update(_UPPDRAG)
        .where(_UPPDRAG.c.organ_id == organ_id, goes_on)
        .values(tom=last, from_=func.least(_UPPDRAG.c.from_, last))
        .returning(_UPPDRAG.c.id, _UPPDRAG.c.person_id)
    )


EFFECTS: Mapping[type[Effect], Handler] = {SistaDag: _last_day}
