"""Reminders: by the ladder before and after a last day, and when nobody has said anything for long.

A rung is dealt with once and for all: the row in ``paminnelse`` is the claim, written in the same transaction as the
message. Only the highest rung reached is sent; those that were passed over are recorded as such. What has been
answered has no open frist and is never reminded of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import table_of
from models.tables import Atagande, Avstamning, Frist, Paminnelse, Sak
from models.vocabulary import FristForm, PaminnelseUtfall
from workflows.actors import KLOCKAN
from workflows.bemanning import load_bemanning, slot_of
from workflows.cases import AtagandeCase, Case
from workflows.compliance import Status, is_silent
from workflows.deadlines import at, day_of, is_working_day, rungs
from workflows.definitions import LIFECYCLES
from workflows.engine import load
from workflows.engine.post import Message, about, put
from workflows.register import load_register
from workflows.slots import Holder
from workflows.world import World

# Reminders are read at work: they leave on working days from this hour on.
MORGON = time(7)
_FRIST, _PAMINNELSE, _SAK = table_of(Frist), table_of(Paminnelse), table_of(Sak)
_ATAGANDE, _AVSTAMNING = table_of(Atagande), table_of(Avstamning)
_WHY = "Du svarar för det här genom ditt uppdrag."


@dataclass(frozen=True, slots=True)
class Due:
    """Something to remind of. ``steg`` is the rung, in working days from the last day; for silence the day's ordinal.

    ``passed`` are lower rungs that were never sent.
    """

    frist_id: int
    steg: int
    passed: tuple[int, ...] = ()
    tyst_dagar: int = 0


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many messages were written, about how many frister."""

    mejl: int
    frister: int


def remind(session: Session, world: World) -> Reminded:
    """Write one message to each person with everything that they are to be reminded of now."""
    if not is_working_day(world.today) or world.now < at(world.today, MORGON):
        return Reminded(0, 0)
    rungs_due = _claimed(session, list(_rungs_reached(session, world)), world.now)
    silent_due = _claimed(session, list(_silent(session, world)), world.now)
    claimed = {due.frist_id: due for due in (*rungs_due, *silent_due)}
    messages = list(_messages(session, claimed, world))
    put(session, world.now, messages)
    return Reminded(len(messages), len(claimed))


def _rungs_reached(session: Session, world: World) -> Iterator[Due]:
    """Yield each open frist that has come to a rung which has not been dealt with."""
    ladder = world.profile.paminnelser.trappa
    dealt: dict[int, set[int]] = {}
    for row in session.execute(_DEALT_WITH):
        dealt.setdefault(row.frist_id, set()).add(row.steg)
    for frist in session.execute(_REMINDED):
        done = dealt.get(frist.id, set())
        reached = [rung for rung, day in rungs(frist.senast, ladder, day_of(frist.skapad)) if day <= world.today]
        if reached and reached[-1] not in done:
            yield Due(frist.id, reached[-1], tuple(rung for rung in reached[:-1] if rung not in done))


_OPEN = _FRIST.c.stangd.is_(None)
_REMINDED = select(_FRIST.c.id, _FRIST.c.senast, _FRIST.c.skapad).where(_OPEN, _FRIST.c.pamin).order_by(_FRIST.c.id)
_DEALT_WITH = (
    select(_PAMINNELSE.c.frist_id, _PAMINNELSE.c.steg).join(_FRIST, _FRIST.c.id == _PAMINNELSE.c.frist_id).where(_OPEN)
)


def _silent(session: Session, world: World) -> Iterator[Due]:
    """Yield the frist of each åtagande nobody has said anything about for too long, nor been reminded of since."""
    limit = world.profile.paminnelser.tyst_efter_dagar
    reminded = exists().where(
        _PAMINNELSE.c.frist_id.in_(select(_EARLIER.c.id).where(_EARLIER.c.sak_id == _SAK.c.id)),
        _PAMINNELSE.c.utfall == PaminnelseUtfall.SKICKAD,
        _PAMINNELSE.c.tid > world.now - timedelta(days=limit),
    )
    for row in session.execute(_OBLIGATIONS.where(~reminded)):
        standing = row.form in {FristForm.ATERKOMMANDE, FristForm.TILLS_VIDARE}
        status = Status(row.lage, row.senast, day_of(row.senast_nytt), staende=standing, foljs=row.foljs)
        if is_silent(status, today=world.today, tyst_efter=limit):
            days = (world.today - day_of(row.senast_nytt)).days
            yield Due(row.frist_id, world.today.toordinal(), tyst_dagar=days)


_EARLIER = _FRIST.alias("tidigare")
_LATEST = (
    select(_AVSTAMNING.c.foljs)
    .where(_AVSTAMNING.c.atagande_id == _ATAGANDE.c.id)
    .order_by(_AVSTAMNING.c.period.desc())
    .limit(1)
    .scalar_subquery()
)
_OBLIGATIONS = (
    select(
        _FRIST.c.id.label("frist_id"), _FRIST.c.senast, _SAK.c.lage, _ATAGANDE.c.senast_nytt, _ATAGANDE.c.form,
        _LATEST.label("foljs"),
    )
    .select_from(_ATAGANDE.join(_SAK, _SAK.c.id == _ATAGANDE.c.id).join(_FRIST, _FRIST.c.sak_id == _SAK.c.id))
    .where(_OPEN, _FRIST.c.pamin)
    .order_by(_FRIST.c.id)
)  # fmt: skip


def _claimed(session: Session, wanted: list[Due], now: datetime) -> list[Due]:
    """Return those that nobody else has dealt with, now ours.

    A frist that is being closed in this moment is left alone: its matter is being answered.
    """
    ids = [due.frist_id for due in wanted]
    still_open = select(_FRIST.c.id).where(_FRIST.c.id.in_(ids), _OPEN).with_for_update(skip_locked=True)
    open_ids = set(session.execute(still_open).scalars()) if ids else set()
    return [due for due in wanted if due.frist_id in open_ids and _claim(session, due, now)]


def _claim(session: Session, due: Due, now: datetime) -> bool:
    row = {"frist_id": due.frist_id, "tid": now}
    mine = insert(_PAMINNELSE).on_conflict_do_nothing().returning(_PAMINNELSE.c.steg)
    if session.execute(mine.values(**row, steg=due.steg, utfall=PaminnelseUtfall.SKICKAD)).first() is None:
        return False
    for rung in due.passed:
        session.execute(mine.values(**row, steg=rung, utfall=PaminnelseUtfall.OVERHOPPAD))
    return True


def _messages(session: Session, claimed: dict[int, Due], world: World) -> Iterator[Message]:
    """Yield one message for each person: every row that they answer for, the one due first first."""
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    per_person: dict[int, tuple[Holder, list[dict[str, Any]]]] = {}
    query = select(_FRIST).where(_FRIST.c.id.in_(claimed)).order_by(_FRIST.c.senast, _FRIST.c.id)
    for frist in session.execute(query).all() if claimed else ():
        row = _row(frist, claimed[frist.id], load(session, frist.sak_id, KLOCKAN, world))
        for holder in bemanning.holders(slot_of(frist, register, world.profile)):
            per_person.setdefault(holder.id, (holder, []))[1].append(row)
    for holder, rows in per_person.values():
        yield _message(holder, rows, world.today)


def _message(holder: Holder, rows: list[dict[str, Any]], today: date) -> Message:
    late = any(row["sen"] for row in rows)
    alone = rows[0] if len(rows) == 1 else None
    return Message(
        f"paminnelse:{today.isoformat()}:{holder.id}:{rows[0]['frist']}",
        "forsenad" if late else "paminnelse",
        holder,
        alone["sak"] if alone else None,
        _WHY,
        {"rader": rows, "lank": alone["lank"] if alone else "/"},
    )


def _row(frist: Row[Any], due: Due, case: Case) -> dict[str, Any]:
    """Return what the template says about one frist."""
    return {
        **about(case), "att_gora": wanted_step(case), "for": frist.drag, "senast": frist.senast.isoformat(),
        "sen": frist.senast < case.today, "tyst_dagar": due.tyst_dagar, "frist": frist.id, "sak": frist.sak_id,
    }  # fmt: skip


def wanted_step(case: Case) -> str:
    """Return the label of the step that would take the matter onwards, e.g. "Rapportera klart"."""
    lifecycle = LIFECYCLES[case.sak.slag]
    forwards = [step for step in lifecycle.from_state(lifecycle.state(case.sak.lage)) if step.tone == "framat"]
    if isinstance(case, AtagandeCase) and case.atagande.standing:
        forwards = [step for step in forwards if step.name == "stam_av"] or forwards
    return forwards[0].rubrik if forwards else ""
