"""What a rule may know of an ärende."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.vocabulary import Hantering
from workflows.handling.facts import OmCase, OmFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ArendeFacts(OmFacts):
    """An ärende's own row."""

    fraga: str
    bakgrund: str
    onskad_hantering: tuple[Hantering, ...]
    skapad_av: int
    avsandare_namn: str
    forslag_beslut: str
    forslag_ataganden: tuple[Mapping[str, Any], ...] | None
    konsekvenser: str
    invanare: str
    barare_organ_id: int | None
    forum_organ_id: int | None
    aterkommer: date | None

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
