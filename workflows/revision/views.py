"""One revision: where it stands, its locked texts, what each party has decided and signed, what may
be done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import String, bindparam, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import Fas, RevisionLage, Slag
from models.organisation import Organ, Person
from models.revision import Revision
from models.rows import ONE, named_in, reading
from models.sak import Sak
from workflows.arende.views import MoteKort, meeting_of
from workflows.beslut.obligations import AtagandeRad, Reader
from workflows.beslut.rows import BeslutRad, in_order, of_matter
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.engine.door import OpenStep, find, load, open_steps
from workflows.engine.world import World
from workflows.ground.errors import NotFound
from workflows.ground.sentences import pastaende
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.pages import FristVy, as_stored, load_frister, parts
from workflows.handling.phases import FasVy, Vandring, ended_in, left, phases, short
from workflows.handling.rules.at_meeting import next_time
from workflows.remiss.rows import RemissRad, rounds
from workflows.revision.facts import RevisionCase
from workflows.revision.lifecycle import REVISION
from workflows.revision.list import RevisionRad, revision_row
from workflows.revision.parties.rules import alla_godkant, left_for_reader
from workflows.revision.parties.unasked import fragat_igen, since_asked, wanted_by_others
from workflows.revision.parties.views import (
    GodkannandeVy,
    MotpartVy,
    RevisionspartVy,
    approvals,
    parties,
)
from workflows.revision.plan import Plandag, agreement_now, days_ahead, out_of_time, warning
from workflows.revision.texts import LastTextVy, locked_texts

_SAK, _REVISION = table_of(Sak), table_of(Revision)
_NR = re.compile(r"rev-[0-9]{4}-[0-9]{1,9}", re.ASCII)
_ENDED: Mapping[RevisionLage, Literal["genomfort", "brutet"]] = {
    RevisionLage.GENOMFORD: "genomfort",
    RevisionLage.AVSTADD: "brutet",
    RevisionLage.AVBRUTEN: "brutet",
}


@dataclass(frozen=True, slots=True)
class SedanSvaren:
    """What has changed since the parties answered about version ``fran``, up to version ``till``.

    ``onskat`` is what no comment asked for, and who wanted it; ``utan_ny_fraga`` why AU did not ask
    again.
    """

    fran: int
    till: int
    onskat: tuple[str, ...]
    utan_ny_fraga: str


@dataclass(frozen=True, slots=True)
class RevisionVy(RevisionRad):
    """One revision. ``initierad_av`` is a name, or that the clock began it; ``version`` counts its
    events.

    ``ni_har_kvar`` is what the reader's own parties have left to do, "" for nothing.
    ``sedan_svaren`` is what has changed since the parties answered, None for nothing.
    ``texter`` are the locked texts, newest first, without their words. ``varning`` says when the
    agreement ends too early, and what helps; ``plan`` are the days ahead.
    """

    lage_mening: str
    ni_har_kvar: str
    definitionsversion: int
    orsak: str
    initierad_av: str
    prioritet_skal: str
    mandat: str
    mandat_till: date | None
    grupp_kod: str | None
    extern: bool
    motpart: str
    foredragande: str
    bordlaggningar: int
    utkast_upplaga: int
    ikraft: date | None
    ny_oversyn: date | None
    varning: str
    sedan_svaren: SedanSvaren | None
    kommer_tillbaka: str
    plan: tuple[Plandag, ...]
    frist: FristVy | None
    faser: tuple[FasVy, ...]
    mote: MoteKort | None
    texter: tuple[LastTextVy, ...]
    parter: tuple[RevisionspartVy, ...]
    motparter: tuple[MotpartVy, ...]
    godkannanden: tuple[GodkannandeVy, ...]
    remisser: tuple[RemissRad, ...]
    beslut: tuple[BeslutRad, ...]
    ataganden: tuple[AtagandeRad, ...]
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def find_revision(session: Session, actor: Actor, world: World, nr: str) -> int:
    """Return the id behind an address ("rev-2026-3"); NotFound when there is none the actor may
    see.
    """
    wanted = nr.casefold()
    if _NR.fullmatch(wanted) is None:
        raise NotFound
    return find(session, _NAMED, actor, world, nr=wanted).id


_NAMED = _SAK.c.id.in_(
    select(_REVISION.c.id).where(_REVISION.c.nr == bindparam("nr", type_=String))
)


def revision(session: Session, actor: Actor, world: World, nr: str) -> RevisionVy:
    """Return one revision by its address; NotFound when there is none the actor may see."""
    return revision_by_id(session, actor, world, find_revision(session, actor, world, nr))


def heading(session: Session, actor: Actor, world: World, nr: str) -> RevisionRad:
    """Return what a list tells of one revision; NotFound when there is none the actor may see."""
    return revision_row(session, actor, world, find_revision(session, actor, world, nr))


def revision_by_id(session: Session, actor: Actor, world: World, sak_id: int) -> RevisionVy:
    """Return a revision that the actor is known to see."""
    row, stored = revision_row(session, actor, world, sak_id), _ROWS.one(session, {"den": sak_id})
    bemanning, history = load_bemanning(session, world.today), _history(session, sak_id, world)
    case = load(session, sak_id, actor, world)
    assert isinstance(case, RevisionCase)  # noqa: S101 - a revision
    frist = load_frister(session, [sak_id], world, bemanning).get(sak_id)
    taken = of_matter(Reader(session, actor, world, bemanning), sak_id)
    return RevisionVy(
        **parts(row),
        **_as_stored(stored),
        lage_mening=_sentence(row.lage, case, stored.vem or "Klockan"),
        ni_har_kvar=left_for_reader(case),
        initierad_av=stored.vem or "Klockan",
        varning=" ".join(filter(None, (warning(case), out_of_time(case)))),
        sedan_svaren=since_answers(case),
        kommer_tillbaka=next_time(case),
        plan=days_ahead(case),
        frist=frist,
        faser=phases(_walk(row, stored, history, frist, world), world.today),
        mote=meeting_of(session, stored.mote_id),
        texter=locked_texts(session, sak_id),
        **parties(session, sak_id, case.motparter),
        godkannanden=approvals(session, sak_id),
        remisser=rounds(session, sak_id),
        beslut=tuple(one for one, _ in taken),
        ataganden=in_order(taken),
        handelser=history,
        steg=tuple(open_steps(session, sak_id, actor, world)),
    )


def _history(session: Session, sak_id: int, world: World) -> tuple[HandelseVy, ...]:
    return handelser(session, sak_id, world.nouns[Slag.REVISION])


@pastaende("Vad som är ändrat sedan parterna svarade, och vem som ville det ingen bad om.")
def since_answers(case: RevisionCase) -> SedanSvaren | None:
    """Say what the parties have not seen: from the text they answered about to the newest."""
    later, asked = since_asked(case), case.revision.fragad_version
    if not later:
        return None
    fran = next(one.nr for one in case.versioner if one.id == asked)
    return SedanSvaren(fran, later[-1].nr, wanted_by_others(case), case.revision.utan_ny_fraga)


def _sentence(lage: RevisionLage, case: RevisionCase, who: str) -> str:
    """Return what the state means, and who began it, or of one that was broken off whether the
    agreement holds.
    """
    if lage is RevisionLage.INITIERAD:
        return f"{who} har sagt att avtalet behöver ses över."
    if lage is RevisionLage.SLUTLIGT:
        hinder = [said for rule in (fragat_igen, alla_godkant) if (said := rule(case, None))]
        return " ".join(["Texten är låst.", *hinder]) if hinder else lage.mening
    return f"{lage.mening} {agreement_now(case)}" if lage is RevisionLage.AVBRUTEN else lage.mening


def _walk(
    row: RevisionRad,
    stored: _Stored,
    history: Sequence[HandelseVy],
    frist: FristVy | None,
    world: World,
) -> Vandring:
    """Return how far a revision has come, and what is ahead."""
    gone, ahead = left(history, REVISION.phases), _ahead(world, stored.siktar_pa)
    ended = _ENDED.get(row.lage) or ""
    here = ended_in(history, REVISION.phases) if ended == "brutet" else row.fas
    return Vandring(here, row.lage_ord, ended, gone, row.lage_sedan, frist, ahead)


@dataclass(frozen=True, slots=True)
class _Stored:
    definitionsversion: int
    orsak: str
    prioritet_skal: str
    mandat: str
    mandat_till: date | None
    grupp_kod: str | None
    extern: bool
    motpart: str
    foredragande: str
    bordlaggningar: int
    utkast_upplaga: int
    ikraft: date | None
    ny_oversyn: date | None
    siktar_pa: date | None
    mote_id: int | None
    vem: str | None


_PERSON, _GROUP = table_of(Person), table_of(Organ)
_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(_SAK, _REVISION),
        _PERSON.c.namn.label("vem"),
        _GROUP.c.kod.label("grupp_kod"),
    )
    .select_from(
        _SAK.join(_REVISION, _REVISION.c.id == _SAK.c.id)
        .outerjoin(_PERSON, _PERSON.c.id == _REVISION.c.initierad_av)
        .outerjoin(_GROUP, _GROUP.c.id == _REVISION.c.grupp_organ_id)
    )
    .where(_SAK.c.id == ONE),
)


_as_stored = as_stored(_Stored, RevisionVy, but=("siktar_pa",))


def _ahead(world: World, aim: date | None) -> dict[Fas, str]:
    """Return the days that the meeting aimed at leaves for what is to come."""
    if aim is None or aim < world.today:
        return {}
    plan = world.profile.plan(aim)
    opens = plan.remiss_oppnas
    sent = {Fas.REMISS: f"ut senast {short(opens, world.today)}"} if opens > world.today else {}
    return {**sent, Fas.BESLUT: f"siktar på {short(aim, world.today)}"}
