"""What ledamöter and parties do with the text of a revision, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.revisionsord import Godkannandeord, Partsutfall, SignaturSatt
from workflows.engine.effects import Effect


@dataclass(frozen=True, slots=True)
class Approve(Effect):
    """Write what a ledamot says of exactly one text; what the same one said before no longer
    counts.
    """

    version_id: int
    sha256: str
    for_id: int
    ord: Godkannandeord
    avsnitt: str
    text: str
    onskad: str


@dataclass(frozen=True, slots=True)
class VoidApprovals(Effect):
    """Write that a changed text has made every approval void."""


@dataclass(frozen=True, slots=True)
class RecordPartyDecision(Effect):
    """Write what a party's own instans decided about one text; the latest about it counts."""

    version_id: int
    huvudman_id: int
    instans: str
    datum: date
    paragraf: str
    utfall: Partsutfall
    villkor: str
    fil_id: int | None


@dataclass(frozen=True, slots=True)
class PlanPartyDecision(Effect):
    """Write which instans of a party's own decides, and the day it means to."""

    huvudman_id: int
    instans: str
    planerat: date | None


@dataclass(frozen=True, slots=True)
class ReleaseParty(Effect):
    """Let the others go on without a party."""

    huvudman_id: int


@dataclass(frozen=True, slots=True)
class Sign(Effect):
    """Write that a party has signed exactly one text; ``fil_id`` is the paper, when the actor
    attests one.
    """

    version_id: int
    sha256: str
    huvudman_id: int
    namn: str
    befattning: str
    behorighet: str
    behorighet_datum: date
    satt: SignaturSatt
    fil_id: int | None = None
