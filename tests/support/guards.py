"""How the tests of guards are written.

Each says which guards it shows both sides of, and whether it did can be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from sqlmodel import Session

from support.cases.county import actor
from support.county import Lan
from workflows.county.actors import KLOCKAN, Actor
from workflows.engine.case import Case
from workflows.engine.door import Ask, load, obstacles
from workflows.engine.lifecycle import AnyStep
from workflows.engine.load import Asked, load_case
from workflows.engine.roles import roles_of
from workflows.engine.world import World
from workflows.ground.errors import Hindered, RoleMissing
from workflows.ground.payload import parse
from workflows.nouns import LIFECYCLES

T = TypeVar("T")
LESSEBO = {"slag": "huvudman", "kod": "lessebo"}
BESLUT = {"utfall": "bifall", "beslutstext": "Ja."}


def refused(lan: Lan, sak_id: int, who: str, step: str, **payload: Any) -> str:
    """Return the obstacles a step met, as one text; fails when it met none."""
    with pytest.raises(Hindered) as caught:
        lan.step(sak_id, who, step, **payload)
    return " ".join(caught.value.hinder)


def row_of(case: Case, step: str) -> AnyStep[Any]:
    """Return a step's row in the lifecycle of a case."""
    row = LIFECYCLES[case.sak.slag].step(step)
    assert row is not None, step
    return row


def case_of(session: Session, sak_id: int, ask: Ask, actor: Actor, world: World) -> Case:
    """Return what the rules see when somebody asks for a step on a stored matter."""
    case = load(session, sak_id, KLOCKAN, world)
    said = parse(row_of(case, ask.step).takes, ask.payload)
    return load_case(session, Asked(case.sak, actor, said, world))


def in_the_way(case: Case, step: str) -> list[str]:
    """Return every obstacle to a step that is asked for with the payload of the case."""
    return list(obstacles(LIFECYCLES[case.sak.slag], row_of(case, step), case))


def asking(case: Case, who: str, step: str, said: dict[str, Any]) -> Case:
    """Return a case of memory where somebody asks for a step; RoleMissing when it is not theirs."""
    row, somebody = row_of(case, step), actor(who)
    if not roles_of(somebody, case).intersection(row.by):
        raise RoleMissing(row.rubrik, [role.ord for role in row.by])
    return replace(case, actor=somebody, payload=parse(row.takes, said))


def obstacle(case: Case, who: str, step: str, **said: Any) -> str:
    """Return what stands in the way of a step on a case of memory, "" for nothing."""
    return " ".join(in_the_way(asking(case, who, step, said), step))


def after(case: Case, who: str, step: str, **said: Any) -> str:
    """Return the state that a step leads to; fails when anything stands in the way."""
    assert obstacle(case, who, step, **said) == ""
    lifecycle = LIFECYCLES[case.sak.slag]
    return str(lifecycle.move(row_of(case, step), asking(case, who, step, said)).value)


def guard(*names: str) -> Callable[[T], T]:
    """Say which guards ("noun.name") a test shows both sides of; ``test_every_guard`` reads it from
    the files.
    """
    assert names
    return lambda test: test


def guards_in_use() -> Iterator[str]:
    """Yield every guard the lifecycles ask, as "noun.name"."""
    for lifecycle in LIFECYCLES.values():
        for step in lifecycle.steps:
            for one in (*step.needs, *step.checks):
                yield f"{one.__module__.split('.')[1]}.{one.__name__}"
