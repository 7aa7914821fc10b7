"""What a calendar answers to a kallelse: a file that the sekreterare reads in."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col, select

from models.avisering import Installation
from models.lagen import MoteLage, Slag
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
from workflows.mote.rules import kallad
from workflows.texts.calendar_reply import Kalendersvar, Unreadable, read_reply


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
