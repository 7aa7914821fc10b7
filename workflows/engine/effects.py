"""Consequences as data. A rule says what shall follow; the engine carries it out in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows.county.slots import Slot


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that follows from a step."""


@dataclass(frozen=True, slots=True)
class Change(Effect):
    """Write these fields of the matter's own row."""

    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Notify(Effect):
    """Write one message to each person the slots resolve to.

    ``why`` says why they get it; ``data`` goes to the template. ``but`` is the id of
    somebody who needs no letter: what it says they did themselves.
    """

    mall: str
    to: tuple[Slot, ...]
    why: str
    data: Mapping[str, Any] = field(default_factory=dict)
    but: int | None = None


@dataclass(frozen=True, slots=True)
class TakeStep(Effect):
    """Take a step on another matter through the same door, in the same transaction.

    ``if_it_can`` skips it where the other's own lifecycle does not take the step from the state it
    is in. ``only_in`` names fewer states than that, and skips it in all others.
    """

    sak_id: int
    step: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    only_in: tuple[str, ...] = ()
    if_it_can: bool = False


# What the engine itself carries out; everything else is some noun's.
BY_THE_ENGINE = (Change, Notify, TakeStep)
