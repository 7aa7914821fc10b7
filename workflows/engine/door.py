"""THE ONE DOOR. Every change of state goes through ``take_step``; nothing else assigns one.

Order of answers: unknown or invisible → role missing → the same request again → stale → obstacles →
malformed payload.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session

from models.base import table_of
from models.database import once
from models.lagen import Slag
from models.rows import ONE
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.county.mandate import NOBODYS
from workflows.county.register import as_it_is_now
from workflows.engine.apply import Follow, Move, apply, as_somebody, says_nothing_new
from workflows.engine.case import AnyCase, Case, SakFacts
from workflows.engine.effects import TakeStep
from workflows.engine.letters.held import in_the_room
from workflows.engine.lifecycle import AnyStep, Lifecycle
from workflows.engine.load import Asked, load_asked, load_case, saying, unknown_people
from workflows.engine.locks import groups_named, lock_together, read, read_seen
from workflows.engine.noun import Nouns
from workflows.engine.requests import first_time, request_key
from workflows.engine.roles import roles_of
from workflows.engine.world import World
from workflows.ground.errors import Hindered, Malformed, NotFound, Refusal, RoleMissing, Stale
from workflows.ground.payload import Described, Payload, describe, parse

P = TypeVar("P", bound=Payload)
ITSELF = table_of(Sak).c.id == ONE  # the name of a matter by its id


@dataclass(frozen=True, slots=True)
class Ask:
    """A step somebody wants to take. ``version`` is what they had read; ``request_id`` makes a
    repeat harmless.

    ``because`` is the event this follows from: the right to it was tried when that step was taken.
    ``slag`` is the kind of matter it is asked of: one of another kind is not there. ``known`` asks
    the same anew of the matter, locked and read; the payload before says no more than what else is
    to be locked. ``informed`` when whoever asks has seen what stands though no version says so:
    without either no words are replaced.
    """

    step: str
    payload: Mapping[str, object] = field(default_factory=dict)
    version: int | None = None
    request_id: str | None = None
    because: int | None = None
    slag: Slag | None = None
    known: Callable[[Case], Ask] | None = None
    informed: bool = False


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step the actor may take, with every obstacle seen beforehand; ``fragar`` where it asks."""

    namn: str
    rubrik: str
    oppet: bool
    hinder: tuple[str, ...]
    falt: tuple[Described, ...]
    tone: str
    klart: tuple[str, ...] = ()
    fragar: bool = False


Tones = Sequence[str]  # of steps, those that are looked at first first


class Offer(NamedTuple):
    """What somebody may do with a matter now: the step it is about, and the others."""

    nasta: OpenStep | None
    andra: list[OpenStep]


def take_step(session: Session, sak_id: int, ask: Ask, actor: Actor, world: World) -> bool:
    """Take a step, or refuse with every reason. Return False when the same request had been carried
    out already, or only saves what stands.

    The caller's session scope commits. Raises NotFound, RoleMissing, KeyReused, Stale, Hindered or
    Malformed.
    """
    nouns = world.nouns
    found = _locked(session, {sak_id: ask}, actor, nouns)
    wanted = _wanted(ask, found.get(sak_id), nouns)
    case = load_case(session, Asked(wanted.sak, actor, wanted.payload, world))
    move = _permitted(session, wanted, case)
    moves = [move] if move and not says_nothing_new(move) else []
    _carry_out(session, moves, world)
    return bool(moves)


def _carry_out(session: Session, moves: Sequence[Move], world: World) -> None:
    """Carry out what was permitted, that of each room by itself: its letters wait together."""
    rooms: dict[int | None, list[Move]] = {}
    for move in moves:
        held = move.case.noun.letters_wait
        room = held(move.case, move.step) if held and move.because is None else None
        rooms.setdefault(room, []).append(move)
    for room, some in rooms.items():
        with in_the_room(session, room):
            apply(session, some, _follow(session, world))


def take_steps(
    session: Session, asks: Mapping[int, Ask], actor: Actor, world: World
) -> dict[int, Refusal]:
    """Take a step on each of many matters, in this transaction; return why some were refused.

    Each is answered as ``take_step`` answers, in as many statements for many as for one where the
    steps are the same and nothing but the matter itself has to be looked up.
    """
    nouns, refused = world.nouns, dict[int, Refusal]()
    found = _locked(session, asks, actor, nouns)
    wanted = []
    for sak_id, ask in asks.items():
        with _noted(refused, sak_id):
            wanted.append(_wanted(ask, found.get(sak_id), nouns))
    asked = [Asked(one.sak, actor, one.payload, world) for one in wanted]
    moves = []
    for one, case in zip(wanted, load_asked(session, asked), strict=True):
        with _noted(refused, one.sak.id):
            moves.append(_permitted(session, one, case))
    _carry_out(session, [move for move in moves if move], world)
    return refused


def _locked(
    session: Session, asks: Mapping[int, Ask], actor: Actor, nouns: Nouns
) -> dict[int, tuple[SakFacts, bool]]:
    """Lock each matter, and what else its payload names; what is handed to a group for a time is
    judged by the register as it is behind the lock.
    """
    groups = groups_named(session, [ask.payload for ask in asks.values()], nouns)
    also = [one for ask in asks.values() for one in _also_named(ask, nouns)]
    found = lock_together(session, list(asks), actor, nouns, [*also, *groups])
    if groups:
        as_it_is_now(session)
    return found


@contextmanager
def _noted(refused: dict[int, Refusal], sak_id: int) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        refused[sak_id] = refusal


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A step of a matter that is there, and what is said in it; ``malformed`` where that cannot be
    read.
    """

    ask: Ask
    sak: SakFacts
    step: AnyStep[AnyCase]
    payload: Payload
    malformed: Malformed | None


def _wanted(ask: Ask, found: tuple[SakFacts, bool] | None, nouns: Nouns) -> _Wanted:
    """Return what is asked of a matter that was locked; NotFound where it cannot be seen."""
    sak, visible = found or (None, False)
    step = nouns.lifecycle(sak.slag).step(ask.step) if sak else None
    if sak is None or step is None or (ask.because is None and not visible):
        raise NotFound
    if ask.slag not in {None, sak.slag}:
        raise NotFound
    return _Wanted(ask, sak, step, Payload(), None) if ask.known else _said(ask, sak, step)


def _said(ask: Ask, sak: SakFacts, step: AnyStep[AnyCase]) -> _Wanted:
    return _Wanted(ask, sak, step, *_read_payload(step.takes, ask.payload))


def _permitted(session: Session, wanted: _Wanted, case: Case) -> Move | None:
    """Return the step to be carried out; None when the same request had been already. Refuses in
    the order of answers.
    """
    if wanted.ask.known:
        wanted = _said(wanted.ask.known(case), wanted.sak, wanted.step)
        case = saying(session, case, wanted.payload)
    ask, actor = wanted.ask, case.actor
    if ask.because is None:
        _require_role(wanted.step, actor, case)
    rutt = f"{case.sak.slag.value}/{case.sak.id}/{ask.step}"
    key = request_key(actor.person_id, rutt, ask.request_id, ask.payload)
    if key and first_time(session, key, case.now, case.sak.id) is not None:
        return None
    if ask.version is not None and ask.version != case.sak.version:
        raise Stale(expected=ask.version, actual=case.sak.version)
    _require_rules(case.noun.lifecycle, wanted.step, case, wanted.malformed)
    asked_blindly = ask.version is None and ask.because is None and not ask.informed
    unread = asked_blindly and actor.person_id is not None and not case.payload.merges()
    return as_somebody(case, wanted.step, ask.because, unread=unread)


def _also_named(ask: Ask, nouns: Nouns) -> list[int]:
    """Return the ids of other matters a payload names that are locked with the step, such as a
    meeting; nothing where that is no such id.
    """
    sent: object = ask.payload
    wanted = nouns.also_locked
    said = (
        {name: sent.get(name) for name in wanted.model_fields} if isinstance(sent, Mapping) else {}
    )
    named, _ = _read_payload(wanted, said)
    ids = (getattr(named, name) for name in wanted.model_fields)
    return [one for one in ids if one is not None]


def _require_rules(
    lifecycle: Lifecycle[AnyCase], step: AnyStep[AnyCase], case: Case, malformed: Malformed | None
) -> None:
    """Refuse with every obstacle; a payload that cannot be read is said last."""
    if hinder := list(obstacles(lifecycle, step, case, filled_in=malformed is None)):
        raise Hindered(hinder)
    if malformed is not None:
        raise malformed


def _follow(session: Session, world: World) -> Follow:
    """Return how an effect moves another matter: through this door, in this transaction, because of
    this event.
    """

    def follow(effect: TakeStep, because: int, actor: Actor) -> None:
        if _is_to_follow(session, effect, world):
            ask = Ask(effect.step, effect.payload, because=because)
            take_step(session, effect.sak_id, ask, actor, world)

    return follow


def _is_to_follow(session: Session, effect: TakeStep, world: World) -> bool:
    """Tell whether the other matter stands where the step is meant to be taken."""
    if not effect.only_in and not effect.if_it_can:
        return True
    sak = read(session, effect.sak_id, world.nouns)
    step = world.nouns.lifecycle(sak.slag).step(effect.step) if effect.if_it_can else None
    return sak.lage in (step.source if step else effect.only_in)


def open_steps(session: Session, sak_id: int, actor: Actor, world: World) -> list[OpenStep]:
    """Return the steps the actor's roles may take from the state the matter is in, each with its
    obstacles.
    """
    return steps_of(as_it_stands(session, sak_id, actor, world))


def steps_of(case: Case) -> list[OpenStep]:
    """Return the same of a case, for whoever asks there."""
    return [_offer(step, case) for step in _theirs(case)]


def _theirs(case: Case) -> Iterable[AnyStep[AnyCase]]:
    lifecycle, roles = case.noun.lifecycle, roles_of(case.actor, case)
    for step in lifecycle.from_state(lifecycle.state(case.sak.lage)):
        if roles.intersection(step.by):
            yield step


def offer(steps: Sequence[OpenStep]) -> Offer:
    """Return what leads on from here, and the rest: the first step forwards that is open, else the
    first there is, whose obstacles say what is missing.
    """
    forward = [step for step in steps if step.tone == "framat"]
    first = next((step for step in forward if step.oppet), forward[0] if forward else None)
    return Offer(first, [step for step in steps if step is not first])


def named(steps: Iterable[OpenStep], name: str) -> OpenStep | None:
    """Return the step of a name, if it is offered."""
    return next((step for step in steps if step.namn == name), None)


def written_first(
    lifecycle: Lifecycle[AnyCase], step: OpenStep, offered: Iterable[OpenStep]
) -> OpenStep | None:
    """Return the step in whose form what a step wants is written, if it is offered."""
    definition = lifecycle.step(step.namn)
    return named(offered, definition.written_in) if definition else None


def load(session: Session, sak_id: int, actor: Actor, world: World) -> Case:
    """Return the facts of a matter the actor may see; NotFound otherwise."""
    find(session, ITSELF, actor, world, den=sak_id)
    return as_it_stands(session, sak_id, actor, world)


def find(
    session: Session, named: ColumnElement[bool], actor: Actor, world: World, **values: object
) -> SakFacts:
    """Return the matter that a condition on ``sak`` names, which is made once; NotFound when there
    is none that the actor may see.

    A session that only reads need not read the matter again to know how it stands.
    """
    sak = once(
        session,
        (named, actor, *values.values()),
        lambda: read_seen(session, named, actor, world.nouns, **values),
    )
    if sak is None:
        raise NotFound
    once(session, (SakFacts, sak.id), lambda: sak)
    once(session, (ITSELF, actor, sak.id), lambda: sak)
    return sak


def as_it_stands(session: Session, sak_id: int, actor: Actor, world: World) -> Case:
    """Return the facts of a matter before anything is asked for, whoever may see it; NotFound when
    there is none.

    A session that only reads reads them once, however many places of a page need them.
    """

    def facts() -> Case:
        sak = once(session, (SakFacts, sak_id), lambda: read(session, sak_id, world.nouns))
        return load_case(session, Asked(sak, actor, Payload(), world))

    return once(session, (Case, sak_id, actor, world.now), facts)


def _in_the_way(step: AnyStep[AnyCase], case: Case) -> Iterable[str]:
    said = step.takes()
    yield from (text for guard in step.needs if (text := guard(case, said)))


def _offer(step: AnyStep[AnyCase], case: Case) -> OpenStep:
    hinder = tuple(_in_the_way(step, case))
    klart = tuple(text for foretell in step.foretells if (text := foretell(case)))
    said = (tuple(describe(step.takes)), step.tone, klart, step.asks)
    return OpenStep(step.name, step.heading(case), not hinder, hinder, *said)


def obstacles(
    lifecycle: Lifecycle[AnyCase], step: AnyStep[AnyCase], case: Case, *, filled_in: bool = True
) -> Iterable[str]:
    """Yield every obstacle to a step; those about the payload only when it could be read."""
    if elsewhere := _not_from_here(lifecycle, step, case):
        yield elsewhere
        return
    said = case.payload
    yield from (text for guard in step.needs if (text := guard(case, said)))
    if filled_in:
        yield from said.missing()
        yield from unknown_people(step.takes, case)
        yield from (text for guard in step.checks if (text := guard(case, said)))


def _not_from_here(lifecycle: Lifecycle[AnyCase], step: AnyStep[AnyCase], case: Case) -> str:
    """Return what is said of a step that cannot be taken from where the matter stands, or ""."""
    lage = lifecycle.state(case.sak.lage)
    if lage in step.source:
        return ""
    instead = dict(step.otherwise).get(lage, "")
    return f"”{step.rubrik}” går inte nu: läget är ”{lage.ord}”. {instead}".rstrip()


def require_offered(step: AnyStep[AnyCase], case: Case) -> None:
    """Refuse a step that is not the actor's to take, or not from where the matter stands, in the
    words of the door.
    """
    _require_role(step, case.actor, case)
    if said := _not_from_here(case.noun.lifecycle, step, case):
        raise Hindered([said])


def _read_payload(takes: type[P], sent: object) -> tuple[P, Malformed | None]:
    try:
        return parse(takes, sent), None
    except Malformed as failure:
        return takes(), failure


def _require_role(step: AnyStep[AnyCase], actor: Actor, case: Case) -> None:
    if not roles_of(actor, case).intersection(step.by):
        who = [role.ord for role in step.by if role not in NOBODYS]
        raise RoleMissing(step.rubrik, who or ["Samflöde självt"])
