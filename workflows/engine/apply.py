"""Carrying a step out: the new state, the event, what follows, the next frist and the messages, in
one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import JSON, ClauseElement, Column, Select, String, Table, Update, bindparam, select
from sqlalchemy import Enum as Choice
from sqlmodel import Session

from models import limits
from models.base import Fakta, Ord, table_of
from workflows.county.actors import Actor, Stand
from workflows.county.mandate import R
from workflows.engine.case import AnyCase, Case
from workflows.engine.effects import Change, Effect, Notify, TakeStep, Write
from workflows.engine.frister import Dated, keep_delfrister, keep_frister
from workflows.engine.handlers import Doing
from workflows.engine.history.chain import NewEvent, write_events
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.lifecycle import CHANGED, NAMES, AnyStep, Lifecycle, Wait
from workflows.engine.load import Asked, load_case
from workflows.engine.roles import Spoken, acting
from workflows.ground.errors import Unread

# Moves another matter, because of an event and as somebody.
Follow: TypeAlias = Callable[[TakeStep, int, Actor], None]


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose guards have all said yes, with the facts they saw; ``roll`` is in which role it
    is taken, for whom the actor of the case says. ``unread`` when whoever takes it does not say to
    have read what stands.
    """

    lifecycle: Lifecycle[AnyCase]
    step: AnyStep[AnyCase]
    case: Case
    because: int | None
    roll: str
    unread: bool = False


def as_somebody(case: Case, step: AnyStep[AnyCase], because: int | None, *, unread: bool) -> Move:
    """Return the step as it is taken: in which role, for whom and by which way. What follows from
    another is taken for whom that one was.
    """
    actor, roll = case.actor, R.FOLJD
    if because is None:
        said = case.noun.spoken_for
        spoken = said(case, case.payload) if said else Spoken()
        role, som = acting(actor, case, step.by, spoken)
        roll, actor = role or R.FOLJD, replace(actor, som=som)
    if step.vag is not None:
        actor = replace(actor, vag=step.vag)
    return Move(case.noun.lifecycle, step, replace(case, actor=actor), because, roll.value, unread)


def apply(session: Session, moves: Sequence[Move], follow: Follow) -> None:
    """Write everything that permitted steps on some matters mean; what a lifecycle usually asks for
    in as many statements for many as for one. ``follow`` moves other matters through the same door.

    The order is the meaning. What follows is said from the facts the guards saw, before anything is
    written. The event comes first, for everything else points at it. Then the matter's own fields,
    so that whoever carries out an effect sees the facts as they stand after the step. Dates come
    after the effects, which may have made what is now waited for; letters after the dates, to say
    the day that holds. Other matters move last: their steps see this one as it will be.
    """
    done = [
        _Done(move, _effects(move), move.lifecycle.move(move.step, move.case)) for move in moves
    ]
    _require_read(session, done)
    ids = write_events(session, [_event(one) for one in done])
    for one, after in zip(done, _after(session, done), strict=True):
        one.after = after
    doing = [Doing(session, one.after, event) for one, event in zip(done, ids, strict=True)]
    effects = [(one.effects, did) for one, did in zip(done, doing, strict=True)]
    nouns = moves[0].case.world.nouns if moves else None
    more = nouns.carry_out_all(session, effects) if nouns else []
    for one in done:
        one.after = _as_written(session, one.after, one.move.lifecycle.waits.get(one.lage))
    dates = _keep_dates(session, done)
    notify(
        session,
        [
            Told(effect, one.after, event, senast)
            for one, event, senast in zip(done, ids, dates, strict=True)
            for effect in one.effects
            if isinstance(effect, Notify)
        ],
    )
    for one, event, follows in zip(done, ids, more, strict=True):
        for effect in [*follows, *one.effects]:
            if isinstance(effect, TakeStep):
                follow(effect, event, one.move.case.actor)


@dataclass(slots=True)
class _Done:
    """A step being carried out: what follows from it, where it leads, the matter as it then
    stands.
    """

    move: Move
    effects: list[Effect]
    lage: Ord
    after: Case = field(init=False)

    def __post_init__(self) -> None:
        self.after = self.move.case


def _require_read(session: Session, done: Sequence[_Done]) -> None:
    """Refuse what would replace words that whoever takes the step does not say to have read."""
    for one in done:
        if one.move.unread and replaces_words(session, one.move.case, one.effects):
            raise Unread(actual=one.move.case.sak.version)


def _effects(move: Move) -> list[Effect]:
    case = move.case
    return [effect for consequence in move.step.then for effect in consequence(case, case.payload)]


def _event(one: _Done) -> NewEvent:
    move, lage, case = one.move, one.lage, one.move.case
    since = case.sak.lage_sedan if lage.value == case.sak.lage else case.now
    return NewEvent(_header(move, lage), _content(move, one.effects), since)


def _content(move: Move, effects: Sequence[Effect]) -> dict[str, object]:
    """Return what was said, with the names that the line of the history has, as they are now, and
    of a step that only writes, or leaves what stands as it is, which fields it changed.
    """
    case, names, content = move.case, move.step.names, move.case.payload.said()
    if names:
        content[NAMES] = dict(names(case, case.payload))
    if move.step.writes or move.step.takes.stands:
        content[CHANGED] = _changed_fields(move, effects)
    return content


def says_nothing_new(move: Move) -> bool:
    """Tell whether a step that only writes would write what stands there already."""
    if not move.step.writes:
        return False
    effects = _effects(move)
    return all(isinstance(one, Change) for one in effects) and not _changed_fields(move, effects)


def _changed_fields(move: Move, effects: Sequence[Effect]) -> list[str]:
    """Return the fields of the matter's own that effects give another value."""
    facts = getattr(move.case, move.case.noun.own)
    said = {k: v for one in effects if isinstance(one, Change) for k, v in one.fields.items()}
    return sorted(k for k, v in said.items() if _plain(getattr(facts, k, _UNKNOWN)) != _plain(v))


_UNKNOWN = object()


def _plain(value: object) -> object:
    """Return a value as it can be compared: the row's has lists where the facts have tuples."""
    return list(value) if isinstance(value, tuple | list) else value


def _keep_dates(session: Session, done: Sequence[_Done]) -> list[date | None]:
    """Write what each matter now waits for, and whom one by one; return its own date."""
    dates = keep_frister(session, [_dated(one) for one in done])
    for one, senast in zip(done, dates, strict=True):
        waits = one.move.lifecycle.waits
        was, now = waits.get(one.move.lifecycle.state(one.move.case.sak.lage)), waits.get(one.lage)
        if now and now.delar:
            # Who only keeps watch is asked by the matter's own days, which no writing changes.
            watched = one.move.step.writes and not now.delar.svar
            if not watched and now.delar.may_be_of(one.move.case, one.after):
                keep_delfrister(session, now.delar.vilka(one.after), one.after, senast)
        elif was and was.delar and was.delar.may_be_of(one.move.case):
            keep_delfrister(session, (), one.after, senast)
    return dates


def _dated(one: _Done) -> Dated:
    moved = one.lage.value != one.move.case.sak.lage
    anew = moved or one.move.step.redates(one.lage)
    return Dated(one.after, one.move.lifecycle.waits.get(one.lage), anew=anew)


def _header(move: Move, lage: Ord) -> dict[str, object]:
    case, actor = move.case, move.case.actor
    som = actor.som or Stand()
    return {
        "sak_id": case.sak.id,
        "lopnr": case.sak.version + 1,
        "steg": move.step.name,
        "fran_lage": case.sak.lage,
        "till_lage": lage.value,
        "aktor_id": actor.person_id,
        "aktor_roll": move.roll,
        "for_id": som.for_id,
        "organ_id": som.organ_id,
        "huvudman_id": som.huvudman_id,
        "vag": actor.vag,
        "tid": case.now,
        "definitionsversion": move.lifecycle.version,
        "begaran": None if move.because is None else f"handelse:{move.because}",
        "foregaende": case.sak.kedja,
    }


def _after(session: Session, done: Sequence[_Done]) -> list[Case]:
    """Write the matters' own fields and return the facts as they stand after the step."""
    changed: list[Case] = []
    rows: dict[tuple[Table, tuple[str, ...]], list[dict[str, object]]] = {}
    for one in done:
        case, fields = one.move.case, _fields(session, one)
        if fields:
            noun, sak_id = case.noun, case.sak.id
            values = {**fields, **(noun.derived(case, fields) if noun.derived else {})}
            if any(isinstance(said, ClauseElement) for said in values.values()):
                update = noun.table.update().where(noun.table.c.id == sak_id)
                session.connection().execute(update.values(values))
            else:
                sent = {_ID: sak_id, **{f"n_{name}": said for name, said in values.items()}}
                rows.setdefault((noun.table, tuple(sorted(values))), []).append(sent)
        stands = replace(case, sak=replace(case.sak, lage=one.lage.value))
        changed.append(_changed(stands, fields))
    for (table, names), same in rows.items():
        session.connection().execute(_update(table, names), same if len(same) > 1 else same[0])
    return changed


def _fields(session: Session, one: _Done) -> dict[str, object]:
    """Return the fields of the matter's own row that the step changes."""
    case, fields = one.move.case, dict[str, object]()
    computed = case.noun.computed
    for effect in one.effects:
        if isinstance(effect, Change):
            fields.update(effect.fields)
        elif type(effect) in computed:
            fields.update(computed[type(effect)](session, case))
    return fields


_ID = "matter"


@lru_cache(maxsize=500)
def _update(table: Table, names: tuple[str, ...]) -> Update:
    values = {name: bindparam(f"n_{name}", type_=table.c[name].type) for name in names}
    return table.update().where(table.c.id == bindparam(_ID)).values(values)


def _as_written(session: Session, case: Case, wait: Wait[AnyCase] | None) -> Case:
    """Return the case with what the step wrote elsewhere, where that says who is waited for and by
    when: what each of those who are waited for one by one has said, and what the noun says.
    """
    if wait and wait.delar and wait.delar.svar and wait.delar.may_be_of(case):
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


_DIGEST = "sha256"  # ends the name of a column that no person writes


def replaces_words(session: Session, case: Case, effects: Iterable[Effect]) -> bool:
    """Tell whether carrying these out would put other words in the place of some that stand."""
    return any(
        effect.replaces or any(_lost(session, *one) for one in _written(case, effect))
        for effect in effects
    )


def _written(
    case: Case, effect: Effect
) -> Iterator[tuple[Select[tuple[object, ...]], Mapping[str, object]]]:
    """Yield the question for what stands where words are about to be written, and these."""
    if isinstance(effect, Change):
        table = case.noun.table
        said, where = _words(table, effect.fields), dict[str, object](id=case.sak.id)
    elif isinstance(effect, Write):
        table = table_of(effect.table)
        said = _words(table, effect.values)
        where = {**effect.where, **{name: effect.values[name] for name in effect.on_conflict}}
    else:
        return
    if said and where:
        here = (
            table.c[name].in_(value) if isinstance(value, tuple) else table.c[name] == value
            for name, value in where.items()
        )
        yield select(*(table.c[name] for name in said)).where(*here), said


def _words(table: Table, fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if _holds_words(table.c[name], value)}


def _holds_words(column: Column[object], value: object) -> bool:
    if isinstance(value, Enum) or column.name.endswith(_DIGEST):
        return False
    if isinstance(column.type, JSON):
        return True
    # SQLModel wraps the text type of a column in its own.
    kind = getattr(column.type, "impl", column.type)
    if not isinstance(kind, String) or isinstance(column.type, Choice):
        return False
    return (kind.length or limits.TEXT) > limits.KOD


def _lost(session: Session, stands: Select[tuple[object, ...]], said: Mapping[str, object]) -> bool:
    return any(
        before not in (None, "", [], {}) and before != said[name]
        for row in session.execute(stands).mappings()
        for name, before in row.items()
    )
