"""What a rule may know of an åtagande."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import SvarSlag
from workflows.handling.facts import AboutCase, AtagandeFacts

_REPORTS = {SvarSlag.NAMN: "Lämna namn", SvarSlag.FIL: "Lämna fil", SvarSlag.TEXT: "Redovisa"}


def reporting(svar: SvarSlag) -> str:
    """Return what the step that gives an answer of a kind is called."""
    return _REPORTS.get(svar, "Rapportera klart")


@dataclass(frozen=True, slots=True)
class Kollega:
    """Whom something is to be handed to, when the program knows the address already.

    ``huvudman_ids`` are those they have an uppdrag for today, or have been handed something for;
    ``organ_ids`` where they have an uppdrag today.
    """

    id: int
    namn: str
    aktiv: bool
    huvudman_ids: frozenset[int]
    organ_ids: frozenset[int]

    @property
    def has_a_place(self) -> bool:
        """Tell whether it is known where they belong."""
        return bool(self.huvudman_ids or self.organ_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtagandeCase(AboutCase):
    """An åtagande with the matter its decision is about, and that one's state; ``ansvariga`` are
    the ids of those who answer for it today.
    """

    atagande: AtagandeFacts
    ansvariga: frozenset[int] = frozenset()
    om_lage: str
