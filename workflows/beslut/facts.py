"""What a rule may know of an åtagande."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.engine.case import Case
from workflows.handling.facts import AtagandeFacts, OmFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AtagandeCase(Case):
    """An åtagande with the matter its decision is about, and that one's state."""

    atagande: AtagandeFacts
    om: OmFacts
    om_lage: str
