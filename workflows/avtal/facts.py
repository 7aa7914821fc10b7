"""What a rule may know of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.avtal import AvtalBase
from models.base import Fakta
from models.vocabulary import Forlangning, PartSlag
from workflows.engine.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class NyTextFacts:
    """The text a revision brings to an agreement, with what it was locked and signed as.

    ``sha256`` is what its words were locked under, ``signerade`` what each party that is left
    (``parter``) has signed, "" for one that has not. ``beslutad`` says where it was decided,
    ``last_av`` who locked it.
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
class NamedAgreements:
    """The ids of the agreements a payload names, by their addresses."""

    ids: Mapping[str, int]


class AvtalFacts(AvtalBase, Fakta):
    """An agreement's own row."""

    @property
    def last_day(self) -> date | None:
        """The last day of what ends by itself; None for what goes on."""
        return self.giltig_till if self.forlangning is Forlangning.UPPHOR else None


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
    diarienummer: str = ""
    uteslutning: str = ""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A text that is, was or will be in force, without its words."""

    id: int
    nr: int
    sha256: str
    galler_fran: date
    redaktionell: bool
    skapad: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtalCase(Case):
    """An agreement with its parties, in order, and its versions, oldest first.

    ``revisioner`` names the revision whose text is on its way, if any; read when a rule looks at
    it.
    """

    avtal: AvtalFacts
    parter: tuple[PartFacts, ...] = ()
    versioner: tuple[VersionFacts, ...] = ()
    revisioner: Iterable[str] = ()

    def bundna(self) -> tuple[PartFacts, ...]:
        """Return the parties that are bound today, in order."""
        return tuple(
            p
            for p in self.parter
            if p.slag is PartSlag.PART and (p.lamnar is None or p.lamnar >= self.today)
        )
