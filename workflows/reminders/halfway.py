"""Half-way through a silent wait an ersättare is asked too.

Half of the time between the first letter about it and the last day, without a word in the matter
from those who are waited for. What is the clock's own waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    String,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Session

from models.avisering import Avisering
from models.base import table_of
from models.fil import Formularutkast
from models.frist import Frist
from models.handelse import Handelse
from models.rows import among, reading, wide
from models.sak import Sak
from models.vocabulary import AviseringLage
from workflows.county.bemanning import SLOT, SlotRow, load_bemanning, slot_of
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.deadlines import day_after, day_of

_FRIST, _SAK, _LETTER, _EVENT, _DRAFT = (
    table_of(model) for model in (Frist, Sak, Avisering, Handelse, Formularutkast)
)


@dataclass(frozen=True, slots=True)
class _Open(SlotRow):
    id: int
    senast: date
    skapad: datetime


@dataclass(frozen=True, slots=True)
class _Said:
    """When somebody first got a letter about what they are waited for, and their last word in it;
    None where there is none.
    """

    id: int
    brev: datetime | None
    ord: datetime | None


def ask_stand_ins(session: Session, world: World) -> int:
    """Let an ersättare have what has been waited for in silence half of the time; return how many
    frister that was.
    """
    asked = dict(_with_somebody_else(session, world))
    heard: dict[int, list[_Said]] = {}
    for one in _heard(session, asked):
        heard.setdefault(one.id, []).append(one)
    silent = [nr for nr, (row, _) in asked.items() if _is_silent(row, heard[nr], world.today)]
    if silent:
        still = among(_FRIST.c.id, silent) & _FRIST.c.stangd.is_(None)
        session.connection().execute(_FRIST.update().where(still).values(halvvags=True))
    return len(silent)


def _with_somebody_else(
    session: Session, world: World
) -> Iterator[tuple[int, tuple[_Open, Sequence[int]]]]:
    """Yield the open frister that an ersättare could be asked about too by now, by id, each with
    those who hold it.
    """
    rows = [
        row
        for row in _OPEN.where(~world.nouns.carried).all(session, {"today": world.today})
        if _half_way(day_of(row.skapad), row.senast) <= world.today
    ]
    if not rows:
        return
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    for row in rows:
        slot = slot_of(row, register, world.profile)
        both = bemanning.holders(replace(slot, halvvags=True))
        if any(one.ocksa for one in both):
            yield row.id, (row, [one.id for one in bemanning.holders(slot)])


def _half_way(start: date, senast: date) -> date:
    """Return the day when half of the time has gone; never, where there is none."""
    days = (senast - start).days
    return day_after(start, (days + 1) // 2) if days > 0 else date.max


def _is_silent(row: _Open, heard: Iterable[_Said], today: date) -> bool:
    """Tell whether half of the time has gone since a letter without a word after it."""
    said = list(heard)
    letters = [one.brev for one in said if one.brev]
    if not letters or _half_way(day_of(min(letters)), row.senast) > today:
        return False
    return not any(one.ord and one.ord > min(letters) for one in said)


def _heard(session: Session, asked: Mapping[int, tuple[_Open, Sequence[int]]]) -> Sequence[_Said]:
    pairs = [(nr, person_id) for nr, (_, people) in asked.items() for person_id in people]
    if not pairs:
        return ()
    frister, people = zip(*pairs, strict=True)
    return _HEARD.all(session, {"frister": list(frister), "people": list(people)})


_OPEN = reading(
    _Open,
    wide(*_FRIST.c["id", "senast", "skapad"], *_FRIST.c[SLOT])
    .select_from(_FRIST.join(_SAK, _SAK.c.id == _FRIST.c.sak_id))
    .where(_FRIST.c.stangd.is_(None), _FRIST.c.pamin, ~_FRIST.c.halvvags)
    .order_by(_FRIST.c.id),
)
_PAIR = (
    func.unnest(
        bindparam("frister", type_=ARRAY(BigInteger)), bindparam("people", type_=ARRAY(Integer))
    )
    .table_valued(column("frist_id", BigInteger), column("person_id", Integer), name="pair")
    .render_derived()
)


def _tells(
    where: str, said: ColumnElement[str], value: ColumnElement[str] | ColumnElement[int]
) -> ColumnElement[bool]:
    """Return that a letter tells of a matter among several."""
    rows = type_coerce(_LETTER.c.data.op("->")(literal_column(f"'{where}'")), JSONB)
    return rows.contains(func.jsonb_build_array(func.jsonb_build_object(said, value)))


_PAGE = func.concat("/ataganden/", cast(_FRIST.c.sak_id, String))
_ABOUT_IT = or_(
    _LETTER.c.sak_id == _FRIST.c.sak_id,
    *(_tells(where, literal_column("'sak'"), _FRIST.c.sak_id) for where in ("rader", "vantar")),
    _tells("ataganden", literal_column("'lank'"), _PAGE),
)
_FIRST_LETTER = (
    select(func.min(_LETTER.c.skapad))
    .where(
        _LETTER.c.person_id == _PAIR.c.person_id,
        _LETTER.c.skapad >= _FRIST.c.skapad,
        _LETTER.c.lage != AviseringLage.ONODIG,
        _ABOUT_IT,
    )
    .correlate(_FRIST, _PAIR)
    .scalar_subquery()
)
# Also in what belongs to the matter: who answers the comments of a remiss is at work on it.
_OF_IT = (
    select(_SAK.c.id)
    .where(or_(_SAK.c.id == _FRIST.c.sak_id, _SAK.c.foralder_id == _FRIST.c.sak_id))
    .correlate(_FRIST)
)
_LAST_WORD: ColumnElement[datetime] = type_coerce(
    func.greatest(
        select(func.max(_EVENT.c.tid))
        .where(_EVENT.c.aktor_id == _PAIR.c.person_id, _EVENT.c.sak_id.in_(_OF_IT))
        .correlate(_FRIST, _PAIR)
        .scalar_subquery(),
        select(func.max(_DRAFT.c.sparat))
        .where(_DRAFT.c.person_id == _PAIR.c.person_id, _DRAFT.c.sak_id.in_(_OF_IT))
        .correlate(_FRIST, _PAIR)
        .scalar_subquery(),
    ),
    _EVENT.c.tid.type,
)
_HEARD = reading(
    _Said,
    wide(_FRIST.c.id, _FIRST_LETTER.label("brev"), _LAST_WORD.label("ord")).select_from(
        _FRIST.join(_PAIR, _PAIR.c.frist_id == _FRIST.c.id)
    ),
)
