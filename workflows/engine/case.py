"""What every rule sees: the matter, who asks, and what it hangs together with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from models.lagen import Slag
from workflows.county.actors import Actor
from workflows.county.meetings import MoteFacts
from workflows.county.profile import Profile
from workflows.county.register import Register
from workflows.ground.payload import Payload


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
class SakFacts:
    """The supertype row."""

    id: int
    slag: Slag
    lage: str
    version: int
    foralder_id: int | None
    lage_sedan: datetime
    definitionsversion: int
    kedja: str | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person named in a payload."""

    id: int
    namn: str
    epost: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the payload pointed at, looked up: people by field, organ by field, answers and files by
    id.

    ``ledamoter`` are the ids of the ledningsgrupp's ledamöter, when the payload names an organ it
    is to be sent to.
    """

    personer: Mapping[str, PersonFacts] = field(default_factory=dict)
    mote: MoteFacts | None = None
    fil_id: int | None = None
    tal: Decimal | None = None
    beslut: frozenset[str] = frozenset()
    avtal: Mapping[str, int] = field(default_factory=dict)
    ny_text: NyTextFacts | None = None
    ledamoter: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What every rule sees.

    ``moten`` are the coming meetings that have not been called off, soonest first; read when a rule
    looks at them.
    """

    sak: SakFacts
    actor: Actor
    payload: Payload
    today: date
    now: datetime
    profile: Profile
    register: Register
    named: Named = field(default_factory=Named)
    moten: Iterable[MoteFacts] = ()

    def next_mote(self, organ_id: int) -> MoteFacts | None:
        """Return the organ's next meeting from today on, or None when none is planned."""
        return next(
            (mote for mote in self.moten if mote.organ_id == organ_id and mote.datum >= self.today),
            None,
        )

    def in_state(self, lage: str) -> Case:
        """Return the same facts with the matter in another state."""
        return replace(self, sak=replace(self.sak, lage=lage))


T = TypeVar("T")


class Lazily(Iterable[T], Generic[T]):
    """Facts that few steps ask about: read at the first look, in the transaction of the case, and
    never again.
    """

    def __init__(self, read: Callable[[], Iterable[T]]) -> None:
        """Read nothing yet."""
        self._read = read
        self._facts: tuple[T, ...] | None = None

    def __iter__(self) -> Iterator[T]:
        """Read what has not been read, and go through it."""
        if self._facts is None:
            self._facts = tuple(self._read())
        return iter(self._facts)
