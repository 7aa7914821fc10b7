"""Carrying a step out: the new state, the event, what follows, the next frist and the messages, in
one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from models.base import Fakta, Ord, table_of
from models.lagen import ArendeLage, Slag
from models.tables import Arende, Atagande, Avtal, Delgivning, Mote, Remiss, Revision
from workflows.arende.facts import ArendeCase
from workflows.arende.search import stemmed_text
from workflows.avtal.facts import AvtalCase
from workflows.beslut.facts import AtagandeCase
from workflows.county.world import World
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.carry import Doing, carry_out
from workflows.engine.case import Case
from workflows.engine.effects import Change, Effect, GiveNumber, Notify, TakeStep
from workflows.engine.frister import keep_delfrister, keep_frist
from workflows.engine.history.chain import Written, write_event
from workflows.engine.lifecycle import Lifecycle, Step, Wait
from workflows.engine.load import Asked, load_case
from workflows.engine.outbox import notify
from workflows.engine.roles import roles_of
from workflows.handling.facts import OmCase
from workflows.handling.load import load_obligations
from workflows.handling.numbers import arende_number
from workflows.mote.facts import MoteCase
from workflows.remiss.facts import RemissCase
from workflows.revision.facts import RevisionCase

_OWN = {
    Slag.ARENDE: table_of(Arende),
    Slag.MOTE: table_of(Mote),
    Slag.REMISS: table_of(Remiss),
    Slag.ATAGANDE: table_of(Atagande),
    Slag.DELGIVNING: table_of(Delgivning),
    Slag.AVTAL: table_of(Avtal),
    Slag.REVISION: table_of(Revision),
}
_SEARCHED = {"rubrik", "fraga", "bakgrund"}


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose guards have all said yes, with the facts they saw."""

    lifecycle: Lifecycle[Any]
    step: Step[Any]
    case: Case
    because: int | None


def apply(session: Session, move: Move, follow: Callable[[TakeStep, int], None]) -> Written:
    """Write everything a permitted step means. ``follow`` moves other matters through the same
    door.
    """
    case = move.case
    effects = [effect for consequence in move.step.then for effect in consequence(case)]
    lage = move.lifecycle.move(move.step, case)
    since = case.sak.lage_sedan if lage.value == case.sak.lage else case.now
    written = write_event(session, _header(move, lage), case.payload.said(), since)
    after = _after(session, case, effects, lage)
    more = [
        follows
        for effect in effects
        for follows in carry_out(effect, Doing(session, after, written.id))
    ]
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


def _header(move: Move, lage: Ord) -> dict[str, Any]:
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
    fields: dict[str, Any] = {}
    for effect in effects:
        if isinstance(effect, Change):
            fields.update(effect.fields)
        elif isinstance(effect, GiveNumber):
            fields.update(arende_number(session, case))
    if fields:
        table = _OWN[case.sak.slag]
        session.connection().execute(
            table.update().where(table.c.id == case.sak.id).values(_with_search(case, fields))
        )
    return _changed(replace(case, sak=replace(case.sak, lage=lage.value)), fields)


def _as_written(session: Session, case: Case, wait: Wait[Any] | None) -> Case:
    """Return the case with what the step wrote elsewhere, where that says who is waited for and by
    when.

    That is the åtaganden a decision has just given, and what each party or ledamot has said.
    """
    if wait and wait.delar:
        return load_case(
            session, Asked(case.sak, case.actor, case.payload, World(case.profile, case.now))
        )
    if not isinstance(case, OmCase) or case.sak.lage != ArendeLage.IMPLEMENTERAS:
        return case
    return replace(case, ataganden=load_obligations(session, case.sak.id))


def _with_search(case: Case, fields: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(case, ArendeCase) or not _SEARCHED.intersection(fields):
        return fields
    texts = [fields.get(name, getattr(case.arende, name)) for name in sorted(_SEARCHED)]
    return {**fields, "sokord": stemmed_text(" ".join(texts))}


# Where each kind of case keeps the facts of the matter's own row.
_FACTS = {
    ArendeCase: "om",
    MoteCase: "mote",
    RemissCase: "remiss",
    AtagandeCase: "atagande",
    DelgivningCase: "delgivning",
    AvtalCase: "avtal",
    RevisionCase: "om",
}


def _changed(case: Case, fields: dict[str, Any]) -> Case:
    """Return the case with the matter's own facts changed."""
    name = _FACTS[type(case)]
    own: dict[str, Any] = {name: _facts(getattr(case, name), fields)}
    return replace(case, **own)


def _facts(facts: Any, fields: dict[str, Any]) -> Any:
    known = {name: value for name, value in fields.items() if hasattr(facts, name)}
    if isinstance(facts, Fakta):
        return facts.but(**known)
    return replace(facts, **known) if known else facts
