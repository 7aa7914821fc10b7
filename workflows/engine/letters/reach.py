"""Whom a step would write to, said before it is taken: from the same consequences that carry it
out.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from workflows.county.bemanning import load_bemanning
from workflows.county.slots import Slot
from workflows.engine.case import AnyCase, Case
from workflows.engine.effects import Notify, TakeStep
from workflows.engine.lifecycle import AnyStep
from workflows.engine.load import Asked, load_case
from workflows.engine.locks import read


def reached(session: Session, case: Case, step: AnyStep[AnyCase]) -> tuple[str, ...]:
    """Return the name of each who would get a letter, once, in the order they would be written to.

    What is filled in is not known yet: a step that asks first writes to the same whatever it says.
    """
    told = list(_told(session, case, step))
    people = load_bemanning(session, case.today, [slot for slots, _ in told for slot in slots])
    found = {
        holder.id: holder.namn
        for slots, but in told
        for slot in slots
        for holder in people.holders(slot)
        if holder.id != but
    }
    return tuple(found.values())


def _told(
    session: Session, case: Case, step: AnyStep[AnyCase]
) -> Iterator[tuple[tuple[Slot, ...], int | None]]:
    """Yield the slots of each letter, and who of them needs none; also of what follows on other
    matters.
    """
    said = step.takes()
    for effect in (one for consequence in step.then for one in consequence(case, said)):
        if isinstance(effect, Notify):
            yield effect.slots(case), effect.but
        elif isinstance(effect, TakeStep):
            yield from _follows(session, case, effect)
        elif type(effect) in case.noun.reaches:
            yield tuple(case.noun.reaches[type(effect)](session, case, effect)), None


def _follows(
    session: Session, case: Case, effect: TakeStep
) -> Iterator[tuple[tuple[Slot, ...], int | None]]:
    sak = read(session, effect.sak_id, case.world.nouns)
    step = case.world.nouns.lifecycle(sak.slag).step(effect.step)
    if step is None or (effect.only_in and sak.lage not in effect.only_in):
        return
    if sak.lage in step.source:
        other = load_case(session, Asked(sak, case.actor, step.takes(), case.world))
        yield from _told(session, other, step)
