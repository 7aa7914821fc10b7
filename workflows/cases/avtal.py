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


@dataclass(frozen=True, slots=True, kw_only=True)
class NyTextFacts:
    """The text a revision brings to an agreement, with what it was locked and signed as.

    ``sha256`` is what its words were locked under, ``signerade`` what each party that is left (``parter``) has signed,
    "" for one that has not. ``beslutad`` says where it was decided, ``last_av`` who locked it.
    """

    avtal_id: int
    revision_lage: str
    text: str
    sha256: str
    sammanfattning: str
    galler_fran: date
    beslutad: str
    last_av: int
    parter: tuple[int, ...]
    signerade: tuple[str, ...]


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
