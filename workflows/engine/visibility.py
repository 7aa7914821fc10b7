"""Who sees what: one table, state × relation, and one condition.

Lists, search, counts and single pages all go through it. Each noun says who sees it; the condition
is built once for each registry, for building it anew for every step was a third of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Integer,
    TextClause,
    and_,
    bindparam,
    case,
    or_,
    select,
    text,
)
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.visitors import iterate
from sqlmodel import Session

from models.base import table_of, written
from models.lagen import Slag
from models.rows import Reading
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, answers_for, is_au
from workflows.engine.case import AnyCase

if TYPE_CHECKING:
    from workflows.engine.noun import Noun
    from workflows.engine.world import World

_SAK = table_of(Sak)
Shape = TypeVar("Shape")

# What the conditions ask of whoever looks.
VEM = bindparam("vem", type_=Integer)
ORGAN_IDS = bindparam("organ_ids", type_=ARRAY(Integer))
LEDDA_IDS = bindparam("ledda_ids", type_=ARRAY(Integer))
HUVUDMAN_IDS = bindparam("huvudman_ids", type_=ARRAY(Integer))
PART_IDS = bindparam("part_ids", type_=ARRAY(Integer))  # whose chef or kontaktperson they are
EVERY_STATE = "*"


@dataclass(frozen=True, eq=False)
class Relation:
    """What ties a person to a matter.

    ``test`` makes the condition of the id of what a row of ``sak`` is about: the matter itself, or
    what it is seen with.
    """

    test: Callable[[ColumnElement[int]], ColumnElement[bool]]


# Anyone with an uppdrag in force; AU and the secretaries.
ALLA = Relation(lambda _about: bindparam("har_uppdrag", type_=Boolean))
AU = Relation(lambda _about: bindparam("i_au", type_=Boolean))


class Visibility:
    """The condition for a registry of nouns. ``where`` holds for each row of ``sak`` that is
    seen.
    """

    def __init__(self, nouns: Sequence[Noun[AnyCase]]) -> None:
        """Build the condition."""
        preparing = frozenset[Relation]().union(*(noun.prepared_by for noun in nouns))
        self.sees = {
            noun.slag: {EVERY_STATE: preparing} if noun.seen_as_parent else noun.sees
            for noun in nouns
        }
        self._states = {noun.slag: list(noun.lifecycle.states) for noun in nouns}
        self._with_parent = {noun.slag for noun in nouns if noun.seen_as_parent}
        about = self._about()
        # What is known of the actor first: of most rows nothing has then to be looked up.
        named = dict.fromkeys(
            one for states in self.sees.values() for seen in states.values() for one in seen
        )
        relations = sorted(named, key=lambda one: one not in {ALLA, AU})
        hidden = [noun.hidden(about) for noun in nouns if noun.hidden is not None]
        self.where = or_(
            bindparam("klockan", type_=Boolean),
            and_(*hidden, or_(*(self._tied(one, about) for one in relations))),
        )
        self.one = select(_SAK.c.id).where(_SAK.c.id == bindparam("sak_id"), self.where)
        asked = {one.key: one for one in iterate(self.where) if isinstance(one, BindParameter)}
        self._asked = asked.keys()
        self._words = _written_out(self.where).bindparams(*asked.values())
        self._cut: WeakKeyDictionary[Reading[Any], Reading[Any]] = WeakKeyDictionary()

    def of(self, actor: Actor) -> TextClause:
        """Return the condition for somebody."""
        known = known_of(actor)
        return self._words.bindparams(**{name: known[name] for name in self._asked})

    def among(self, rows: Reading[Shape]) -> Reading[Shape]:
        """Return those of a statement's rows that somebody sees, who is sent as ``known_of``; made
        once for each statement.
        """
        cut: Reading[Shape] | None = self._cut.get(rows)
        if cut is None:
            cut = self._cut[rows] = rows.where(cast("ColumnElement[bool]", self._words))
        return cut

    def _about(self) -> ColumnElement[int]:
        """Return the id of what a row of ``sak`` is seen with; one value, so that an index finds
        it.
        """
        words = [written(slag) for slag in self._with_parent]
        if not words:
            return _SAK.c.id
        theirs = _SAK.c.slag == words[0] if len(words) == 1 else _SAK.c.slag.in_(words)
        return case((theirs, _SAK.c.foralder_id), else_=_SAK.c.id)

    def _tied(self, relation: Relation, about: ColumnElement[int]) -> ColumnElement[bool]:
        """Return the condition that somebody sees a row of ``sak`` by a relation."""
        seen = {
            slag: [lage for lage, relations in states.items() if relation in relations]
            for slag, states in self.sees.items()
        }
        seen = {slag: lagen for slag, lagen in seen.items() if lagen}
        # Of what is seen with nothing else its own id is all there is to ask about.
        own = self._with_parent.isdisjoint(seen)
        return and_(self._stands(seen), relation.test(_SAK.c.id if own else about))

    def _stands(self, seen: Mapping[Slag, Sequence[str]]) -> ColumnElement[bool]:
        """Return the condition that a row of ``sak`` stands in one of some states of each kind."""
        whole = [slag for slag, lagen in seen.items() if self._everywhere(slag, lagen)]
        return or_(
            *([_among(_SAK.c.slag, whole)] if whole else ()),
            *(
                and_(_SAK.c.slag == written(slag), self._in_one_of(slag, lagen))
                for slag, lagen in seen.items()
                if slag not in whole
            ),
        )

    def _everywhere(self, slag: Slag, lagen: Sequence[str]) -> bool:
        return EVERY_STATE in lagen or set(self._states[slag]) <= set(lagen)

    def _in_one_of(self, slag: Slag, lagen: Sequence[str]) -> ColumnElement[bool]:
        """Return the condition that a row of a kind stands in some of its states, the shorter way:
        a statement longer than 4 096 signs the driver reads anew each time it is sent.
        """
        others = [one for one in self._states[slag] if one not in lagen]
        if len(others) < len(lagen):
            return ~_among(_SAK.c.lage, others)
        return _among(_SAK.c.lage, lagen)


def _among(column: ColumnElement[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of some words, the shorter way."""
    first, *more = [written(one) for one in words]
    return column.in_([first, *more]) if more else column == first


def _written_out(where: ColumnElement[bool]) -> TextClause:
    """Return a condition on ``sak`` as the text it becomes.

    SQLAlchemy walks through every expression of a statement each time it is asked, and this one
    has some five hundred: as one text it costs what its few parameters do.
    """
    # In a statement of its own, so that what is asked inside it knows ``sak`` from without.
    statement = select(_SAK.c.id).where(where)
    said = str(statement.compile(dialect=registry.load("postgresql")(paramstyle="named")))
    condition = said.partition("WHERE ")[2].replace("::", r"\:\:")  # casts, not parameters
    return text(f"({condition})")


def synliga(actor: Actor, world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that holds for every matter the actor may see.

    The statement it stands in must read ``sak`` by that name.
    """
    # A condition to SQLAlchemy, if not to its types.
    return cast("ColumnElement[bool]", world.nouns.seen.of(actor))


def seen(
    rows: Reading[Shape], session: Session, actor: Actor, world: World, **values: object
) -> list[Shape]:
    """Return the rows of a statement on ``sak``, which is made once, that the actor may see."""
    return world.nouns.seen.among(rows).all(session, {**known_of(actor), **values})


def is_visible(session: Session, actor: Actor, sak_id: int, world: World) -> bool:
    """Tell whether the actor may see one matter."""
    asked = {"sak_id": sak_id, **known_of(actor)}
    return session.connection().execute(world.nouns.seen.one, asked).first() is not None


def known_of(actor: Actor) -> dict[str, object]:
    """Return what the condition asks of an actor."""
    return {
        "klockan": actor.ar_klockan,
        "vem": actor.person_id,
        "har_uppdrag": bool(actor.mandat),
        "i_au": is_au(actor),
        "organ_ids": sorted(actor.organ_ids()),
        "ledda_ids": sorted({m.organ_id for m in actor.mandat if m.roll in LEADS}),
        "huvudman_ids": sorted(actor.huvudman_ids()),
        "part_ids": answers_for(actor),
    }
