"""What a rule may know of an ärende."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.arende import ArendeBase
from models.vocabulary import Hantering
from workflows.handling.facts import OmCase, OmFacts


class ArendeFacts(ArendeBase, OmFacts):
    """An ärende's own row."""

    onskad_hantering: tuple[Hantering, ...]
    forslag_ataganden: tuple[Mapping[str, object], ...] | None

    @property
    def for_beslut(self) -> bool:
        """Tell whether it is raised to be decided."""
        return Hantering.BESLUT in self.onskad_hantering


@dataclass(frozen=True, slots=True, kw_only=True)
class ArendeCase(OmCase):
    """An ärende."""

    om: ArendeFacts

    @property
    def arende(self) -> ArendeFacts:
        """The ärende's own row."""
        return self.om
