"""Which open frister are somebody's own today: those whose slot resolves to them, also as
substitute or delegate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    and_,
    any_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.lagen import RemissLage, Slag
from models.revisionsord import OF_SUBSTANCE, Godkannandeord
from models.rows import AMONG, among, reading, wide
from models.tables import (
    Avtal,
    Delgivning,
    Frist,
    Godkannande,
    Grupp,
    Huvudman,
    Mote,
    Organ,
    Remiss,
    Remissmottagare,
    Remissvar,
    Revision,
    Revisionsversion,
    Sak,
    Synpunkt,
    Undertecknare,
)
from models.vocabulary import Forlangning, Roll
from workflows.avtal.load import LAST_DAY
from workflows.beslut.obligations import Reader
from workflows.beslut.word_in_sql import TODAY, days
from workflows.county.actors import Actor
from workflows.county.bemanning import SLOT, Bemanning, SlotRow, slot_of
from workflows.county.register import load_register
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.payload import SakNr
from workflows.ground.words import dag
from workflows.handling.om import OM
from workflows.handling.pages import Marker, Sidfilter, counted_page

_SAK, _FRIST = table_of(Sak), table_of(Frist)
MARKER = Marker("väntar på dig", tuple[date, SakNr])
_MOTE, _REMISS, _ORGAN, _DELGIVNING, _HUVUDMAN, _AVTAL, _GRUPP = (
    table_of(model) for model in (Mote, Remiss, Organ, Delgivning, Huvudman, Avtal, Grupp)
)
_MOTTAGARE, _SVAR, _SYNPUNKT, _GODKANNANDE, _SIGNS = (
    table_of(model) for model in (Remissmottagare, Remissvar, Synpunkt, Godkannande, Undertecknare)
)


@dataclass(frozen=True, slots=True)
class Waiting(SlotRow):
    """An open frist with its matter.

    ``nr`` and ``rubrik`` are those of what it is about, "" for a meeting; ``slug`` and
    ``sista_dag`` an agreement's, ``av_parterna`` where each party prolongs it; ``organ`` and
    ``datum`` a meeting's, and ``part`` is who is
    asked about it. ``remiss_id`` is the newest round of an ärende or a revision, ``obesvarade`` how
    many comments of it nobody has answered, ``invandning`` that somebody objects to its text,
    ``ofragat`` that it has what AU has to ask about again, or leave with a reason; ``namngiven``
    that the party has named somebody to sign, who is not there while the party's chef has it.
    """

    id: int
    sak_id: int
    mottagare_id: int | None
    delfrist: bool
    pamin: bool
    senast: date
    slag: str
    lage: str
    nr: str
    beteckning: str | None
    rubrik: str
    slug: str | None
    sista_dag: date | None
    av_parterna: bool
    organ: str | None
    datum: date | None
    part: str | None
    remiss_id: int | None
    obesvarade: int
    invandning: bool
    ofragat: bool
    namngiven: bool

    @property
    def mote(self) -> str:
        """The meeting it is about, by its organ and day."""
        return f"{self.organ} {dag(self.datum)}" if self.datum else ""


@dataclass(frozen=True, slots=True)
class _Held(SlotRow):
    """A slot that something is waited for from, and how often. ``plats`` tells slots apart."""

    plats: str
    antal: int


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots with something open that are somebody's ``own`` today, and those of who leads a
    ``grupp`` they are in.
    """

    own: Sequence[str]
    grupp: Sequence[str]


def my_slots(session: Session, actor: Actor, world: World, bemanning: Bemanning) -> Slots:
    """Return the slots with something open that are the actor's today, as ``my_frister`` wants
    them.
    """
    register = load_register(session)
    own: list[str] = []
    grupp: list[str] = []
    members = {one.organ_id for one in actor.mandat if one.roll is not Roll.KONTAKTPERSON}
    for row in _SLOTS.all(session):
        holders = bemanning.holders(slot_of(row, register, world.profile))
        if any(holder.id == actor.person_id for holder in holders):
            own.append(row.plats)
        elif row.roll in _LEADS and row.organ_id in members:
            grupp.append(row.plats)
    return Slots(own, grupp)


_LEADS = (Roll.SAMMANKALLANDE, Roll.ORDFORANDE)


def plats(frist: FromClause) -> ColumnElement[str]:
    """Return one word for the slot of a frist, to tell slots apart by."""
    names = ("roll", "organ_id", "huvudman_id", "sektor", "person_id", "halvvags")
    return func.concat(*(part for name in names for part in (frist.c[name], "/")))


@dataclass(frozen=True, slots=True)
class Mine:
    """The ids of a page of somebody's open frister, soonest first, and how many there are in all:
    ``sena`` of them are late.
    """

    ids: Sequence[int]
    antal: int
    sena: int
    nasta: str | None


NONE = Mine((), 0, 0, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which open frister are asked for: those of some slots of which something holds, a condition
    on ``frist`` and ``sak`` with the days it asks for.
    """

    slots: Slots
    what: ColumnElement[bool]
    days: Mapping[str, date]


def my_frister(reader: Reader, wanted: Asked, which: Sidfilter) -> Mine:
    """Return a page of the open frister that are wanted and that the reader sees."""
    each = _EACH.where(synliga(reader.actor, reader.world), wanted.what).subquery()
    query = select(each).order_by(each.c.senast, each.c.id)
    slots = {"platser": wanted.slots.own, "grupper": wanted.slots.grupp}
    asked = {**slots, **days(reader.world), **wanted.days}
    after = [_after(each, *key)] if (key := MARKER.after(which.efter)) else []
    found, counted = counted_page(reader.session, query, after, which.antal, asked)
    if counted is None:
        return NONE
    page = MARKER.page(found, which, lambda row: (row.senast, row.id))
    return Mine([row.id for row in page.poster], counted.antal, counted.sena, page.nasta)


def rows_of(reader: Reader, ids: Sequence[int]) -> Sequence[Waiting]:
    """Return some open frister, each with its matter, the soonest first."""
    return _ROWS.all(reader.session, {"ids": ids}) if ids else ()


def _after(each: FromClause, day: date, frist_id: int) -> ColumnElement[bool]:
    """Return that a frist comes after another in the list."""
    same_day = and_(each.c.senast == day, each.c.id > frist_id)
    return or_(each.c.senast > day, same_day)


def is_mine(sak_id: ColumnElement[int], slots: Sequence[str]) -> ColumnElement[bool]:
    """Return that something of a matter waits for one of some slots."""
    other = _FRIST.alias("min_frist")
    return exists().where(
        other.c.sak_id == sak_id, other.c.stangd.is_(None), among(plats(other), slots)
    )


def waited_for(session: Session, world: World, bemanning: Bemanning) -> Counter[int]:
    """Return how many open frister wait for each person today, by id; whoever asks, so only the
    demo may show it.
    """
    register = load_register(session)
    waits = Counter[int]()
    for row in _SLOTS.all(session):
        for holder in bemanning.holders(slot_of(row, register, world.profile)):
            waits[holder.id] += row.antal
    return waits


_PLATS = plats(_FRIST)
_SLOTS = reading(
    _Held,
    wide(
        func.coalesce(func.min(_FRIST.c.drag), "").label("drag"),
        *(_FRIST.c[name] for name in SLOT if name != "drag"),
        func.coalesce(_PLATS, "").label("plats"),
        func.count().label("antal"),
    )
    .where(_FRIST.c.stangd.is_(None))
    .group_by(*(_FRIST.c[name] for name in SLOT if name != "drag")),
)
MINE = any_(bindparam("platser", type_=ARRAY(String))) == _PLATS
_OWN = _FRIST.alias("sakens_egen")
# Who asks has the frist of the matter itself too.
HAS_ITS_OWN = exists().where(
    _OWN.c.sak_id == _FRIST.c.sak_id,
    _OWN.c.stangd.is_(None),
    ~_OWN.c.delfrist,
    any_(bindparam("platser", type_=ARRAY(String))) == plats(_OWN),
)
_IN_GROUP = any_(bindparam("grupper", type_=ARRAY(String))) == _PLATS
_EACH = (
    select(
        _FRIST.c.id,
        _FRIST.c.senast,
        func.count().over().label("antal"),
        func.count().filter(_FRIST.c.senast < TODAY).over().label("sena"),
    )
    .select_from(_FRIST.join(_SAK, _SAK.c.id == _FRIST.c.sak_id))
    .where(_FRIST.c.stangd.is_(None), or_(MINE, _IN_GROUP))
)
_REVISION, _TEXT, _ROUND_STANDS = (
    table_of(Revision),
    table_of(Revisionsversion),
    _SAK.alias("runda"),
)
_ROUND = _REMISS.alias("omgang")
_NEWEST = (
    select(func.max(_ROUND.c.id))
    .where(_ROUND.c.om_id == _SAK.c.id)
    .correlate(_SAK)
    .scalar_subquery()
)
_UNANSWERED = (
    select(func.count())
    .select_from(
        _SYNPUNKT.join(_SVAR, _SVAR.c.id == _SYNPUNKT.c.remissvar_id).join(
            _MOTTAGARE, _MOTTAGARE.c.id == _SVAR.c.mottagare_id
        )
    )
    .where(_MOTTAGARE.c.remiss_id == _NEWEST, _SYNPUNKT.c.svar.is_(None))
    .correlate(_SAK)
    .scalar_subquery()
)
UNANSWERED = func.coalesce(_UNANSWERED, 0) > 0  # comments on what a row of ``sak`` is about
_OPEN_ROUND, _SILENT = _SAK.alias("oppen_remiss"), _FRIST.alias("tillfragad")
# A round on a row of ``sak`` is open and nobody has anything left to answer in it.
ALL_ANSWERED = exists().where(
    _OPEN_ROUND.c.foralder_id == _SAK.c.id,
    _OPEN_ROUND.c.slag == Slag.REMISS,
    _OPEN_ROUND.c.lage == RemissLage.OPPEN.value,
    ~exists().where(
        _SILENT.c.sak_id == _OPEN_ROUND.c.id,
        _SILENT.c.stangd.is_(None),
        _SILENT.c.mottagare_id.isnot(None),
    ),
)
_OBJECTED = exists().where(
    _GODKANNANDE.c.revision_id == _SAK.c.id,
    _GODKANNANDE.c.ogiltig.is_(None),
    _GODKANNANDE.c.ord == Godkannandeord.INVANDER,
)
_ASKED_ABOUT = (
    select(func.max(_REMISS.c.version_id))
    .where(_REMISS.c.om_id == _SAK.c.id, _ROUND_STANDS.c.id == _REMISS.c.id)
    .where(_ROUND_STANDS.c.lage.in_([RemissLage.STANGD.value, RemissLage.ATERKOPPLAD.value]))
    .correlate(_SAK)
    .scalar_subquery()
)
# What no comment asked for, and AU has given no reason for not asking about again.
_UNASKED = exists().where(
    _REVISION.c.id == _SAK.c.id,
    _REVISION.c.utan_ny_fraga == "",
    _TEXT.c.revision_id == _SAK.c.id,
    _TEXT.c.id > _ASKED_ABOUT,
    _TEXT.c.andring.in_(OF_SUBSTANCE),
    func.jsonb_array_length(_TEXT.c.utover) > 0,
)
_NAMED = exists().where(
    _SIGNS.c.revision_id == _SAK.c.id, _SIGNS.c.huvudman_id == _FRIST.c.huvudman_id
)
_ROWS = reading(
    Waiting,
    wide(
        *_FRIST.c["id", "sak_id", "mottagare_id", "delfrist", "pamin", "senast"],
        *_FRIST.c[SLOT],
        type_coerce(_SAK.c.slag, String).label("slag"),
        _SAK.c.lage,
        func.coalesce(OM.c.nr, "").label("nr"),
        OM.c.beteckning,
        func.coalesce(OM.c.rubrik, _AVTAL.c.rubrik, _GRUPP.c.namn, "").label("rubrik"),
        _AVTAL.c.slug,
        LAST_DAY.label("sista_dag"),
        func.coalesce(_AVTAL.c.forlangning == Forlangning.PARTERNA, false()).label("av_parterna"),
        _ORGAN.c.kortnamn.label("organ"),
        _MOTE.c.datum,
        _HUVUDMAN.c.kortnamn.label("part"),
        _NEWEST.label("remiss_id"),
        func.coalesce(_UNANSWERED, 0).label("obesvarade"),
        _OBJECTED.label("invandning"),
        _UNASKED.label("ofragat"),
        _NAMED.label("namngiven"),
    )
    .select_from(
        _FRIST.join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
        .outerjoin(_REMISS, _REMISS.c.id == _SAK.c.id)
        .outerjoin(OM, OM.c.id == func.coalesce(_REMISS.c.om_id, _SAK.c.id))
        .outerjoin(_AVTAL, _AVTAL.c.id == _SAK.c.id)
        .outerjoin(_GRUPP, _GRUPP.c.id == _SAK.c.id)
        .outerjoin(_DELGIVNING, _DELGIVNING.c.id == _SAK.c.id)
        .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _DELGIVNING.c.huvudman_id)
        .outerjoin(_MOTE, _MOTE.c.id.in_([_SAK.c.id, _DELGIVNING.c.mote_id]))
        .outerjoin(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
    )
    .where(_FRIST.c.id == AMONG)
    .order_by(_FRIST.c.senast, _FRIST.c.id),
)
