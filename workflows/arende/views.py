"""One ärende and what surrounds it: where it stands, whose move it is, what was decided before,
what may be done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, or_, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import ArendeLage, Fas, Slag
from models.tables import Arende, Mote, Person, Sak, TidigareBeslut
from models.vocabulary import Hantering
from workflows.arende.lifecycle import ARENDE
from workflows.arende.likeness import similar_ids
from workflows.arende.list import sender
from workflows.beslut.obligations import AtagandeRad, B, Reader
from workflows.beslut.rows import BeslutRad, decisions
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import Register, load_register
from workflows.county.world import World
from workflows.engine.door import OpenStep, open_steps
from workflows.engine.visibility import synliga
from workflows.ground.deadlines import day_of
from workflows.ground.errors import NotFound
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.pages import LARGEST_ID, FristVy, load_frister
from workflows.handling.phases import FasVy, Vandring, left, phases, short
from workflows.remiss.rows import RemissRad, rounds

_SAK, _ARENDE = table_of(Sak), table_of(Arende)
_NR = re.compile(r"[a-z]{1,10}-[0-9]{4}-[0-9]{1,9}|utkast-[0-9]{1,18}", re.ASCII)
_MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class MoteKort:
    """The meeting an ärende is or was on."""

    id: int
    organ: str
    datum: date
    lage: str


@dataclass(frozen=True, slots=True)
class Tidigare:
    """An earlier decision: chosen by whoever prepared, or found because it is about the
    same words.
    """

    beslut: BeslutRad
    hur: Literal["utpekat", "liknande"]


@dataclass(frozen=True, slots=True)
class ArendeVy:
    """One ärende. ``nr`` is its address, ``beteckning`` its number (None for a draft), ``version``
    its events.
    """

    id: int
    nr: str
    beteckning: str | None
    rubrik: str
    fraga: str
    bakgrund: str
    onskad_hantering: tuple[Hantering, ...]
    lage: ArendeLage
    lage_ord: str
    lage_mening: str
    fas: Fas
    version: int
    definitionsversion: int
    skapad: date
    lage_sedan: date
    avsandare: str
    avsandare_organ: str | None
    skapad_av: str
    handlaggare: str | None
    foredragande: str
    forslag_beslut: str
    forslag_ataganden: tuple[Mapping[str, Any], ...] | None
    konsekvenser: str
    invanare: str
    bordlaggningar: int
    siktar_pa: date | None
    aterkommer: date | None
    frist: FristVy | None
    faser: tuple[FasVy, ...]
    tidigare_beslut: tuple[Tidigare, ...]
    mote: MoteKort | None
    remisser: tuple[RemissRad, ...]
    beslut: tuple[BeslutRad, ...]
    ataganden: tuple[AtagandeRad, ...]
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def find_arende(session: Session, actor: Actor, nr: str) -> int:
    """Return the id behind an address ("lgs-2026-47", "utkast-12"); NotFound when there is none the
    actor may see.

    The address of a draft keeps leading to the ärende after it has got its number.
    """
    wanted = nr.casefold()
    if _NR.fullmatch(wanted) is None:
        raise NotFound
    draft = int(wanted.removeprefix("utkast-")) if wanted.startswith("utkast-") else 0
    named = or_(_ARENDE.c.nr == wanted, _ARENDE.c.id == min(draft, LARGEST_ID))
    query = select(_SAK.c.id).join(_ARENDE, _ARENDE.c.id == _SAK.c.id).where(named, synliga(actor))
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound
    return int(found)


def arende(session: Session, actor: Actor, world: World, nr: str) -> ArendeVy:
    """Return one ärende by its address; NotFound when there is none the actor may see."""
    return arende_by_id(session, actor, world, find_arende(session, actor, nr))


def arende_by_id(session: Session, actor: Actor, world: World, sak_id: int) -> ArendeVy:
    """Return an ärende that the actor is known to see."""
    row = _stored(session, sak_id)
    bemanning = load_bemanning(session, world.today)
    reader = Reader(session, actor, world, bemanning)
    frist = load_frister(session, [sak_id], world, bemanning).get(sak_id)
    history = handelser(session, sak_id, Slag.ARENDE)
    meeting = meeting_of(session, row.mote_id)
    lage = ArendeLage(row.lage)
    phase, since = Fas(ARENDE.phases[lage]), day_of(row.lage_sedan)
    ahead = _ahead(meeting.datum if meeting else row.siktar_pa, world.today)
    gone = left(history, ARENDE.phases)
    walk = Vandring(phase, lage.ord, _ENDED.get(lage, ""), gone, since, frist, ahead)
    return ArendeVy(
        **_said_in(row, load_register(session)),
        lage=lage,
        lage_ord=lage.ord,
        lage_mening=lage.mening,
        fas=phase,
        lage_sedan=since,
        frist=frist,
        faser=phases(walk, world.today),
        tidigare_beslut=earlier(reader, row),
        mote=meeting,
        remisser=rounds(session, sak_id),
        beslut=tuple(decisions(reader, B.c.om_id == sak_id)),
        ataganden=tuple(reader.rows(B.c.om_id == sak_id)),
        handelser=history,
        steg=tuple(open_steps(session, sak_id, actor, world)),
    )


_AS_STORED = (
    "id",
    "nr",
    "beteckning",
    "rubrik",
    "fraga",
    "bakgrund",
    "version",
    "definitionsversion",
    "skapad_av",
    "handlaggare",
    "foredragande",
    "forslag_beslut",
    "konsekvenser",
    "invanare",
    "bordlaggningar",
    "siktar_pa",
    "aterkommer",
)


def _said_in(row: Any, register: Register) -> dict[str, Any]:
    """Return what the ärende itself says, as the view says it."""
    organ, tasks = register.organ_by_id(row.avsandare_organ_id), row.forslag_ataganden
    return {
        **{name: row._mapping[name] for name in _AS_STORED},  # noqa: SLF001 - the public name of a row's mapping
        "onskad_hantering": tuple(Hantering(one) for one in row.onskad_hantering),
        "skapad": day_of(row.skapad),
        "avsandare": sender(row, register),
        "avsandare_organ": organ.kod if organ else None,
        "forslag_ataganden": None if tasks is None else tuple(tasks),
    }


def _stored(session: Session, sak_id: int) -> Any:  # a row of many columns
    author, handler = table_of(Person).alias("author"), table_of(Person).alias("handler")
    columns = [column for column in _ARENDE.c if column.name not in {"id", "skapad_av", "sokord"}]
    return session.execute(
        select(
            _SAK, *columns, author.c.namn.label("skapad_av"), handler.c.namn.label("handlaggare")
        )
        .select_from(
            _SAK.join(_ARENDE, _ARENDE.c.id == _SAK.c.id)
            .join(author, author.c.id == _ARENDE.c.skapad_av)
            .outerjoin(handler, handler.c.id == _ARENDE.c.handlaggare_id)
        )
        .where(_SAK.c.id == sak_id)
    ).one()


_ENDED: Mapping[ArendeLage, Literal["genomfort", "brutet"]] = {
    ArendeLage.AVSLUTAT: "genomfort",
    ArendeLage.AVVISAT: "brutet",
    ArendeLage.ATERKALLAT: "brutet",
}


def _ahead(aim: date | None, today: date) -> dict[Fas, str]:
    """Return what is known of the phases to come."""
    aimed = {Fas.BESLUT: f"siktar på {short(aim, today)}"} if aim and aim >= today else {}
    return {Fas.REMISS: "om det behövs", **aimed}


def meeting_of(session: Session, mote_id: int | None) -> MoteKort | None:
    """Return a meeting as other pages name it."""
    if mote_id is None:
        return None
    mote = table_of(Mote)
    query = select(mote, _SAK.c.lage).join(_SAK, _SAK.c.id == mote.c.id).where(mote.c.id == mote_id)
    row = session.execute(query).one()
    organ = load_register(session).organ_by_id(row.organ_id)
    return MoteKort(row.id, organ.kortnamn if organ else "", row.datum, row.lage)


def earlier(reader: Reader, row: Any) -> tuple[Tidigare, ...]:
    """Return earlier decisions on the same matter: those pointed out first, then those about the
    same words.
    """
    link = table_of(TidigareBeslut).c
    chosen = set(
        reader.session.execute(select(link.beslut_id).where(link.arende_id == row.id)).scalars()
    )
    alike = similar_ids(reader.session, reader.actor, f"{row.rubrik} {row.fraga}", but=row.id)
    own = select(func.min(B.c.id)).where(B.c.om_id == row.id).scalar_subquery()
    before = B.c.id < func.coalesce(own, LARGEST_ID)
    found = decisions(reader, or_(B.c.id.in_(chosen), B.c.om_id.in_(alike)), before)
    ranked = sorted(found, key=lambda one: one.id not in chosen)
    most = max(_MOST_EARLIER, len(chosen))
    return tuple(
        Tidigare(one, "utpekat" if one.id in chosen else "liknande") for one in ranked[:most]
    )
