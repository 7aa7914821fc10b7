"""What those who are called say about coming, also through their calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.avisering import Installation
from models.base import table_of
from models.lagen import MoteLage, Slag
from models.mote import Kallelsesvar
from models.rows import ONE, reading, wide
from models.vocabulary import Kallelsebesked
from workflows.county.actors import Actor
from workflows.county.meetings import MoteFacts, load_mote
from workflows.county.register import load_register
from workflows.engine.door import Ask, load, take_step
from workflows.engine.roles import roles_of
from workflows.engine.world import World
from workflows.ground.errors import Hindered, Malformed, NotFound, RoleMissing
from workflows.handling.pages import meeting_name
from workflows.mote.facts import MoteCase, in_calendars
from workflows.mote.lifecycle import MOTE
from workflows.mote.reply_file import Kalendersvar, Unreadable, read_reply
from workflows.mote.rules import kallad
from workflows.mote.stand_ins import called

_SVAR = table_of(Kallelsesvar)


@dataclass(frozen=True, slots=True)
class AnmaldVy:
    """Somebody who is called. ``besked`` None before they have said anything, ``ersattare`` who
    comes in their place; ``ar_ersattare`` when they are called only in another's.
    """

    namn: str
    epost: str
    ar_ersattare: bool
    besked: Kallelsebesked | None
    besked_ord: str | None
    ersattare: str
    lamnat: datetime | None


@dataclass(frozen=True, slots=True)
class Svar:
    """What one person has said."""

    person_id: int
    besked: Kallelsebesked
    ersattare: str
    lamnat: datetime


_SAID = reading(
    Svar,
    wide(*_SVAR.c["person_id", "besked", "ersattare", "lamnat"])
    .where(_SVAR.c.mote_id == ONE)
    .order_by(_SVAR.c.lamnat, _SVAR.c.person_id),
)


def own_answer(session: Session, mote_id: int, person_id: int | None) -> Svar | None:
    """Return what somebody has said; None before that."""
    said = _SAID.all(session, {"den": mote_id})
    return next((one for one in said if one.person_id == person_id), None)


def answers(session: Session, mote_id: int) -> tuple[AnmaldVy, ...]:
    """Return everyone who is called with what they say, and the ersättare who have said
    something; nobody when the meeting is not being called to.
    """
    mote = load_mote(session, mote_id)
    if mote is None or mote.lage != MoteLage.KALLAT:
        return ()
    said = {one.person_id: one for one in _SAID.all(session, {"den": mote_id})}
    return tuple(
        AnmaldVy(
            one.namn,
            one.epost,
            one.ersattare,
            svar.besked if svar else None,
            svar.besked.ord if svar else None,
            svar.ersattare if svar else "",
            svar.lamnat if svar else None,
        )
        for one in called(session, mote)
        if (svar := said.get(one.id)) or not one.ersattare
    )


def note_reply(session: Session, mote_id: int, innehall: bytes, actor: Actor, world: World) -> str:
    """Note what a file from somebody's calendar says; return whose answer it was, and what.

    Raises NotFound, RoleMissing, Malformed for what is no such file, and Hindered with why the
    answer does not count.
    """
    case = load(session, mote_id, actor, world)
    if not isinstance(case, MoteCase):
        raise NotFound
    if not roles_of(actor, case).intersection(_NOTED.by):
        raise RoleMissing(_NOTED.rubrik, [role.ord for role in _NOTED.by])
    try:
        svar = read_reply(innehall)
    except Unreadable as unreadable:
        raise Malformed({"fil": str(unreadable)}) from unreadable
    if hinder := list(_against(session, case, svar)):
        raise Hindered(hinder)
    assert svar.besked is not None  # noqa: S101 - without one it does not count
    said: dict[str, object] = {"person": svar.epost, "besked": svar.besked.value}
    if svar.i_stallet:
        said["ersattare"] = svar.i_stallet
    take_step(session, mote_id, Ask(_NOTED.name, said, slag=Slag.MOTE), actor, world)
    who = kallad(case, svar.epost)
    return f"{who.namn if who else svar.epost}: {svar.besked.ord}."


_NOTED = next(step for step in MOTE.steps if step.name == "anteckna_svar")


def _against(session: Session, case: MoteCase, svar: Kalendersvar) -> Iterator[str]:
    """Yield why an answer does not count at a meeting."""
    marke = session.exec(select(col(Installation.marke))).one()
    if svar.uid != in_calendars(case.mote.id, marke):
        yield f"Filen svarar på en annan kallelse: {_other(session, svar.uid, marke)}."
        return
    who = kallad(case, svar.epost)
    if case.sak.lage == MoteLage.KALLAT and who is None:
        yield f"{svar.epost} är inte kallad till mötet."
    name = who.namn if who else svar.epost
    if svar.andringar < case.mote.andringar:
        yield f"{name} svarade på kallelsen innan den ändrades. Be om ett nytt svar."
    if svar.besked is None:
        yield f"{name} har varken tackat ja eller nej. Fråga vad som gäller."


def _other(session: Session, uid: str, marke: str) -> str:
    """Return what a file is about instead."""
    number = uid.removeprefix("mote-").partition("@")[0]
    mote: MoteFacts | None = None
    if number.isdecimal() and len(number) < _DIGITS and uid == in_calendars(int(number), marke):
        mote = load_mote(session, int(number))
    if mote is None:
        return f"”{uid}”, som inte kommer härifrån"
    return meeting_name(load_register(session), mote)


_DIGITS = 19  # of an id


def how_many(rows: Sequence[AnmaldVy]) -> dict[Kallelsebesked | None, int]:
    """Return how many have said what; None are those who have said nothing."""
    kinds = (*Kallelsebesked, None)
    return {kind: sum(one.besked is kind for one in rows) for kind in kinds}
