"""What a rule may know of a round."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.engine.case import Case
from workflows.handling.facts import OmFacts, RemissFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class RemissCase(Case):
    """A round with the matter it is about, and that one's state."""

    remiss: RemissFacts
    om: OmFacts
    om_lage: str
