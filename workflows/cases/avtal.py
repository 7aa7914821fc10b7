"""What a rule may know of an agreement in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.vocabulary import AvtalSlag, Forlangning, PartSlag


@dataclass(frozen=True, slots=True)
class AvtalFacts:
    """An agreement's own row."""

    id: int
    slug: str
    rubrik: str
    slag: AvtalSlag
    omrade: str
    trappsteg: str | None
    agare_organ_id: int
    giltig_till: date | None
    forlangning: Forlangning
    forlangning_manader: int | None
    uppsagning_manader: int | None
    oversyn: date
    varnad_upphor: date | None


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One who is bound or informed. ``namn`` is the name people read."""

    id: int
    slag: PartSlag
    namn: str
    huvudman_id: int | None
    uppsagning_manader: int | None
    uppsagd: date | None
    lamnar: date | None
    varnad: date | None = None


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A text that is, was or will be in force, without its words."""

    id: int
    nr: int
    sha256: str
    galler_fran: date
    redaktionell: bool
    skapad: date
