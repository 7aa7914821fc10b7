"""Carrying a step out: the new state, the event, what follows, the next frist and the messages, in
one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from models.base import Fakta, Ord
from workflows.engine.case import AnyCase, Case
from workflows.engine.effects import Change, Effect, Notify, TakeStep
from workflows.engine.frister import keep_delfrister, keep_frist
from workflows.engine.handlers import Doing
from workflows.engine.history.chain import Written, write_event
from workflows.engine.letters.outbox import notify
from workflows.engine.lifecycle import AnyStep, Lifecycle, Wait
from workflows.engine.load import Asked, load_case
from workflows.engine.roles import roles_of


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose guards have all said yes, with the facts they saw."""

    lifecycle: Lifecycle[AnyCase]
    step: AnyStep[AnyCase]
    case: Case
    because: int | None


def apply(session: Session, move: Move, follow: Callable[[TakeStep, int], None]) -> Written:
    """Write everything a permitted step means. ``follow`` moves other matters through the same
    door.

    The order is the meaning. What follows is said from the facts the guards saw, before anything is
    written. The event comes first, for everything else points at it. Then the matter's own fields,
    so that whoever carries out an effect sees the facts as they stand after the step. Dates come
    after the effects, which may have made what is now waited for; letters after the dates, to say
    the day that holds. Other matters move last: their steps see this one as it will be.
    """
    case = move.case
    effects = [
        effect for consequence in move.step.then for effect in consequence(case, case.payload)
    ]
    lage = move.lifecycle.move(move.step, case)
    since = case.sak.lage_sedan if lage.value == case.sak.lage else case.now
    written = write_event(session, _header(move, lage), case.payload.said(), since)
    after = _after(session, case, effects, lage)
    doing = Doing(session, after, written.id)
    more = [follows for one in effects for follows in case.world.nouns.carry_out(one, doing)]
    after = _as_written(session, after, move.lifecycle.waits.get(lage))
    senast = _keep_dates(session, move, after)
    for effect in effects:
        if isinstance(effect, Notify):
            notify(session, effect, after, written.id, senast=senast)
    for effect in [*more, *effects]:
        if isinstance(effect, TakeStep):
            follow(effect, written.id)
    return written


def _keep_dates(session: Session, move: Move, after: Case) -> date | None:
    """Write what the matter now waits for, and whom one by one; return its own date."""
    before, here = (move.lifecycle.state(case.sak.lage) for case in (move.case, after))
    was, now = move.lifecycle.waits.get(before), move.lifecycle.waits.get(here)
    senast = keep_frist(session, now, after, moved=here != before, redate=move.step.redates(here))
    if now and now.delar:
        keep_delfrister(session, now.delar.vilka(after), after, senast)
    elif was and was.delar:
        keep_delfrister(session, (), after, senast)
    return senast


def _header(move: Move, lage: Ord) -> dict[str, object]:
    case, actor = move.case, move.case.actor
    roles = roles_of(actor, case).intersection(move.step.by)
    stands_in = next((m.for_id for m in actor.mandat if m.for_id is not None), None)
    own = any(m.for_id is None for m in actor.mandat)
    return {
        "sak_id": case.sak.id,
        "lopnr": case.sak.version + 1,
        "steg": move.step.name,
        "fran_lage": case.sak.lage,
        "till_lage": lage.value,
        "aktor_id": actor.person_id,
        "aktor_roll": (
            "foljd"
            if move.because
            else next((r.value for r in move.step.by if r in roles), "foljd")
        ),
        "for_id": None if own else stands_in,
        "tid": case.now,
        "definitionsversion": move.lifecycle.version,
        "begaran": None if move.because is None else f"handelse:{move.because}",
        "foregaende": case.sak.kedja,
    }


def _after(session: Session, case: Case, effects: list[Effect], lage: Ord) -> Case:
    """Write the matter's own fields and return the facts as they stand after the step."""
    noun, fields = case.noun, dict[str, object]()
    for effect in effects:
        if isinstance(effect, Change):
            fields.update(effect.fields)
        elif type(effect) in noun.computed:
            fields.update(noun.computed[type(effect)](session, case))
    if fields:
        row = noun.table
        values = {**fields, **(noun.derived(case, fields) if noun.derived else {})}
        session.connection().execute(row.update().where(row.c.id == case.sak.id).values(values))
    return _changed(replace(case, sak=replace(case.sak, lage=lage.value)), fields)


def _as_written(session: Session, case: Case, wait: Wait[AnyCase] | None) -> Case:
    """Return the case with what the step wrote elsewhere, where that says who is waited for and by
    when: what each of those who are waited for one by one has said, and what the noun says.
    """
    if wait and wait.delar:
        return load_case(session, Asked(case.sak, case.actor, case.payload, case.world))
    reread = case.noun.as_written
    return reread(session, case) if reread else case


def _changed(case: Case, fields: dict[str, object]) -> Case:
    """Return the case with the matter's own facts changed."""
    name = case.noun.own
    facts: Fakta = getattr(case, name)
    known = {one: value for one, value in fields.items() if hasattr(facts, one)}
    # Which field it is only the noun knows: hence Any.
    changed: Mapping[str, Any] = {name: facts.but(**known)}
    return replace(case, **changed)
