"""What a rule may know of an ärende."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from models.arende import ArendeBase
from models.revisionsord import Godkannandeord
from models.text import in_form
from models.vocabulary import Hantering
from workflows.handling.facts import GodkannareFacts, OmCase, OmFacts


class ArendeFacts(ArendeBase, OmFacts):
    """An ärende's own row."""

    onskad_hantering: tuple[Hantering, ...]
    forslag_ataganden: tuple[Mapping[str, object], ...] | None

    @property
    def for_beslut(self) -> bool:
        """Tell whether it is raised to be decided."""
        return Hantering.BESLUT in self.onskad_hantering

    @property
    def underlag_sha256(self) -> str:
        """The hash of the words that are decided about: whoever has approved them approved
        exactly these.
        """
        return underlag_hash({name: getattr(self, name) for name in APPROVED})


APPROVED = (
    "rubrik",
    "fraga",
    "bakgrund",
    "forslag_beslut",
    "forslag_ataganden",
    "konsekvenser",
    "invanare",
)


def underlag_hash(words: Mapping[str, object]) -> str:
    """Return the hash of an underlag by its parts."""
    whole = json.dumps(words, ensure_ascii=False, sort_keys=True, default=list)
    return sha256(in_form(whole).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderlagsordFacts:
    """What one ledamot (``for_id``) has said of one underlag."""

    for_id: int
    sha256: str
    ord: Godkannandeord


@dataclass(frozen=True, slots=True, kw_only=True)
class ArendeCase(OmCase):
    """An ärende, and what the ledamöter have said of its underlag, oldest first. ``ledamoter`` are
    all of them, where some must approve: whom it concerns may change. ``saknas`` is what the sender
    was last asked for, where anything was.
    """

    om: ArendeFacts
    ledamoter: tuple[GodkannareFacts, ...] = ()
    sagt: tuple[UnderlagsordFacts, ...] = ()
    saknas: Iterable[str] = ()

    @property
    def arende(self) -> ArendeFacts:
        """The ärende's own row."""
        return self.om
