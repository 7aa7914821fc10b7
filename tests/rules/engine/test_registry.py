"""A registry of nouns that do not fit together, or with themselves, cannot be made."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

import pytest

from models.lagen import RemissLage, Slag
from workflows.county.mandate import R
from workflows.engine.effects import Change, Effect, Notify
from workflows.engine.lifecycle import DefinitionError
from workflows.engine.noun import Noun, Nouns
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.ground.payload import LOCKED, Payload
from workflows.nouns import NOUNS

AVTAL, MOTE, REMISS = NOUNS[Slag.AVTAL], NOUNS[Slag.MOTE], NOUNS[Slag.REMISS]
HANDLED = next(iter(AVTAL.effects))
ANYBODY = frozenset({ALLA})
SEES = {lage.value: ANYBODY for lage in RemissLage}


def registry(*changed: Noun[Any]) -> Nouns:
    """Return the county's registry with other nouns in the place of those of the same kind."""
    new = {noun.slag: noun for noun in changed}
    return Nouns(*(new.get(noun.slag, noun) for noun in NOUNS))


def remiss(**changed: Any) -> Callable[[], Nouns]:
    """Make a registry in which a remiss says something else of itself."""
    return lambda: registry(replace(REMISS, **changed))


def avtal(**changed: Any) -> Callable[[], Nouns]:
    """Make a registry in which an agreement does."""
    return lambda: registry(replace(AVTAL, **changed))


def takes(noun: Noun[Any], payload: type[Payload]) -> Noun[Any]:
    """Return a noun whose first step takes another payload."""
    first, *others = noun.lifecycle.steps
    steps = [replace(first, takes=payload, needs=(), checks=(), then=()), *others]
    return replace(noun, lifecycle=replace(noun.lifecycle, steps=steps))


class Numbered(Payload):
    """A meeting by its number."""

    mote: Annotated[int | None, LOCKED] = None


class Named(Payload):
    """A meeting by its name."""

    mote: Annotated[str | None, LOCKED] = None


def nothing(*_: object) -> tuple[()]:
    """Carry out nothing."""
    return ()


BROKEN: dict[str, Callable[[], Nouns]] = {
    "two of kind avtal": lambda: Nouns(*NOUNS, AVTAL),
    "two of lock rank": lambda: registry(replace(AVTAL, lock_rank=REMISS.lock_rank)),
    "two of table remiss": avtal(table=REMISS.table),
    "two of kind of facts RemissCase": avtal(case=REMISS.case, own=REMISS.own),
    "two of payload Numbered": lambda: registry(
        takes(AVTAL, Numbered), takes(REMISS, type("Numbered", (Payload,), {}))
    ),
    "two of type of the locked field mote": lambda: registry(takes(AVTAL, Named)),
    "remiss: its case has no field svaret": remiss(own="svaret"),
    "remiss: nobody is mottagare": remiss(roles={}),
    "avtal: klockan is no person": avtal(roles={**AVTAL.roles, R.KLOCKAN: lambda *_: True}),
    "remiss: seen as its parent is, and not in a way of its own": remiss(sees=SEES),
    "remiss: seen in lyft, where none can be": remiss(
        seen_as_parent=False, sees={**SEES, "lyft": ANYBODY}
    ),
    "remiss: nobody sees one in stangd": remiss(
        seen_as_parent=False, sees={**SEES, RemissLage.STANGD: frozenset()}
    ),
    "remiss: nobody sees one in oppen": remiss(seen_as_parent=False, sees={}),
    "nobody prepares what is seen as its parent is": lambda: registry(
        *(replace(noun, prepared_by=frozenset()) for noun in NOUNS)
    ),
    f"{HANDLED.__name__} is carried out in two ways": remiss(
        effects={**REMISS.effects, HANDLED: nothing}
    ),
    "Change is carried out in two ways": remiss(effects={**REMISS.effects, Change: nothing}),
    "Notify is carried out in two ways": remiss(computed={Notify: nothing}),
    f"nobody carries out {HANDLED.__name__}": avtal(
        effects={effect: one for effect, one in AVTAL.effects.items() if effect is not HANDLED}
    ),
}


@pytest.mark.parametrize("words", BROKEN)
def test_a_registry_that_does_not_fit_is_refused_and_says_what_is_wrong(words: str) -> None:
    with pytest.raises(DefinitionError, match=rf"(^|; ){words}(;|$| )"):
        BROKEN[words]()


def test_a_kind_may_say_of_every_state_or_of_each_who_sees_one() -> None:
    remiss(seen_as_parent=False, sees=SEES)()
    remiss(seen_as_parent=False, sees={EVERY_STATE: ANYBODY})()


@pytest.mark.parametrize("parent", [Effect, HANDLED, Change], ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ["Lost", "Box.Lost", "made.<locals>.Lost"])
def test_an_effect_that_nobody_carries_out_is_found_wherever_it_is_written(
    parent: type[Effect], name: str
) -> None:
    lost = type("Lost", (parent,), {"__module__": "workflows.other.anything", "__qualname__": name})
    with pytest.raises(DefinitionError, match="nobody carries out Lost"):
        registry()
    del lost
    gc.collect()
    registry()


def test_the_class_that_one_with_slots_was_made_of_is_no_effect_of_its_own() -> None:
    written = type("Kept", (Effect,), {"__module__": "workflows.other", "__annotations__": {}})
    kept: type[Effect] = dataclass(frozen=True, slots=True)(written)
    try:
        registry(replace(AVTAL, effects={**AVTAL.effects, kept: nothing}))
    finally:
        del written, kept
        gc.collect()
