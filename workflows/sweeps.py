"""What time brings about: steps the clock takes, closings to propose, and the list of what nobody keeps.

Each sweep asks what is due now. Run twice, late or by two runners at once it does the same as once and in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, or_, select, tuple_
from sqlmodel import Session

from models.base import table_of
from models.database import Database
from models.faults import LockTimeout
from models.lagen import ArendeLage, AtagandeLage, RemissLage, RevisionLage, Slag
from models.tables import Atagande, Avisering, Frist, Handelse, Remissmottagare, Remissvar, Sak
from models.vocabulary import FristForm
from workflows import whose
from workflows.actors import KLOCKAN
from workflows.apart import TOGETHER, Together
from workflows.bemanning import load_bemanning, slot_of
from workflows.cases import OmCase
from workflows.definitions import LIFECYCLES
from workflows.delade_frister import asked_without_frist
from workflows.engine import Ask, load, open_steps, take_step
from workflows.engine.agreements_due import due_agreements
from workflows.engine.clockwork import keep_frist, own_frist
from workflows.engine.post import Message, about, put
from workflows.errors import Refusal
from workflows.frister import is_open
from workflows.guards.om_mote import ataganden_klara
from workflows.naming import names_of
from workflows.register import load_register
from workflows.roles import R
from workflows.words import stor
from workflows.world import World

_SAK, _FRIST, _ATAGANDE, _HANDELSE = table_of(Sak), table_of(Frist), table_of(Atagande), table_of(Handelse)
_AVISERING, _MOTTAGARE, _SVAR = table_of(Avisering), table_of(Remissmottagare), table_of(Remissvar)

_CLOCK_STEPS = {
    (slag, lage.value): tuple(step.name for step in lifecycle.from_state(lage) if R.KLOCKAN in step.by)
    for slag, lifecycle in LIFECYCLES.items()
    for lage in lifecycle.waits
}
_CLOCK_STATES = [state for state, steps in _CLOCK_STEPS.items() if steps]
_FINAL_STATES = [(slag, lage.value) for slag, lifecycle in LIFECYCLES.items() for lage in lifecycle.final]
_OPEN_STATES = [lage.value for lage in AtagandeLage if is_open(lage.value)]
_CARRIED_OUT = [
    (Slag.ARENDE, ArendeLage.IMPLEMENTERAS.value), (Slag.REVISION, RevisionLage.IMPLEMENTERAS.value),
]  # fmt: skip
_CLOSABLE = "klart_att_avsluta"


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that the clock has taken."""

    sak_id: int
    slag: Slag
    steg: str


def take_clock_steps(database: Database, world: World, *, apart: Together = TOGETHER) -> list[Taken]:
    """Take every step that is the clock's and whose guards say yes; one transaction for each matter.

    The newest first: a remiss closes before the ärende that waits for it. What somebody else is moving just now is
    left to the next round.
    """
    waits = tuple_(_SAK.c.slag, _SAK.c.lage).in_(_CLOCK_STATES)
    due = (_SAK.c.slag != Slag.AVTAL) | due_agreements(world)  # a register is long, and rests for years
    with database.read() as session:
        waiting = session.execute(select(_SAK.c.id, _SAK.c.slag).where(waits, due).order_by(_SAK.c.id.desc())).all()
    taken = []
    for row in waiting:
        with apart.each(sak=row.id):
            if step := _take(database, row.id, world):
                taken.append(Taken(row.id, row.slag, step))
    return taken


def _take(database: Database, sak_id: int, world: World) -> str | None:
    """Take the clock's step if its guards say yes; return its name."""
    try:
        with database.session() as session:
            step = next((step.namn for step in open_steps(session, sak_id, KLOCKAN, world) if step.oppet), None)
            if step is not None:
                take_step(session, sak_id, Ask(step), KLOCKAN, world)
            return step
    except (Refusal, LockTimeout):
        return None


def propose_closing(session: Session, world: World, *, apart: Together = TOGETHER) -> int:
    """Tell AU's sekreterare of every matter whose last åtagande is done, once each time; return how many were new.

    An åtagande that is opened again and done again makes it a new time. From then on AU has its usual days to close. An
    ärende that somebody is moving just now is left to the next round.
    """
    keys = session.execute(select(_AVISERING.c.nyckel).where(_AVISERING.c.mall == _CLOSABLE)).scalars()
    known = {key.rpartition(":")[0] for key in keys}
    told = 0
    for row in session.execute(_CLOSABLE_ARENDEN).all():
        time = f"{_CLOSABLE}:{row.id}:{row.oppnade}"
        if time in known:
            continue
        with apart.each(session, sak=row.id):
            case = _still_there(session, row.id, world)
            if case and ataganden_klara(case) is None:
                _propose(session, case, time)
                told += 1
    return told


def _still_there(session: Session, sak_id: int, world: World) -> OmCase | None:
    """Return the ärende as it stands, held still; None when somebody is moving it."""
    mine = select(_SAK.c.id).where(_SAK.c.id == sak_id).with_for_update(key_share=True, skip_locked=True)
    case = load(session, sak_id, KLOCKAN, world) if session.execute(mine).first() else None
    return case if isinstance(case, OmCase) else None


def _propose(session: Session, case: OmCase, time: str) -> None:
    """Give the matter the day on which it is to be closed, and say it to those who close it."""
    lifecycle = LIFECYCLES[case.sak.slag]
    senast = keep_frist(session, lifecycle.waits[lifecycle.state(case.sak.lage)], case, moved=False, redate=True)
    au, why = whose.au(case), "Du håller ihop arbetet i ⟨au⟩."
    data = {**about(case), "senast": senast and senast.isoformat()}
    put(session, World(case.profile, case.now), [
        Message(f"{time}:{holder.id}", _CLOSABLE, holder, case.sak.id, why, data)
        for holder in load_bemanning(session, case.today, [au]).holders(au)
    ])  # fmt: skip


def _closable() -> Select[tuple[int, int]]:
    """Return each matter being carried out with nothing left to do once, and how often an åtagande was opened."""
    child = _SAK.alias("del")
    of_arende = (child.c.foralder_id == _SAK.c.id, child.c.slag == Slag.ATAGANDE)
    opened = (
        select(func.count())
        .select_from(_HANDELSE.join(child, child.c.id == _HANDELSE.c.sak_id))
        .where(*of_arende, _HANDELSE.c.till_lage.in_(_OPEN_STATES))
        .where(or_(_HANDELSE.c.fran_lage.is_(None), _HANDELSE.c.fran_lage.not_in(_OPEN_STATES)))
        .scalar_subquery()
    )
    standing = (FristForm.ATERKOMMANDE, FristForm.TILLS_VIDARE)
    left = exists().where(*of_arende, child.c.lage.in_(_OPEN_STATES), _ATAGANDE.c.id == child.c.id)
    return (
        select(_SAK.c.id, opened.label("oppnade"))
        .where(tuple_(_SAK.c.slag, _SAK.c.lage).in_(_CARRIED_OUT))
        .where(~left.where(_ATAGANDE.c.form.not_in(standing)))
        .order_by(_SAK.c.id)
    )


_CLOSABLE_ARENDEN = _closable()


def open_without_owner(session: Session, world: World) -> list[str]:
    """Return a sentence for every matter that breaks the promise that nothing is lost; the list is empty.

    Open, but without a date or without anybody whose move it is; asked in a remiss without a date; done, but with a
    date left.
    """
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    found = dict(_without_frist(session, world))
    for frist in session.execute(_OPEN_FRISTER).all():
        if (frist.slag, frist.lage) in _FINAL_STATES:
            found[frist.sak_id] = "är klar men har en frist kvar."
        elif not bemanning.holders(slot_of(frist, register, world.profile)):
            found[frist.sak_id] = f"ingen har uppdraget att svara för {frist.drag}."
    for remiss_id in session.execute(_ASKED_WITHOUT_FRIST).scalars():
        found[remiss_id] = "en mottagare som inte har svarat saknar frist."
    for sak_id in asked_without_frist(session, world):
        found[sak_id] = "någon som väntas svara saknar frist."
    return [f"{stor(name)}: {found[sak_id]}" for sak_id, name in names_of(session, found).items()]


def _without_frist(session: Session, world: World) -> Iterator[tuple[int, str]]:
    """Yield the matters that wait for something and have no date, those that may rest left out."""
    for row in session.execute(_FRISTLESS).all():
        lifecycle = LIFECYCLES[row.slag]
        wait = lifecycle.waits.get(lifecycle.state(row.lage))
        if wait is None or wait.rests is None or not wait.rests(load(session, row.id, KLOCKAN, world)):
            yield row.id, "saknar datum och någon vars drag det är."


_FRISTLESS = (
    select(_SAK.c.id, _SAK.c.slag, _SAK.c.lage)
    .where(tuple_(_SAK.c.slag, _SAK.c.lage).not_in(_FINAL_STATES), ~exists().where(own_frist(_SAK.c.id)))
    .order_by(_SAK.c.id)
)
_OPEN_FRISTER = (
    select(_FRIST, _SAK.c.slag, _SAK.c.lage)
    .join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
    .where(_FRIST.c.stangd.is_(None))
    .order_by(_FRIST.c.id)
)
_ASKED_WITHOUT_FRIST = (
    select(_MOTTAGARE.c.remiss_id)
    .join(_SAK, _SAK.c.id == _MOTTAGARE.c.remiss_id)
    .where(_SAK.c.lage == RemissLage.OPPEN.value, ~exists().where(_SVAR.c.mottagare_id == _MOTTAGARE.c.id))
    .where(~exists().where(_FRIST.c.mottagare_id == _MOTTAGARE.c.id, _FRIST.c.stangd.is_(None)))
    .distinct()
)
