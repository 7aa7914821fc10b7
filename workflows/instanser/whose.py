"""Which party a step is about, and whether the one who takes it may speak for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from workflows.county.mandate import R
from workflows.engine.case import Case
from workflows.engine.roles import roles_of
from workflows.handling.slots import speaks_for


class Party(Protocol):
    """A party of an agreement or of the text of a revision."""

    @property
    def huvudman_id(self) -> int | None:
        """The id of its huvudman; None for one who is none."""

    @property
    def namn(self) -> str:
        """The name people read."""


P = TypeVar("P", bound=Party)


def chosen(case: Case, parties: Iterable[P], name: str | None) -> P | None:
    """Return the party that is named; without a name the only one the actor speaks for."""
    if name:
        huvudman = case.register.huvudman_named(name)
        return next((one for one in parties if huvudman and one.huvudman_id == huvudman.id), None)
    own = [one for one in parties if speaks(case, one)]
    return own[0] if len(own) == 1 else None


def speaks(case: Case, one: Party) -> bool:
    """Tell whether the actor answers for a party."""
    return one.huvudman_id is not None and speaks_for(case.actor, one.huvudman_id)


def not_theirs(case: Case, one: Party | None, *, secretary: bool = True) -> str | None:
    """Return the obstacle when somebody speaks for a party that is not theirs; a sekreterare may
    where it is said.
    """
    if (
        one is None
        or speaks(case, one)
        or (secretary and R.SEKRETERARE in roles_of(case.actor, case))
    ):
        return None
    return f"Du företräder inte {one.namn}."
