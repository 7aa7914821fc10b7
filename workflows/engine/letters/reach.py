"""Whom a step would write to, said before it is taken: from the same consequences that carry it
out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from workflows.county.bemanning import load_bemanning
from workflows.county.slots import Slot
from workflows.engine.case import AnyCase, Case
from workflows.engine.effects import Notify, TakeStep
from workflows.engine.lifecycle import AnyStep
from workflows.engine.load import Asked, load_case
from workflows.engine.locks import read
from workflows.ground.payload import Payload


def reached_if(
    session: Session, case: Case, step: AnyStep[AnyCase]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each answer that reaches more when that is, and who would get a letter besides."""
    there = set(reached(session, case, step))
    found = ((when, reached(session, case, step, said)) for when, said in step.asks_if)
    more = ((when, tuple(one for one in who if one not in there)) for when, who in found)
    return tuple((when, who) for when, who in more if who)


def reached(
    session: Session, case: Case, step: AnyStep[AnyCase], said: Payload | None = None
) -> tuple[str, ...]:
    """Return the name of each who would get a letter, once, in the order they would be written to.

    What is filled in is not known yet: a step that asks first writes to the same whatever it says,
    or names in ``asks_if`` what makes it reach more (``said``).
    """
    told = list(_told(session, case, step, said))
    days: dict[date, list[Slot]] = {}
    for one in told:
        days.setdefault(max(one.on or case.today, case.today), []).extend(one.slots)
    people = {day: load_bemanning(session, day, slots) for day, slots in days.items()}
    found = {
        holder.id: holder.namn
        for one in told
        for slot in one.slots
        for holder in people[max(one.on or case.today, case.today)].holders(slot)
        if holder.id != one.but
    }
    return tuple(found.values())


class _Letter(NamedTuple):
    """To which slots a letter goes, who of them needs none, and the day by which they are judged
    where that is not today.
    """

    slots: tuple[Slot, ...]
    but: int | None = None
    on: date | None = None


def _told(
    session: Session, case: Case, step: AnyStep[AnyCase], said: Payload | None = None
) -> Iterator[_Letter]:
    """Yield each letter; also those of what follows on other matters."""
    said = said or step.takes()
    for effect in (one for consequence in step.then for one in consequence(case, said)):
        if isinstance(effect, Notify):
            yield _Letter(effect.slots(case), effect.but, effect.on)
        elif isinstance(effect, TakeStep):
            yield from _follows(session, case, effect)
        elif type(effect) in case.noun.reaches:
            yield _Letter(tuple(case.noun.reaches[type(effect)](session, case, effect)))


def _follows(session: Session, case: Case, effect: TakeStep) -> Iterator[_Letter]:
    sak = read(session, effect.sak_id, case.world.nouns)
    step = case.world.nouns.lifecycle(sak.slag).step(effect.step)
    if step is None or (effect.only_in and sak.lage not in effect.only_in):
        return
    if sak.lage in step.source:
        other = load_case(session, Asked(sak, case.actor, step.takes(), case.world))
        yield from _told(session, other, step)
