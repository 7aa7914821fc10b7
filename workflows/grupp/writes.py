"""Carrying out what a group for a time makes happen: its organ and the uppdrag in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import update
from sqlmodel import select

from models.base import table_of
from models.organisation import Organ, Uppdrag
from workflows.county.organisation.people import one_at_a_time
from workflows.county.organisation.trail import Andring, Who, record
from workflows.county.register import changed_here
from workflows.engine.effects import Effect, TakeStep
from workflows.engine.handlers import Doing, Handler
from workflows.grupp.effects import SistaDag
from workflows.grupp.facts import GruppCase

_ORGAN, _UPPDRAG = table_of(Organ), table_of(Uppdrag)


def _last_day(effect: SistaDag, doing: Doing) -> Iterable[TakeStep]:
    """Give the organ another last day, and every uppdrag that would have gone on to the old one."""
    case, session = doing.case, doing.session
    assert isinstance(case, GruppCase)  # noqa: S101 - nothing else has a last day of this kind
    one = case.grupp
    one_at_a_time(session)
    who = Who(case.now, case.actor.person_id)
    before = session.get_one(Organ, one.organ_id).tom
    for uppdrag in session.exec(select(Uppdrag).where(Uppdrag.organ_id == one.organ_id)):
        if _goes_on(uppdrag, before, effect):
            uppdrag.from_ = min(uppdrag.from_, effect.tom)
            uppdrag.tom = effect.tom
            session.add(uppdrag)
            facts = {"uppdrag": uppdrag.id, "organ": one.organ_id, "tom": effect.tom}
            record(
                session, Andring.UPPDRAG_ANDRAT, who=who, facts=facts, person_id=uppdrag.person_id
            )
    session.flush()
    said = {"tom": effect.tom, "avslutad": effect.avslutad}
    edition = {"version": _ORGAN.c.version + 1}
    session.execute(update(_ORGAN).where(_ORGAN.c.id == one.organ_id).values(said | edition))
    record(session, Andring.ORGAN_ANDRAT, who=who, facts={"kod": one.organ_kod, **said})
    changed_here(session)
    return ()


def _goes_on(uppdrag: Uppdrag, before: date | None, effect: SistaDag) -> bool:
    """Tell whether an uppdrag follows the group's last day: it lasts as long as the group does, or
    longer than it now will.
    """
    return uppdrag.tom is None or uppdrag.tom == before or uppdrag.tom > effect.tom


EFFECTS: Mapping[type[Effect], Handler] = {SistaDag: _last_day}
