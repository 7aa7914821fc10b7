"""What the engine must know of a kind of matter, and the registry of those a county has.

The engine knows no kind by name: it asks the registry that came in with the world.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import create_model
from sqlalchemy import ColumnElement, Select, Table, false, or_, true
from sqlmodel import Session

from models.base import Ord
from models.lagen import Slag
from workflows.county.actors import Actor
from workflows.county.mandate import R
from workflows.county.slots import Slot
from workflows.engine.case import AnyCase, Case, Common, Rubrik
from workflows.engine.definitions import wrong_with_nouns
from workflows.engine.effects import BY_THE_ENGINE, Effect, TakeStep
from workflows.engine.handlers import GENERIC, Doing, Handler, Together
from workflows.engine.lifecycle import AnyStep, DefinitionError, Lifecycle
from workflows.engine.roles import Spoken
from workflows.engine.visibility import Relation, Visibility
from workflows.ground.payload import Payload, describe, locks

if TYPE_CHECKING:
    from workflows.engine.world import World

C = TypeVar("C", bound=Case)
# Where a huvudman decides for itself and the day it has planned, by huvudman.
OwnDecision = tuple[str, date | None]
OwnDecisions = Mapping[int | None, OwnDecision]
# Who would get the letters that an effect writes by itself; each gets only its own effect and the
# cases of its own kind, as a handler does: hence Any.
Reaches = Mapping[type[Effect], Callable[[Session, Any, Any], Iterable[Slot]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswer(Generic[C]):
    """What the link in a letter does: takes a step of the matter, without signing in.

    ``step`` is its name, ``letters`` those that have the link; a reminder has it in the states the
    step is taken from. ``other`` is the step of the other answer that a letter has (a reminder is
    ""), and what its link is called.
    ``part`` where those are asked who are waited for one by one: which part of the matter a
    reminder is about, of the id of whose frist it is. ``again`` where the answer may be changed by
    the same link for as long as the step can be taken; no reminder asks for it. ``receipt`` is what
    the page afterwards says that was done, beyond what was written in the form.
    """

    step: Callable[[C], str]
    letters: frozenset[str]
    other: Callable[[str], tuple[str, str] | None] = lambda _mall: None
    part: Callable[[C, int | None], int | None] | None = None
    again: bool = False
    receipt: Callable[[Session, C], Iterable[tuple[str, str]]] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Noun(Generic[C]):
    """One kind of matter, as a value: the engine and what goes across kinds ask nothing else.

    ``table`` holds its own rows, whose facts (a ``Fakta``) are the field ``own`` of its case;
    ``load`` builds the cases of several from what every case has, in as many statements as that of
    one. ``lock_rank`` says when its rows are locked: lower first. ``born`` is the line of the
    history for its first event.
    ``named`` says what letters and pages call one, ``names`` what a sentence calls several.
    ``sees`` is a table, state × relation ("*" for every state); ``prepared_by`` are the relations
    of those who take part in preparing one, and a kind that is ``seen_as_parent`` is seen by those
    of whatever it is about. ``effects`` says who carries out each effect that is this kind's own.

    The rest has an answer that fits most kinds. ``held_with`` finds the ids of other matters to be
    locked first, as a statement about several (``AMONG``), and ``as_organ`` which of these several
    organ are: they are locked with what is handed to one. ``computed`` gives fields of the row that
    only the database knows, ``derived`` those that follow from others. ``as_written`` reads anew
    what a step wrote elsewhere and the next date depends on. ``finds`` looks up what a payload
    points at. ``answered_by`` is what the link in a letter does without signing in. ``due`` narrows
    what the clock asks each round, ``asked`` whose frister it looks over: those where others may be
    waited for one by one today than before.
    ``files`` is the condition that an actor may read a file, ``hidden`` that a matter is nobody
    else's yet. ``searched`` finds the ids of those that have every word of a text.
    ``going_on`` names what is under way about a matter that one of these is about.
    ``own_decisions`` is where and when each huvudman that is party to one decides it for itself.
    ``reaches`` says of an effect that writes letters of its own who gets them.
    ``carries`` is the condition on ``frist`` and its ``sak``, of any kind, that nobody is waited
    for there because of one of these: something of it stands before, or asks for the same thing.
    It may ask for ``today``.
    ``spoken_for`` is for which party, and for whom, a step says what it says.
    ``letters_wait`` is the id of the meeting a step is taken at, whose letters wait until it is
    closed.
    ``raised_by`` is who raised one and hears what becomes of it, and ``ahead`` what they are told
    comes next, by the day it waits for.
    """

    lifecycle: Lifecycle[C]
    table: Table
    case: type[C]
    own: str
    load: Callable[[Session, Sequence[Common]], Sequence[C]]
    lock_rank: int
    born: str
    named: Callable[[C], Rubrik]
    names: Callable[[Session, Sequence[int]], Mapping[int, str]]
    roles: Mapping[R, Callable[[Actor, C], bool]]
    sees: Mapping[str, frozenset[Relation]]
    effects: Mapping[type[Effect], Handler]
    prepared_by: frozenset[Relation] = frozenset()
    seen_as_parent: bool = False
    held_with: Select[tuple[int | None]] | None = None
    as_organ: Select[tuple[int]] | None = None
    computed: Mapping[type[Effect], Callable[[Session, C], Mapping[str, object]]] = field(
        default_factory=dict
    )
    derived: Callable[[C, Mapping[str, object]], Mapping[str, object]] | None = None
    as_written: Callable[[Session, C], C] | None = None
    finds: Callable[[Session, Payload, World], Iterable[object]] | None = None
    answered_by: LetterAnswer[C] | None = None
    due: Callable[[World], ColumnElement[bool]] | None = None
    asked: Callable[[World], ColumnElement[bool]] | None = None
    files: Callable[[Actor, World, ColumnElement[int]], ColumnElement[bool]] | None = None
    hidden: Callable[[ColumnElement[int]], ColumnElement[bool]] | None = None
    searched: Callable[[str], Select[tuple[int]]] | None = None
    going_on: Callable[[Session, int], str | None] | None = None
    own_decisions: Callable[[Session, int], OwnDecisions] | None = None
    reaches: Reaches = field(default_factory=dict)
    carries: ColumnElement[bool] | None = None
    # Each payload is of its own step, which a field cannot say: hence Any.
    spoken_for: Callable[[C, Any], Spoken] | None = None
    letters_wait: Callable[[C, AnyStep[AnyCase]], int | None] | None = None
    raised_by: Callable[[C], Slot] | None = None
    ahead: Callable[[C, date | None], str] | None = None

    @property
    def slag(self) -> Slag:
        """The word that rows of ``sak`` have for this kind."""
        return self.lifecycle.slag


@dataclass(frozen=True, kw_only=True)
class Cards:
    """What lists and letters alike say of open frister: which have come near enough to wait for
    somebody (a condition on ``frist`` and its ``sak`` that asks for ``today`` and ``first_rung``),
    and what is left to do about each of some, by id.
    """

    near: Callable[[Nouns], ColumnElement[bool]]
    left: Callable[[Session, World, Sequence[int]], Mapping[int, str]]


class Nouns:
    """The kinds of matter a county has, and what its lists call what waits in them. Checked when it
    is made; DefinitionError says all that is wrong.
    """

    def __init__(self, *nouns: Noun[AnyCase], cards: Cards | None = None) -> None:
        """Keep the kinds in the order in which they are shown."""
        self.all = nouns
        self._cards = cards
        self._by_slag = {noun.slag.value: noun for noun in self.all}
        own = (pair for noun in self.all for pair in noun.effects.items())
        self._handlers = {**GENERIC, **dict(own)}
        if wrong := list(wrong_with_nouns(self.all)):
            raise DefinitionError("; ".join(wrong))

    def __getitem__(self, slag: str) -> Noun[AnyCase]:
        """Return a kind by its word; KeyError when the county has none such."""
        return self._by_slag[slag]

    def __iter__(self) -> Iterator[Noun[AnyCase]]:
        """Go through the kinds."""
        return iter(self.all)

    def lifecycle(self, slag: str) -> Lifecycle[AnyCase]:
        """Return the lifecycle of a kind."""
        lifecycle: Lifecycle[AnyCase] = self._by_slag[slag].lifecycle
        return lifecycle

    def states(self, wanted: Callable[[Lifecycle[AnyCase], Ord], object]) -> list[tuple[Slag, str]]:
        """Return every state of every kind of which something holds, as (slag, lage)."""
        return [
            (noun.slag, lage.value)
            for noun in self.all
            for lage in noun.lifecycle.states
            if wanted(noun.lifecycle, lage)
        ]

    def carry_out(self, effect: Effect, doing: Doing) -> Iterable[TakeStep]:
        """Carry out one effect; return the steps on other matters that follow from it."""
        if isinstance(effect, BY_THE_ENGINE) or type(effect) in doing.case.noun.computed:
            return ()
        return self._handlers[type(effect)](effect, doing)

    def carry_out_all(
        self, session: Session, done: Sequence[tuple[Sequence[Effect], Doing]]
    ) -> list[list[TakeStep]]:
        """Carry out the effects of each of some matters, in their order; return the steps on others
        that follow from those of each. Those that can be are carried out of all of them at once.
        """
        follow: list[list[TakeStep]] = [[] for _ in done]
        for place in range(max((len(effects) for effects, _ in done), default=0)):
            together: dict[Together, list[tuple[Effect, Case]]] = {}
            for (effects, doing), mine in zip(done, follow, strict=True):
                for effect in effects[place : place + 1]:
                    handler = self._handlers.get(type(effect))
                    if isinstance(handler, Together):
                        together.setdefault(handler, []).append((effect, doing.case))
                    else:
                        mine.extend(self.carry_out(effect, doing))
            for handler, some in together.items():
                handler.carry_out(session, some)
        return follow

    @cached_property
    def near(self) -> ColumnElement[bool]:
        """The condition on ``frist`` and its ``sak`` that it has come near (``Cards``)."""
        return self._cards.near(self) if self._cards else true()

    def left(self, session: Session, world: World, frist_ids: Sequence[int]) -> Mapping[int, str]:
        """Return what is left to do about some open frister, as their cards say it."""
        return self._cards.left(session, world, frist_ids) if self._cards else {}

    @cached_property
    def carried(self) -> ColumnElement[bool]:
        """The condition on ``frist`` and its ``sak`` that something else stands in its place."""
        return or_(false(), *(one.carries for one in self.all if one.carries is not None))

    @cached_property
    def seen(self) -> Visibility:
        """Who sees what, built once for these kinds."""
        return Visibility(self.all)

    @cached_property
    def organ_named_in(self) -> frozenset[str]:
        """The fields by which some payload names an organ that something is handed to."""
        return frozenset(
            str(one["namn"])
            for noun in self.all
            for step in noun.lifecycle.steps
            for one in describe(step.takes)
            if one["slag"] == "organ"
        )

    @cached_property
    def also_locked(self) -> type[Payload]:
        """The fields by which some payload names a matter that is to be locked with the step."""
        # They go by name beside what pydantic itself takes: hence Any.
        fields: dict[str, Any] = {
            name: (kind, None)
            for noun in self.all
            for step in noun.lifecycle.steps
            for name, kind in locks(step.takes)
        }
        return create_model("AlsoLocked", __base__=Payload, **fields)
