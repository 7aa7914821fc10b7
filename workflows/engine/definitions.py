"""What must hold of a lifecycle and of a county's kinds of matter.

Both are checked when they are made: each check yields what is wrong, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from models.base import Ord
from workflows.county.mandate import EVERYWHERE, NOBODYS
from workflows.engine.effects import BY_THE_ENGINE, Effect
from workflows.engine.handlers import GENERIC
from workflows.engine.visibility import EVERY_STATE
from workflows.ground.payload import locks

if TYPE_CHECKING:
    from workflows.engine.case import AnyCase
    from workflows.engine.lifecycle import AnyStep, Lifecycle
    from workflows.engine.noun import Noun

# The first event of every matter: no step of any lifecycle.
BIRTH = "skapa"
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def wrong_with_lifecycle(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    """Yield everything that is wrong with a lifecycle."""
    if lifecycle.version < 1:
        yield "versions are counted from 1"
    yield from _names(lifecycle)
    yield from _sources(lifecycle)
    yield from _foreign_states(lifecycle)
    yield from _unknown_steps(lifecycle)
    yield from _unreachable(lifecycle)
    yield from _dead_ends(lifecycle)
    yield from _unwatched(lifecycle)


def _names(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    """Each step has a name of its own, which is the end of an address."""
    names = [step.name for step in lifecycle.steps]
    yield from (f"duplicate step {name}" for name in _twice(names))
    for name in names:
        if name == BIRTH or not _NAME.fullmatch(name):
            yield f"no step can be called {name}"


def _sources(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    """Each step is somebody's in some state, and says what else can be done only in others."""
    for step in lifecycle.steps:
        if not step.by:
            yield f"step {step.name} belongs to nobody"
        if not step.source:
            yield f"step {step.name} is taken from no state"
        both = {state.value for state, _ in step.otherwise}.intersection(step.source)
        yield from (f"step {step.name} is taken from {one}, and says otherwise" for one in both)
        if step.asks and not step.does:
            yield f"step {step.name} asks first, and says not what it does"


def _foreign_states(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    """Every state that is named is one of the lifecycle's own: words of two lists may be equal."""
    named: dict[str, Iterable[Ord]] = {
        "waits": lifecycle.waits,
        "final": lifecycle.final,
        "phases": lifecycle.phases,
        **{f"step {step.name}": _states_of(step) for step in lifecycle.steps},
    }
    for where, states in named.items():
        strange = {repr(state) for state in states if not isinstance(state, lifecycle.states)}
        yield from (f"{where} names {state}, no state of its own" for state in sorted(strange))


def _states_of(step: AnyStep[AnyCase]) -> list[Ord]:
    moves = step.moves if isinstance(step.moves, tuple) else ()
    return [*step.source, *step.dests(), *moves, *(state for state, _ in step.otherwise)]


def _unknown_steps(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    """Every step that is named is there."""
    named = {
        *(step.written_in for step in lifecycle.steps if step.written_in),
        *(wait.delar.steg for wait in lifecycle.waits.values() if wait.delar),
    }
    each = [wait.delar for wait in lifecycle.waits.values() if wait.delar]
    for name in {delar.steg for delar in each if delar.svar}:
        if any(step.name == name and not step.answers for step in lifecycle.steps):
            yield f"step {name} is waited for one by one, and is no answer"
    for name in sorted(named - {step.name for step in lifecycle.steps}):
        yield f"step {name} is named, but not there"


def _unreachable(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    reached, frontier = {lifecycle.initial}, [lifecycle.initial]
    while frontier:
        state = frontier.pop()
        new = {dest for step in lifecycle.from_state(state) for dest in step.dests()} - reached
        reached |= new
        frontier.extend(new)
    for state in lifecycle.states:
        if state not in reached:
            yield f"unreachable state {state.value}"


def _dead_ends(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    for state in lifecycle.states:
        leaves = any(dest != state for step in lifecycle.from_state(state) for dest in step.dests())
        if state not in lifecycle.final and not leaves:
            yield f"dead end in state {state.value}"


def _unwatched(lifecycle: Lifecycle[AnyCase]) -> Iterator[str]:
    for state in lifecycle.states:
        wait = lifecycle.waits.get(state)
        if state in lifecycle.final and wait and not (wait.delar and wait.delar.ensam):
            yield f"final state {state.value} waits for somebody"
        if state not in lifecycle.final and state not in lifecycle.waits:
            yield f"nobody's move and no date in state {state.value}"
    for state, wait in lifecycle.waits.items():
        if wait.remind and not wait.left and not wait.by_itself:
            yield f"nothing is said to be left to do in state {state.value}"


def wrong_with_nouns(nouns: Sequence[Noun[AnyCase]]) -> Iterator[str]:
    """Yield everything that is wrong with a registry."""
    yield from _not_apart(nouns)
    for noun in nouns:
        yield from (f"{noun.slag}: {one}" for one in _wrong_with_noun(noun))
    if any(noun.seen_as_parent for noun in nouns) and not any(noun.prepared_by for noun in nouns):
        yield "nobody prepares what is seen as its parent is"
    yield from _carried_out(nouns)


def _not_apart(nouns: Sequence[Noun[AnyCase]]) -> Iterator[str]:
    """What tells one kind from another is not that of two; a name has one meaning to all."""
    takes = {step.takes for noun in nouns for step in noun.lifecycle.steps}
    locked = {pair for one in takes for pair in locks(one)}
    for what, words in (
        ("kind", [noun.slag.value for noun in nouns]),
        ("lock rank", [str(noun.lock_rank) for noun in nouns]),
        ("table", [noun.table.name for noun in nouns]),
        ("kind of facts", [noun.case.__name__ for noun in nouns]),
        ("payload", [one.__name__ for one in takes]),
        ("type of the locked field", [name for name, _ in locked]),
    ):
        yield from (f"two of {what} {one}" for one in _twice(words))


def _wrong_with_noun(noun: Noun[AnyCase]) -> Iterator[str]:
    """Yield what one kind says that does not fit with the rest that it says."""
    asked = {role for step in noun.lifecycle.steps for role in step.by}
    known = {*noun.roles, *EVERYWHERE, *NOBODYS}
    yield from (f"nobody is {role}" for role in sorted(asked - known))
    yield from (f"{role} is no person" for role in sorted(NOBODYS.intersection(noun.roles)))
    if noun.own not in {one.name for one in fields(noun.case)}:
        yield f"its case has no field {noun.own}"
    yield from _unseen(noun)


def _unseen(noun: Noun[AnyCase]) -> Iterator[str]:
    """Somebody sees one in each of its states, and who is said once."""
    if noun.seen_as_parent:
        if noun.sees:
            yield "seen as its parent is, and not in a way of its own"
        return
    states = {state.value for state in noun.lifecycle.states}
    seen = {str(state) for state, relations in noun.sees.items() if relations}
    for state in sorted({str(one) for one in noun.sees} - states - {EVERY_STATE}):
        yield f"seen in {state}, where none can be"
    for state in sorted(states - seen) if EVERY_STATE not in seen else ():
        yield f"nobody sees one in {state}"


def _carried_out(nouns: Sequence[Noun[AnyCase]]) -> Iterator[str]:
    """Each effect in the house of the nouns is carried out in one way: by the engine, by a handler,
    or as fields of the row.
    """
    ways: dict[type[Effect], set[object]] = {
        one: {"the engine"} for one in (*BY_THE_ENGINE, *GENERIC)
    }
    for noun in nouns:
        for effect, handler in noun.effects.items():
            ways.setdefault(effect, set()).add(handler)
        for effect in noun.computed:
            ways.setdefault(effect, set()).add("the row")
    houses = tuple(f"{noun.case.__module__.rsplit('.', 2)[0]}." for noun in nouns)
    for effect in {**dict.fromkeys(_every(Effect)), **ways}:
        if len(ways.get(effect, ())) > 1:
            yield f"{effect.__name__} is carried out in two ways"
        elif effect not in ways and f"{effect.__module__}.".startswith(houses):
            yield f"nobody carries out {effect.__name__}"


def _every(kind: type[Effect]) -> Iterator[type[Effect]]:
    """Yield the kinds of effects there are. A dataclass with slots is a copy of the class that was
    written, which lives on until it is collected: of those with one name the last counts.
    """
    latest = {(one.__module__, one.__qualname__): one for one in kind.__subclasses__()}
    for one in latest.values():
        yield one
        yield from _every(one)


def _twice(words: Iterable[str]) -> list[str]:
    """Return the words that are there more than once."""
    found = list(words)
    return sorted({one for one in found if found.count(one) > 1})
