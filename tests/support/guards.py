"""How the tests of guards are written.

Each says which guards it shows both sides of, and whether it did can be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from support.county import Lan
from workflows.engine.case import Case
from workflows.ground.errors import Hindered
from workflows.nouns import LIFECYCLES

T = TypeVar("T")
C = TypeVar("C", bound=Case)
LESSEBO = {"slag": "huvudman", "kod": "lessebo"}
BESLUT = {"utfall": "bifall", "beslutstext": "Ja."}


def refused(lan: Lan, sak_id: int, who: str, step: str, **payload: Any) -> str:
    """Return the obstacles a step met, as one text; fails when it met none."""
    with pytest.raises(Hindered) as caught:
        lan.step(sak_id, who, step, **payload)
    return " ".join(caught.value.hinder)


def obstacle(rule: Callable[[C, Any], str | None], case: C) -> str | None:
    """Return what a guard says of a matter and what is said in the step it is built with."""
    return rule(case, case.payload)


def guard(*names: str) -> Callable[[T], T]:
    """Say which guards ("noun.name") a test shows both sides of; ``test_every_guard`` reads it
    from the files.
    """
    assert names
    return lambda test: test


def guards_in_use() -> Iterator[str]:
    """Yield every guard the lifecycles ask, as "noun.name"."""
    for lifecycle in LIFECYCLES.values():
        for step in lifecycle.steps:
            for one in (*step.needs, *step.checks):
                yield f"{one.__module__.split('.')[1]}.{one.__name__}"
