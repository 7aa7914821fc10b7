"""Carrying out effects: what a handler is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from workflows.engine.case import Case
from workflows.engine.effects import Effect, TakeStep


@dataclass(frozen=True, slots=True)
class Doing:
    """A step being carried out: the facts as they stand after it, and the event it wrote."""

    session: Session
    case: Case
    handelse_id: int


# Carries out one effect in the transaction of the step; returns the steps on other matters that
# follow. Each handler takes an effect of its own class, which a table from class to handler cannot
# say: hence Any.
Handler = Callable[[Any, Doing], Iterable[TakeStep]]
Handlers = Mapping[type[Effect], Handler]
