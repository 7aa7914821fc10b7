"""Carrying out each kind of consequence, in the transaction of the step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from sqlmodel import Session

from workflows.engine.case import Case
from workflows.engine.effects import Effect, TakeStep


@dataclass(frozen=True, slots=True)
class Doing:
    """A step being carried out: the facts as they stand after it, and the event it wrote."""

    session: Session
    case: Case
    handelse_id: int


@singledispatch
def carry_out(_effect: Effect, _doing: Doing) -> Iterable[TakeStep]:
    """Carry out one consequence.

    Return the steps on other matters that follow from it. Others than these: nothing here.
    """
    return ()
