"""What every rule sees: the matter, who asks, and what it hangs together with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypedDict, TypeVar

from models.lagen import Slag
from workflows.county.actors import Actor
from workflows.county.meetings import ComingMote
from workflows.county.profile import Profile
from workflows.county.register import Register
from workflows.ground.payload import Payload

if TYPE_CHECKING:
    from workflows.engine.noun import Noun
    from workflows.engine.world import World

T = TypeVar("T")
# The case of whatever kind a noun, a lifecycle, a step or a wait is of. What holds for one kind
# takes its case and gives it back, so that none stands for all of them, and Python has no type for
# "some kind, and the same throughout".
AnyCase: TypeAlias = Any


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
    """A person named in a payload. ``konto`` tells whether they can sign in and act."""

    id: int
    namn: str
    epost: str
    konto: bool = True


@dataclass(frozen=True, slots=True)
class Rubrik:
    """What letters and pages call a matter: its name, its number ("" without one), its page."""

    rubrik: str
    beteckning: str
    lank: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the payload pointed at, looked up: people by address, a file by its id, and what each
    noun found.
    """

    personer: Mapping[str, PersonFacts] = field(default_factory=dict)
    fil_id: int | None = None
    found: Mapping[type, object] = field(default_factory=dict)

    def find(self, kind: type[T]) -> T | None:
        """Return what was found of a kind; None when the payload points at none."""
        found = self.found.get(kind)
        return found if isinstance(found, kind) else None


class Common(TypedDict):
    """What every case is made of, to which each noun adds its own facts."""

    sak: SakFacts
    actor: Actor
    payload: Payload
    world: World
    register: Register
    named: Named
    moten: Iterable[ComingMote]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What every rule sees.

    ``moten`` are the coming meetings that have not been called off, soonest first; read when a rule
    looks at them.
    """

    sak: SakFacts
    actor: Actor
    payload: Payload
    world: World
    register: Register
    named: Named = field(default_factory=Named)
    moten: Iterable[ComingMote] = ()

    @property
    def noun(self) -> Noun[AnyCase]:
        """What kind of matter it is."""
        return self.world.nouns[self.sak.slag]

    @property
    def now(self) -> datetime:
        """The instant at which something is asked or done."""
        return self.world.now

    @property
    def today(self) -> date:
        """The day in Stockholm."""
        return self.world.today

    @property
    def profile(self) -> Profile:
        """The county's profile."""
        return self.world.profile

    def next_mote(self, organ_id: int) -> ComingMote | None:
        """Return the organ's next meeting from today on, or None when none is planned."""
        return next(
            (mote for mote in self.moten if mote.organ_id == organ_id and mote.datum >= self.today),
            None,
        )


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
