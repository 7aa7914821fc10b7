"""Which party a step is about, and whether the one who takes it may speak for it: agreements and
their revisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from workflows.avtal.payloads import Bifogar
from workflows.county.mandate import R
from workflows.engine.case import Case
from workflows.engine.roles import roles_of
from workflows.ground.sentences import regel
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
_WITH_ADDRESS = re.compile(r"(?P<namn>.*?)[\s,;:]*<?(?P<epost>[^\s<>,;:]*@[^\s<>,;:]*)>?")


def informed(lines: Iterable[str], known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the name and the address of each who is informed, of lines such as "Vård AB
    <info@vard.example>". Who stays keeps the address that is ``known`` where the line says none.
    """
    found: dict[str, str] = {}
    for line in lines:
        both = _WITH_ADDRESS.fullmatch(line)
        epost = both["epost"].lower() if both else ""
        namn = (both["namn"] if both else line) or epost
        found.setdefault(namn, epost or known.get(namn, ""))
    return tuple(found.items())


def chosen(case: Case, parties: Iterable[P], name: str | None) -> P | None:
    """Return the party that is named; without a name the only one the actor speaks for."""
    if name:
        huvudman = case.register.huvudman_named(name)
        return next((one for one in parties if huvudman and one.huvudman_id == huvudman.id), None)
    own = [one for one in parties if speaks(case, one)]
    return own[0] if len(own) == 1 else None


def speaks(case: Case, one: Party) -> bool:
    """Tell whether the actor answers for a party."""
    return one.huvudman_id is not None and speaks_for(case.actor, case, one.huvudman_id)


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


@regel("Filen är uppladdad av den som bifogar den.")
def filen_finns(case: Case, said: Bifogar) -> str | None:
    """The file is one's own."""
    return "Filen finns inte." if said.fil and case.named.fil_id is None else None
