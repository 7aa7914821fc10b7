"""What a rule may know of an åtagande."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.handling.facts import AboutCase, AtagandeFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AtagandeCase(AboutCase):
    """An åtagande with the matter its decision is about, and that one's state; ``ansvariga`` are
    the ids of those who answer for it today.
    """

    atagande: AtagandeFacts
    ansvariga: frozenset[int] = frozenset()
    om_lage: str
