"""What a step and a lifecycle are.

A definition is checked when it is imported; the only importer of ``transitions``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from transitions import Machine, State

from models.base import Ord
from models.lagen import Fas, Slag
from models.vocabulary import Vag
from workflows.county.mandate import R
from workflows.county.slots import Delfrist, Slot
from workflows.engine.case import AnyCase, Case
from workflows.engine.definitions import wrong_with_lifecycle
from workflows.engine.effects import Effect
from workflows.ground.payload import Payload
from workflows.ground.sentences import told

C = TypeVar("C", bound=Case)
P = TypeVar("P", bound=Payload)
P_contra = TypeVar("P_contra", bound=Payload, contravariant=True)

# Under these an event keeps the names its line has, and which fields it changed, beside what was
# said.
NAMES, CHANGED = "_namn", "_andrat"
# What is said in a step, whatever step it is: each rule takes the payload of its own row.
AnyPayload: TypeAlias = Any

# Every rule sees the matter and what is said in the step. One that looks at the matter alone takes
# anything as said; one that several steps share asks for the fields it reads (a Protocol).
Guard = Callable[[C, P], str | None]
Consequence = Callable[[C, P], Iterable[Effect]]


class DefinitionError(Exception):
    """A lifecycle that breaks a promise: the program must not start with it."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[C, P_contra]):
    """Several possible states after a step.

    ``then`` when the fact holds, else ``otherwise``, which may be another choice. ``words`` say the
    fact in Swedish.
    """

    words: str
    holds: Callable[[C, P_contra], bool]
    then: Ord
    otherwise: Ord | Choice[C, P_contra]

    def ways(self) -> Iterator[Choice[C, P_contra]]:
        """Yield this choice and those inside it, in the order they are asked."""
        yield self
        if isinstance(self.otherwise, Choice):
            yield from self.otherwise.ways()

    @property
    def last(self) -> Ord:
        """The state where no fact holds."""
        return self.otherwise.last if isinstance(self.otherwise, Choice) else self.otherwise


@dataclass(frozen=True, slots=True)
class AnyStep(Generic[C]):
    """One row of a lifecycle: WHO takes it FROM which states TO which, IF all this holds, THEN this
    follows.

    ``dest`` None records a fact and leaves the state. ``takes`` is what is said in it. ``needs``
    are asked before the button is pressed, when nothing is said yet, as well as after; ``checks``
    concern what was filled in. ``events`` is the line people read in the history. ``moves`` tells
    that a fact sets the date anew, or in which states; other facts leave it, or writing would hide
    that it is late. ``foretells`` say before the button is pressed what taking the step would do to
    what others have done. ``otherwise`` says for states the step is not taken from what can be done
    instead. ``does`` says above its form what the step does;
    ``written_in`` names the step in whose form what this one wants is written first. ``answers``
    where somebody is asked for an answer: its form shows what that is about. ``asks`` where it
    reaches others or cannot be undone: whom and what is shown, and asked about, before it is taken.
    ``names`` says whom and what a place in ``events`` ("{parten:En part}") stands for, kept with
    the event. ``writes`` tells that it only saves fields: what stands already is no event.
    ``vag`` is by which way it was said, where that is not how the one who writes it came in.
    ``yours`` is what has happened in the words of whoever took it, where ``events`` speaks of them
    as of somebody else ("En mottagare svarade"). ``knapp`` is what the button of its form says
    where that is not what the step is called: what saves says "Spara", what sends "Skicka".
    ``shows`` when its form shows what it is about though it is no answer to anybody. ``asks_if``
    are answers by which a step that asks reaches more: when, and what would be said.
    ``called`` is what it is called of one matter, where that says more than ``rubrik``: lists,
    pages and forms say the same.
    """

    name: str
    rubrik: str
    by: tuple[R, ...]
    source: tuple[Ord, ...]
    dest: Ord | Choice[C, AnyPayload] | None
    events: str
    takes: type[Payload]
    needs: tuple[Guard[C, AnyPayload], ...] = ()
    checks: tuple[Guard[C, AnyPayload], ...] = ()
    then: tuple[Consequence[C, AnyPayload], ...] = ()
    tone: Literal["framat", "fakta", "tillbaka", "avslut"] = "framat"
    moves: bool | tuple[Ord, ...] = False
    foretells: tuple[Callable[[C], str | None], ...] = ()
    otherwise: tuple[tuple[Ord, str], ...] = ()
    does: str = ""
    written_in: str = ""
    answers: bool = False
    asks: bool = False
    names: Callable[[C, AnyPayload], Mapping[str, str]] | None = None
    writes: bool = False
    vag: Vag | None = None
    yours: str = ""
    knapp: str = ""
    shows: bool = False
    asks_if: tuple[tuple[str, AnyPayload], ...] = ()
    called: Callable[[C], str] | None = None

    def heading(self, case: C) -> str:
        """Return what it is called of a matter: on its page, above its form and in the list."""
        return self.called(case) if self.called else self.rubrik

    def button(self, case: C) -> str:
        """Return what the button of its form says."""
        return self.knapp or self.heading(case)

    def receipt(self, names: Mapping[str, str]) -> str:
        """Return what whoever took the step is told, with the names that the event keeps."""
        return told(self.yours or self.events, names)

    def redates(self, lage: Ord) -> bool:
        """Tell whether a fact sets the date anew in a state."""
        return lage in self.moves if isinstance(self.moves, tuple) else self.moves

    def dests(self) -> tuple[Ord, ...]:
        """Return every state the step can lead to; for a fact, none."""
        if self.dest is None:
            return ()
        if not isinstance(self.dest, Choice):
            return (self.dest,)
        return (*(way.then for way in self.dest.ways()), self.dest.last)


@dataclass(frozen=True, slots=True)
class Step(AnyStep[C], Generic[C, P]):
    """A row as a table writes it: its rules see what it takes, or mypy refuses it.

    Who only reads rows, of whatever they take, asks for ``AnyStep``. A table does too: a list of
    ``Step[C, AnyPayload]`` would let every row take anything.
    """

    dest: Ord | Choice[C, P] | None
    takes: type[P]
    needs: tuple[Guard[C, P], ...] = ()
    checks: tuple[Guard[C, P], ...] = ()
    then: tuple[Consequence[C, P], ...] = ()
    names: Callable[[C, P], Mapping[str, str]] | None = None
    called: Callable[[C], str] | None = None


@dataclass(frozen=True, slots=True)
class Delar(Generic[C]):
    """Those who are waited for one by one in a state; ``steg`` is what each is asked to do, ``ord``
    who they are. ``av`` tells which matters have any there; None is each. ``svar`` is False where
    they only keep watch, and what they can do is no answer. ``left`` is what is left for each of
    them, where that is not what is left for the holder; ``ensam`` where nobody but they is waited
    for: the matter may have come to its end. ``jamte`` where they are asked for the very same as
    the holder, beside them: who has both by their place has it once.
    """

    vilka: Callable[[C], Iterable[Delfrist]]
    steg: str
    ord: str
    av: Callable[[C], bool] | None = None
    svar: bool = True
    left: str = ""
    ensam: bool = False
    jamte: bool = False

    def may_be_of(self, *cases: C) -> bool:
        """Tell whether some may be waited for in a matter as it stands in one of these."""
        return self.av is None or any(map(self.av, cases))


@dataclass(frozen=True, slots=True)
class Wait(Generic[C]):
    """Whose move it is in a state and by when.

    ``left`` is what is left for them to do, as their list names it; "" where the day, or each of
    those who are waited for one by one, brings the next move; ``late`` is what is left for the
    holder then, once the day has gone or all who were asked in a round have answered.
    ``on_the_day`` when nothing can be done about it before its day. ``delar`` when some are waited
    for one by one beside that, each with a frist and reminders.
    ``rests_without`` names the field of the matter's own row without which it may stand there with
    nothing left to do, ``by_itself`` tells when the day brings the next move without anybody's
    help, so that nobody is reminded of it. ``grupp`` is what of it each in the holder's organ can
    do too and has in the own list, though the holder alone is reminded: all, or the comments.
    ``nearer`` where the list of one matter may name what stands before ``left``, or the very answer
    that is wanted: its page then leaves the word to its steps.
    """

    whose: Callable[[C], Slot]
    due: Callable[[C], date]
    words: str
    left: str = ""
    late: str = ""
    on_the_day: bool = False
    remind: bool = True
    rests_without: str | None = None
    by_itself: Callable[[C], bool] | None = None
    delar: Delar[C] | None = None
    grupp: Literal["", "arbetet", "synpunkterna"] = ""
    nearer: bool = False

    @property
    def beside(self) -> bool:
        """Tell whether some are asked for the very same as the holder."""
        return bool(self.delar and self.delar.jamte)

    def remains(self, *, reminded: bool) -> str:
        """Return what is left to do for the holder of a frist who is reminded of it, or watches."""
        return self.late if self.late and not reminded else self.left

    def rests(self, case: C) -> bool:
        """Tell whether the matter stands there with nothing left for its own holder."""
        if self.delar and self.delar.ensam:
            return True
        if self.rests_without is None:
            return False
        return getattr(getattr(case, case.noun.own), self.rests_without) is None

    def reminds(self, case: C) -> bool:
        """Tell whether somebody is reminded of the day."""
        return self.remind and not (self.by_itself and self.by_itself(case))


@dataclass(frozen=True)
class Lifecycle(Generic[C]):
    """A whole lifecycle. ``version`` is raised with every change of meaning and stored with each
    matter and event.
    """

    slag: Slag
    version: int
    initial: Ord
    waits: Mapping[Ord, Wait[C]]
    final: frozenset[Ord]
    steps: Sequence[AnyStep[C]]
    phases: Mapping[Ord, Fas] = field(default_factory=dict)
    machine: Machine = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check the definition and build its one shared machine; DefinitionError says all that is
        wrong.
        """
        if wrong := list(wrong_with_lifecycle(self)):
            raise DefinitionError(f"{self.slag}: " + "; ".join(wrong))
        object.__setattr__(self, "machine", _machine(self))

    @property
    def states(self) -> type[Ord]:
        """Every state there is."""
        return type(self.initial)

    def step(self, name: str) -> AnyStep[C] | None:
        """Return a step by name, or None."""
        return self._by_name.get(name)

    def from_state(self, lage: Ord) -> list[AnyStep[C]]:
        """Return the steps that start in a state, in the order of the table."""
        return [step for step in self.steps if lage in step.source]

    def move(self, step: AnyStep[C], case: C) -> Ord:
        """Return the state after the step; the guards have been asked already."""
        lage = self.state(case.sak.lage)
        if step.dest is None:
            return lage
        cursor = _Cursor(lage, case)
        self.machine.events[step.name].trigger(cursor)
        return cursor.state

    def state(self, value: str) -> Ord:
        """Return a state of this lifecycle by its stored value."""
        return self.states(value)

    @cached_property
    def _by_name(self) -> dict[str, AnyStep[C]]:
        return {step.name: step for step in self.steps}


class _Cursor:
    """What the machine moves: never a stored row, which cannot be a model of ``transitions``."""

    def __init__(self, state: Ord, case: Case) -> None:
        self.state = state
        self.case = case

    def agrees(self, holds: Callable[[AnyCase, AnyPayload], bool]) -> bool:
        """Tell whether a condition holds of the matter and what is said in the step."""
        return holds(self.case, self.case.payload)


def _machine(lifecycle: Lifecycle[AnyCase]) -> Machine:
    """Build the machine: automatic transitions off, or every state would have a back door."""
    machine = Machine(
        model=None,
        states=lifecycle.states,
        initial=lifecycle.initial,
        auto_transitions=False,
        send_event=True,
    )
    for step in lifecycle.steps:
        source: list[str | Enum | State] = list(step.source)
        if isinstance(step.dest, Choice):
            for way in step.dest.ways():
                machine.add_transition(
                    step.name,
                    source,
                    way.then,
                    conditions=[lambda event, holds=way.holds: event.model.agrees(holds)],
                )
            machine.add_transition(step.name, source, step.dest.last)
        elif step.dest is not None:
            machine.add_transition(step.name, source, step.dest)
    return machine
