"""What meetings need beforehand and afterwards, beyond the ladder of reminders: one letter per
meeting and kind.

On the intake day AU learns what is on and what is not ready; on the last day for it the sekreterare
is asked to call; when a justerare stays silent through the whole ladder the sekreterare learns that
the next meeting confirms. A sweep that comes late writes what still helps: no letter about an
agenda that has been sent, none that the ladder has passed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, select

from models.avisering import Avisering
from models.base import table_of
from models.frist import Frist
from models.lagen import ArendeLage, MoteLage, Slag
from models.mote import Mote
from models.rows import key, reading, wide
from models.sak import Sak, stands_in
from models.vocabulary import PunktSlag, Roll
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import SLOT, Bemanning, SlotRow, load_bemanning, slot_of
from workflows.county.chairs import all_wrong
from workflows.county.register import load_register
from workflows.county.slots import Slot
from workflows.county.vacancy import to_holder
from workflows.county.vacancy import why as said_why
from workflows.engine.door import load
from workflows.engine.frister import own_frist
from workflows.engine.letters.outbox import Message, about, put
from workflows.engine.world import World
from workflows.ground.backplan import BackPlan
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.ground.deadlines import add_working_days, at, day_of, is_working_day
from workflows.ground.words import uppraknat
from workflows.handling import slots
from workflows.handling.dates import TO_AIM
from workflows.handling.om import OM, page_of
from workflows.mote import dates
from workflows.mote.facts import MoteCase
from workflows.mote.returning.unconfirmed import Obekraftat, unconfirmed

T = TypeVar("T")
MORGON = time(7)
_MOTE, _SAK, _FRIST = (table_of(model) for model in (Mote, Sak, Frist))
_AVISERING = table_of(Avisering)
_INTAGNING = "inlamningsdag"
_KALLA = "dags_att_kalla"
_TYST = "tyst_justerare"
_STOL = "ordforandestol"
_SEKRETERARE = "Du håller i mötets papper."
_OPEN = own_frist(_SAK.c.id)
_BEING_PREPARED = [
    lage.value
    for lage in (
        ArendeLage.UNDER_BEREDNING,
        ArendeLage.KOMPLETTERAS,
        ArendeLage.PA_REMISS,
        ArendeLage.SAMMANSTALLS,
    )
]
# Where a matter is on its way to the meeting it aims at.
_ON_THE_WAY = [(slag, lage) for slag, lagen in TO_AIM.items() for lage in lagen]


@dataclass(frozen=True, slots=True)
class Forberett:
    """How many meetings each kind of letter was written about."""

    inlamningsdagar: int
    kallelser: int
    tysta_justerare: int


def prepare_moten(session: Session, world: World, *, batch: Batch = ALL_OR_NONE) -> Forberett:
    """Write the letters that are due; on a day off, or before the morning, there are none."""
    if not is_working_day(world.today) or world.now < at(world.today, MORGON):
        return Forberett(0, 0, 0)
    look = _Look(session, world, load_bemanning(session, world.today), batch)
    intake, calls, silent = list(_intake_days(look)), list(_to_be_called(look)), list(_silent(look))
    put(session, world, [*intake, *calls, *silent, *_chairs(look)])
    return Forberett(
        *(len({message.sak_id for message in letters}) for letters in (intake, calls, silent))
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """Where and when one looks, and who holds what that day."""

    session: Session
    world: World
    bemanning: Bemanning
    batch: Batch

    def meeting(self, mote_id: int) -> MoteCase:
        case = load(self.session, mote_id, KLOCKAN, self.world)
        assert isinstance(case, MoteCase)  # noqa: S101 - asked for by a meeting's id
        return case

    def letters(
        self, made: Callable[[_Look, T], Iterator[Message]], rows: Iterable[tuple[int, T]]
    ) -> Iterator[Message]:
        """Yield what is written about each meeting: (its id, what ``made`` wants to know of it)."""
        for mote_id, row in rows:
            found: list[Message] = []
            with self.batch.each(self.session, mote=mote_id):
                found = list(made(self, row))
            yield from found


def _not_told(mall: str) -> ColumnElement[bool]:
    return ~exists().where(_AVISERING.c.mall == mall, _AVISERING.c.sak_id == _SAK.c.id)


def _intake_days(look: _Look) -> Iterator[Message]:
    """Yield AU's letter for each planned meeting of the ledningsgrupp between its intake day and
    its kallelse day.
    """
    query = (
        select(key(Mote.id), col(Mote.datum), col(Sak.skapad))
        .join(_SAK, _SAK.c.id == _MOTE.c.id)
        .where(
            _MOTE.c.organ_id == load_register(look.session).ledningsgrupp().id,
            _MOTE.c.datum > look.world.today,
        )
        .where(_SAK.c.lage == MoteLage.PLANERAT.value, _not_told(_INTAGNING))
        .order_by(_MOTE.c.datum)
    )
    return look.letters(_intake_day, [(row[0], row) for row in look.session.exec(query)])


def _intake_day(look: _Look, row: tuple[int, date, datetime]) -> Iterator[Message]:
    mote_id, datum, skapad = row
    plan = look.world.profile.plan(datum)
    if plan.intagning <= look.world.today < plan.kallelse and day_of(skapad) < plan.intagning:
        case, why = look.meeting(mote_id), slots.HALLER_IHOP
        data = {**about(case), **_prepared(look, case, plan)}
        for holder in look.bemanning.holders(slots.au(case)):
            yield Message(
                f"{_INTAGNING}:{mote_id}:{holder.id}", _INTAGNING, holder, mote_id, why, data
            )


def _prepared(look: _Look, case: MoteCase, plan: BackPlan) -> dict[str, object]:
    """Return what is on the agenda, what can be put on it, and what is not ready."""
    return {
        "intagning": plan.intagning.isoformat(),
        "kallelse": plan.kallelse.isoformat(),
        "pa": [punkt.rubrik for punkt in case.punkter if punkt.slag == PunktSlag.ARENDE],
        "klara": _ready(look.session, {one.id for one in case.tillbaka}),
        "inte_klara": list(_unready(look)),
        "tillbaka": list(_back(case)),
        "missade": list(_missed(look)),
    }


def _missed(look: _Look) -> Iterator[dict[str, str]]:
    """Yield what aimed at a meeting that has been and was not taken up there, and whose move it
    is: until another meeting is aimed at, or it stands on an agenda.
    """
    register = load_register(look.session)
    for row in _MISSED.where(OM.c.siktar_pa < look.world.today).all(look.session):
        names = look.bemanning.names(slot_of(row, register, look.world.profile))
        yield {
            "beteckning": row.beteckning or "",
            "rubrik": row.rubrik,
            "siktade_pa": str(row.siktar_pa),
            "vem": uppraknat(names),
        }


def _back(case: MoteCase) -> Iterator[dict[str, str]]:
    """Yield what comes back to the meeting and that nothing has been said of."""
    for one in case.tillbaka:
        yield {
            "beteckning": one.beteckning or "",
            "rubrik": one.rubrik,
            "varfor": one.som.ord,
            "lank": page_of(one.slag, one.nr),
        }


def _ready(session: Session, back: Container[int]) -> list[str]:
    """Return what is ready and does not come ``back``: that is named there, and once."""
    rows = (row for row in _READY.all(session) if row.id not in back)
    return [f"{row.beteckning or ''} {row.rubrik}".strip() for row in rows]


@dataclass(frozen=True, slots=True)
class _Ready:
    id: int
    beteckning: str | None
    rubrik: str


@dataclass(frozen=True, slots=True)
class _Unready(SlotRow):
    beteckning: str | None
    rubrik: str
    lage: str


_IS_ARENDE = _SAK.c.slag == Slag.ARENDE
_READY = reading(
    _Ready,
    wide(*OM.c["id", "beteckning", "rubrik"])
    .join(_SAK, _SAK.c.id == OM.c.id)
    .where(_IS_ARENDE, _SAK.c.lage == ArendeLage.BERETT.value)
    .order_by(OM.c.id),
)


_UNREADY = reading(
    _Unready,
    wide(*OM.c["beteckning", "rubrik"], _SAK.c.lage, *_FRIST.c[SLOT])
    .select_from(OM.join(_SAK, _SAK.c.id == OM.c.id).join(_FRIST, _OPEN))
    .where(_IS_ARENDE, _SAK.c.lage.in_(_BEING_PREPARED))
    .order_by(_FRIST.c.senast, OM.c.id),
)


@dataclass(frozen=True, slots=True)
class _Aimed(SlotRow):
    beteckning: str | None
    rubrik: str
    siktar_pa: date | None


# What is promised to a meeting (``tas_upp``) comes back by itself.
_MISSED = reading(
    _Aimed,
    wide(*OM.c["beteckning", "rubrik", "siktar_pa"], *_FRIST.c[SLOT])
    .select_from(OM.join(_SAK, _SAK.c.id == OM.c.id).join(_FRIST, _OPEN))
    .where(stands_in(_ON_THE_WAY), OM.c.tas_upp.is_(None))
    .order_by(OM.c.siktar_pa, OM.c.id),
)


def _unready(look: _Look) -> Iterator[dict[str, str]]:
    """Yield the ärenden whose day has come and that are still being prepared: what, how it stands,
    whose move it is.
    """
    register = load_register(look.session)
    for row in _UNREADY.where(_FRIST.c.senast <= look.world.today).all(look.session):
        names = look.bemanning.names(slot_of(row, register, look.world.profile))
        yield {
            "beteckning": row.beteckning or "",
            "rubrik": row.rubrik,
            "lage": ArendeLage(row.lage).ord.lower(),
            "vem": uppraknat(names),
        }


def _to_be_called(look: _Look) -> Iterator[Message]:
    """Yield the sekreterare's letter for each meeting whose kallelse day has come, until the ladder
    speaks again.
    """
    query = (
        select(key(Sak.id), col(Frist.senast), col(Frist.skapad))
        .select_from(_SAK.join(_FRIST, _OPEN))
        .where(
            _SAK.c.slag == Slag.MOTE,
            _SAK.c.lage == MoteLage.PLANERAT.value,
            _FRIST.c.senast <= look.world.today,
        )
        .where(_not_told(_KALLA))
        .order_by(_SAK.c.id)
    )
    return look.letters(_call, [(row[0], row) for row in look.session.exec(query)])


def _call(look: _Look, row: tuple[int, date, datetime]) -> Iterator[Message]:
    (mote_id, senast, skapad), today = row, look.world.today
    after = min((rung for rung in look.world.profile.paminnelser.trappa if rung > 0), default=None)
    said_by_ladder = after is not None and today >= add_working_days(senast, after)
    if said_by_ladder or day_of(skapad) >= senast:
        return
    case = look.meeting(mote_id)
    data = {
        **about(case),
        "senast": senast.isoformat(),
        "sen": senast < today,
        "punkter": len(case.punkter),
        "tillbaka": list(_back(case)),
    }
    for holder in look.bemanning.holders(dates.motets_sekreterare(case)):
        yield Message(
            f"{_KALLA}:{mote_id}:{holder.id}", _KALLA, holder, mote_id, _SEKRETERARE, data
        )


def _silent(look: _Look) -> Iterator[Message]:
    """Yield the sekreterare's letter for each meeting whose justerare has let the ladder's last
    rung pass.
    """
    told = set(look.session.exec(select(Avisering.sak_id).where(Avisering.mall == _TYST)))
    waiting = unconfirmed(look.session, look.world.today)
    return look.letters(_silent_one, [(one.mote, one) for one in waiting if one.mote not in told])


def _silent_one(look: _Look, one: Obekraftat) -> Iterator[Message]:
    if look.world.today <= add_working_days(
        one.senast, max(0, *look.world.profile.paminnelser.trappa)
    ):
        return
    case = look.meeting(one.mote)
    following = case.next_mote(one.organ_id)
    data = {
        **about(case),
        "justerare": one.justerare,
        "senast": one.senast.isoformat(),
        "nasta": following.datum.isoformat() if following else "",
    }
    for holder in look.bemanning.holders(dates.motets_sekreterare(case)):
        yield Message(
            f"{_TYST}:{one.mote}:{holder.id}", _TYST, holder, one.mote, _SEKRETERARE, data
        )


def _chairs(look: _Look) -> Iterator[Message]:
    """Yield AU's sekreterare's letter about each organ whose chair is empty or the other side's:
    once a month for as long as it is so.
    """
    world, register = look.world, load_register(look.session)
    to = Slot(drag="⟨au⟩", organ_id=register.au().id, roll=Roll.SEKRETERARE)
    for organ, said in all_wrong(world.profile, register, look.bemanning, world.today):
        data = {"rubrik": organ.namn, "fel": said, "lank": f"/organ/{organ.kod}"}
        for holder in look.bemanning.holders(to):
            yield Message(
                f"{_STOL}:{organ.kod}:{world.today:%Y-%m}:{holder.id}",
                _STOL,
                holder,
                None,
                said_why(slots.HALLER_IHOP, [holder]),
                to_holder(data, holder, register),
            )
