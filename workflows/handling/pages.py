"""What every view shares: pages of a list, the frist in words, and finding a matter that may be
seen.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Generic,
    TypeAlias,
    TypeVar,
    TypeVarTuple,
    get_type_hints,
)

from pydantic import Field, TypeAdapter
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    String,
    bindparam,
    case,
    func,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, select

from models import limits
from models.base import table_of
from models.frist import Frist
from models.lagen import Slag
from models.rows import AMONG, reading, wide
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.county.bemanning import SLOT, Bemanning, SlotRow, slot_of
from workflows.county.meetings import MoteFacts
from workflows.county.register import Register, load_register
from workflows.county.vacancy import where_it_lies
from workflows.engine.case import AnyCase, Rubrik
from workflows.engine.door import ITSELF, find
from workflows.engine.lifecycle import Wait
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.errors import Malformed, NotFound
from workflows.ground.payload import Payload, Rad
from workflows.ground.sentences import pastaende
from workflows.ground.words import COUNTED_TO, dag, inuti, stor, uppraknat
from workflows.handling.facts import OmCase
from workflows.handling.om import page_of
from workflows.handling.slots import FRAGADE, INGEN

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
Key = TypeVar("Key", bound=tuple[object, ...])  # what a list is sorted by
Columns = TypeVarTuple("Columns")
# A field that views read from each other and nobody is shown.
Internal = Annotated[T, Field(exclude=True)]
LARGEST_ID = 2**63 - 1
STANDARD_ANTAL, STORSTA_ANTAL = 50, 200
_LONGEST = 6 * (limits.NAMN + limits.EPOST)  # of a marker: signs of four bytes, in base64

_FRIST, _SAK = table_of(Frist), table_of(Sak)


@dataclass(frozen=True, slots=True)
class Sida(Generic[T]):
    """One page of a list. ``nasta`` is sent back as ``efter`` to get the next one; None on the last
    page.
    """

    poster: tuple[T, ...]
    nasta: str | None = None


class Sidfilter(Payload):
    """Where a page of a list starts and how long it is."""

    efter: Annotated[Rad, Field(max_length=_LONGEST)] | None = None
    antal: Annotated[int, Field(ge=1, le=STORSTA_ANTAL)] = STANDARD_ANTAL


# Fields by name, to begin a larger view with: each has a type of its own, which no dict can say.
# Whether they fit is known where the view is told them (``as_stored``, or a base of both).
Fields: TypeAlias = dict[str, Any]


def parts(row: DataclassInstance) -> Fields:
    """Return the fields of a row as they are, so that a larger view can begin with them."""
    return {one.name: getattr(row, one.name) for one in fields(row)}


def as_stored(
    row: type, view: type[DataclassInstance], *, but: Sequence[str] = ()
) -> Callable[[object], Fields]:
    """Return what takes from a row the fields that a view has too, as they are. ``but`` are those
    that the view says in another way.

    Raises TypeError when one of the others has another type in the view, or one of these is none
    that both have.
    """
    has, wants = get_type_hints(row), get_type_hints(view)
    both = [one.name for one in fields(view) if one.name in has]
    names = [name for name in both if name not in but]
    wrong = [name for name in names if has[name] != wants[name]]
    if wrong := [*wrong, *(name for name in but if name not in both)]:
        raise TypeError(f"{view.__name__} takes {', '.join(wrong)} in another way than as stored")
    return lambda one: {name: getattr(one, name) for name in names}


class Marker(Generic[Key]):
    """The markers of one list. Each holds the sort key of the row it was made of: the list goes on
    from there whatever has become of that row. Made with the list's name and the type of its key.
    """

    def __init__(self, lista: str, key: type[Key]) -> None:
        self._begins = f"{lista} "
        self._keys = TypeAdapter(key)

    def after(self, marker: str | None) -> Key | None:
        """Return the sort key that a page begins after; None without a marker. Malformed when it is
        none of this list's.
        """
        if marker is None:
            return None
        try:
            padded = marker.encode() + b"=" * (-len(marker) % 4)
            text = base64.urlsafe_b64decode(padded).decode()
            key = self._keys.validate_json(text.removeprefix(self._begins), strict=True)
        except ValueError:
            raise Malformed(_UNKNOWN_MARKER) from None
        if self.at(key) != marker:
            raise Malformed(_UNKNOWN_MARKER)
        return key

    def at(self, key: Key) -> str:
        """Return the opaque marker of a place in the list."""
        text = self._begins + self._keys.dump_json(key).decode()
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def page(self, rows: Sequence[T], which: Sidfilter, key: Callable[[T], Key]) -> Sida[T]:
        """Return the page that rows make, of which one more was asked for than it holds."""
        page = tuple(rows[: which.antal])
        return Sida(page, self.at(key(page[-1])) if len(rows) > len(page) else None)


_UNKNOWN_MARKER = {"efter": "Markören går inte att använda. Börja om från listans första sida."}


def asked_huvudman(session: Session, text: str) -> int:
    """Return the id of the huvudman that a filter names by code or name. Malformed when there is
    none.
    """
    found = load_register(session).huvudman_named(text)
    if found is None:
        raise Malformed({"huvudman": "Det finns ingen huvudman som heter så."})
    return found.id


def counted_page(
    session: Session,
    query: Select[*Columns],
    after: Sequence[ColumnElement[bool]],
    antal: int,
    asked: Mapping[str, object] | None = None,
) -> tuple[Sequence[Row[*Columns]], Row[*Columns] | None]:
    """Return the rows of a page and the one behind it, and a row that says how many there are in
    all; None when there are none.

    Each row has the counts, but behind the last there is none to say them.
    """
    ask = session.connection().execute
    found = ask(query.where(*after).limit(antal + 1), asked).all()
    counted = found or (ask(query.limit(1), asked).all() if after else ())
    return found, counted[0] if counted else None


@dataclass(frozen=True, slots=True)
class FristVy:
    """By when, whose move in words, and the names of those who hold it today.

    ``aterstar`` names those who are waited for one by one, in the order they were asked. ``hos``
    says why somebody else has it than whose it is: that they are away, or that there is nobody.
    ``kvar`` is what is left for the holder to do, as their list names it, ``jamte`` who is asked
    the same beside them.
    """

    senast: date
    vems_drag: str
    forsenad: bool
    namn: tuple[str, ...] = ()
    aterstar: tuple[str, ...] = ()
    hos: str = ""
    kvar: str = ""
    jamte: tuple[str, ...] = ()


def load_frister(
    session: Session, sak_ids: Iterable[int], world: World, bemanning: Bemanning | None = None
) -> Mapping[int, FristVy]:
    """Return the open frist of each matter that has one; with names when it is known who holds
    what.
    """
    register = load_register(session)
    rows = _FRISTER.all(session, {"ids": list(sak_ids)})
    left: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        # Several people of one party are one who is waited for.
        again = row.person_id is not None and row.drag in left[row.sak_id]
        if row.delfrist and row.pamin and not again:
            left[row.sak_id].append(row.drag)
    return {
        row.sak_id: _with(row, frist_vy(row, register, world, bemanning), left[row.sak_id], world)
        for row in rows
        if not row.delfrist
    }


def _with(row: FristRow, frist: FristVy, left: Sequence[str], world: World) -> FristVy:
    """Return it with those who are left, or are asked the same; of a round that all have answered
    the move is AU's.
    """
    wait = _wait(row, world)
    if wait and wait.beside:
        return replace(frist, jamte=tuple(left))
    if frist.vems_drag == FRAGADE:
        return replace(frist, vems_drag=TILLFRAGADE if left else "⟨au⟩", aterstar=tuple(left))
    return replace(frist, aterstar=tuple(left)) if left else frist


@dataclass(frozen=True, slots=True)
class FristRow(SlotRow):
    """A row of ``frist`` as it is told of. ``tillfragade`` are those whose answer a remiss on the
    matter waits for.
    """

    sak_id: int
    slag: str
    lage: str
    senast: date
    pamin: bool
    delfrist: bool
    tillfragade: list[str] | None


# Whose move it is while a remiss waits for answers: AU only watches it.
TILLFRAGADE = "de tillfrågade"
_ASKED, _ROUND = _FRIST.alias("tillfragad"), _SAK.alias("remissen")


def _waited_for(frist: FromClause) -> Select[str]:
    """Return the names of those whose answer an open remiss on the matter of a frist waits for."""
    return (
        select(_ASKED.c.drag)
        .join(_ROUND, _ROUND.c.id == _ASKED.c.sak_id)
        .where(
            _ROUND.c.foralder_id == frist.c.sak_id,
            _ROUND.c.slag == Slag.REMISS,
            _ASKED.c.mottagare_id.isnot(None),
            _ASKED.c.stangd.is_(None),
        )
        .order_by(_ASKED.c.id)
        .correlate(frist)
    )


def moves(frist: FromClause) -> ColumnElement[str]:
    """Return whose move it is by an open frist, in words, as lists say it."""
    return case((_waited_for(frist).order_by(None).exists(), TILLFRAGADE), else_=frist.c.drag)


_FRISTER = reading(
    FristRow,
    wide(
        *_FRIST.c["sak_id", "senast", "pamin", "delfrist"],
        *_FRIST.c[SLOT],
        type_coerce(_SAK.c.slag, String).label("slag"),
        _SAK.c.lage,
        func.array(_waited_for(_FRIST).scalar_subquery(), type_=ARRAY(String)).label("tillfragade"),
    )
    .select_from(_FRIST.join(_SAK, _SAK.c.id == _FRIST.c.sak_id))
    .where(_FRIST.c.sak_id == AMONG, _FRIST.c.stangd.is_(None))
    .order_by(_FRIST.c.id),
)


def frist_vy(
    row: FristRow, register: Register, world: World, bemanning: Bemanning | None
) -> FristVy:
    """Return a row of ``frist`` in words."""
    if row.tillfragade:
        late = row.senast < world.today
        return FristVy(row.senast, TILLFRAGADE, late, aterstar=tuple(row.tillfragade))
    # Where nobody is reminded the slot only says who watches, and their name would mislead.
    slot = slot_of(row, register, world.profile)
    asked = bemanning if row.pamin else None
    names, where = (asked.names(slot), where_it_lies(slot, asked)) if asked else ((), "")
    late, left = row.senast < world.today, _left(row, world)
    return FristVy(row.senast, row.drag, late, names, hos=where, kvar=left)


def _wait(row: FristRow, world: World) -> Wait[AnyCase] | None:
    lifecycle = world.nouns.lifecycle(row.slag)
    return lifecycle.waits.get(lifecycle.state(row.lage))


def _left(row: FristRow, world: World) -> str:
    """Return what is left for the holder to do; "" where only the list knows it, or nothing is."""
    wait = _wait(row, world)
    if wait is None or wait.nearer or wait.grupp == "synpunkterna":
        return ""
    late = wait.late if row.senast < world.today else ""
    return (
        late if wait.late and not row.pamin else wait.left if row.pamin or not wait.remind else ""
    )


@pastaende("Vems draget är, till när, vilka av flera som återstår och vad som är kvar att göra.")
def whose_move(frist: FristVy | None) -> str:
    """Say whose move it is, by when, and who of several is left; "" when nobody is waited for."""
    if frist is None:
        return ""
    if frist.vems_drag == INGEN and not frist.forsenad:
        return f"Ingen behöver göra något. Det sker av sig självt {dag(frist.senast)}."
    names = f" ({uppraknat(frist.namn)})" if frist.namn and frist.namn != (frist.vems_drag,) else ""
    late = " Dagen har gått." if frist.forsenad else ""
    left = f" Återstår: {uppraknat(frist.aterstar)}." if frist.aterstar else ""
    where = f" {frist.hos}" if frist.hos else ""
    kvar = f" Kvar att göra: {inuti(frist.kvar)}." if frist.kvar else ""
    beside = f" Också {uppraknat(frist.jamte)} har frågan." if frist.jamte else ""
    when = f"Senast {dag(frist.senast)}.{late}{where}{left}{kvar}{beside}"
    return f"{stor(frist.vems_drag)}{names} har draget. {when}"


def how_many(session: Session, actor: Actor, world: World, slag: Slag) -> Mapping[str, int]:
    """Return how many matters of a kind the actor may see stand in each of its states: at most one
    more than are counted.
    """
    lagen = bindparam(None, list(world.nouns[slag].lifecycle.states), type_=ARRAY(String))
    one = func.unnest(lagen).table_valued("lage").render_derived("stod")
    some = select(_SAK.c.id).where(
        _SAK.c.slag == slag, _SAK.c.lage == one.c.lage, synliga(actor, world)
    )
    counted = some.correlate(one).limit(COUNTED_TO + 1).subquery()
    number = select(func.count()).select_from(counted).scalar_subquery()
    return dict(session.exec(select(one.c.lage, number)).all())


def how_many_found(
    session: Session, actor: Actor, world: World, among: FromClause, *where: ColumnElement[bool]
) -> Mapping[str, int]:
    """Return the same of those that a search leaves: all of them, for they have to be found anyway.

    ``among`` is ``sak`` joined with what the conditions ask of.
    """
    query = select(_SAK.c.lage, func.count()).select_from(among).where(synliga(actor, world))
    return dict(session.exec(query.where(*where).group_by(_SAK.c.lage)).all())


def require_visible(session: Session, actor: Actor, world: World, sak_id: int, slag: Slag) -> None:
    """Raise NotFound unless there is such a matter of that kind and the actor may see it: the two
    look the same.
    """
    if not 0 < sak_id <= LARGEST_ID:
        raise NotFound
    if find(session, ITSELF, actor, world, den=sak_id).slag is not slag:
        raise NotFound


def rubrik_of(case: OmCase) -> Rubrik:
    """Return what letters and pages call an ärende or a revision."""
    return Rubrik(case.om.rubrik, case.om.beteckning or "", page_of(case.om.slag, case.om.nr))


def meeting_name(register: Register, mote: MoteFacts) -> str:
    """Return what a meeting is called where it is named alone, e.g. its organ and day."""
    organ = register.organ_by_id(mote.organ_id)
    return f"{organ.kortnamn if organ else 'Möte'} {dag(mote.datum)}"
