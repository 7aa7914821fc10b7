"""One ärende and what surrounds it: where it stands, whose move it is, what was decided before,
what may be done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import BigInteger, String, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.arende import Arende, Underlagsgodkannande
from models.base import table_of
from models.beslut import TidigareBeslut
from models.lagen import ArendeLage, Fas, Slag
from models.organisation import Person
from models.revisionsord import Godkannandeord
from models.rows import ONE, named_in, reading
from models.sak import Sak
from models.vocabulary import Avsandarkanal, Hantering
from workflows.arende.approval import alla_godkant
from workflows.arende.facts import APPROVED, ArendeCase, underlag_hash
from workflows.arende.lifecycle import ARENDE
from workflows.arende.likeness import similar_ids
from workflows.arende.list import SenderRow, sender
from workflows.beslut.obligations import AtagandeRad, Reader
from workflows.beslut.rows import BeslutRad, Registerrad, before, in_order, of_matter
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.meetings import load_mote
from workflows.county.register import Register, load_register
from workflows.engine.door import OpenStep, as_it_stands, find, open_steps
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.errors import NotFound
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.pages import LARGEST_ID, Fields, FristVy, as_stored, load_frister
from workflows.handling.phases import FasVy, Vandring, ended_in, left, phases, short
from workflows.handling.rules.at_meeting import next_time
from workflows.handling.rules.on_remiss import remiss_gjord
from workflows.remiss.rows import RemissRad, rounds

_SAK, _ARENDE, _TIDIGARE = table_of(Sak), table_of(Arende), table_of(TidigareBeslut)
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

    beslut: Registerrad
    hur: Literal["utpekat", "liknande"]


@dataclass(frozen=True, slots=True)
class UnderlagsordVy:
    """What a ledamot said of the underlag; ``galler`` where it is exactly the one that stands."""

    namn: str
    for_namn: str
    ord: Godkannandeord
    ord_text: str
    text: str
    tid: datetime
    galler: bool


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
    avsandare_kanal: Avsandarkanal | None
    skapad_av: str
    handlaggare: str | None
    foredragande: str
    forslag_beslut: str
    forslag_ataganden: tuple[Mapping[str, object], ...] | None
    konsekvenser: str
    invanare: str
    prioritet: int | None
    prioritet_skal: str
    berord_sektor: str
    bordlaggningar: int
    siktar_pa: date | None
    aterkommer: date | None
    kommer_tillbaka: str
    frist: FristVy | None
    faser: tuple[FasVy, ...]
    tidigare_beslut: tuple[Tidigare, ...]
    mote: MoteKort | None
    remisser: tuple[RemissRad, ...]
    beslut: tuple[BeslutRad, ...]
    ataganden: tuple[AtagandeRad, ...]
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]
    underlag_sha256: str
    godkannanden: tuple[UnderlagsordVy, ...]


def find_arende(session: Session, actor: Actor, world: World, nr: str) -> int:
    """Return the id behind an address ("lgs-2026-47", "utkast-12"); NotFound when there is none the
    actor may see.

    The address of a draft keeps leading to the ärende after it has got its number.
    """
    wanted = nr.casefold()
    if _NR.fullmatch(wanted) is None:
        raise NotFound
    draft = int(wanted.removeprefix("utkast-")) if wanted.startswith("utkast-") else 0
    return find(session, _NAMED, actor, world, nr=wanted, den=min(draft, LARGEST_ID)).id


_NAMED = _SAK.c.id.in_(
    select(_ARENDE.c.id).where(
        or_(_ARENDE.c.nr == bindparam("nr", type_=String), _ARENDE.c.id == ONE)
    )
)


def arende(session: Session, actor: Actor, world: World, nr: str) -> ArendeVy:
    """Return one ärende by its address; NotFound when there is none the actor may see."""
    return arende_by_id(session, actor, world, find_arende(session, actor, world, nr))


def arende_by_id(session: Session, actor: Actor, world: World, sak_id: int) -> ArendeVy:
    """Return an ärende that the actor is known to see."""
    row = _ROWS.one(session, {"den": sak_id})
    bemanning = load_bemanning(session, world.today)
    reader = Reader(session, actor, world, bemanning)
    frist = load_frister(session, [sak_id], world, bemanning).get(sak_id)
    history = handelser(session, sak_id, world.nouns[Slag.ARENDE])
    meeting = meeting_of(session, row.mote_id)
    lage, case = ArendeLage(row.lage), _case(reader, sak_id)
    since, taken = day_of(row.lage_sedan), of_matter(reader, sak_id)
    walk = _walk(lage, since, history, frist, _ahead(row, meeting, case))
    return ArendeVy(
        **_said_in(row, load_register(session)),
        lage=lage,
        lage_ord=lage.ord,
        lage_mening=_means(case, lage),
        kommer_tillbaka=next_time(case),
        fas=Fas(ARENDE.phases[lage]),
        lage_sedan=since,
        frist=frist,
        faser=phases(walk, world.today),
        tidigare_beslut=earlier(reader, row),
        mote=meeting,
        remisser=rounds(session, sak_id),
        beslut=tuple(one for one, _ in taken),
        ataganden=in_order(taken),
        handelser=history,
        steg=tuple(open_steps(session, sak_id, actor, world)),
        underlag_sha256=_hash_of(row),
        godkannanden=_said_of(session, sak_id, world, _hash_of(row)),
    )


def _case(reader: Reader, sak_id: int) -> ArendeCase:
    case = as_it_stands(reader.session, sak_id, reader.actor, reader.world)
    assert isinstance(case, ArendeCase)  # noqa: S101 - asked for by an ärende's id
    return case


def _means(case: ArendeCase, lage: ArendeLage) -> str:
    """Return what the state means; what is ready is not called so while an approval is missing."""
    missing = alla_godkant(case, None) if lage is ArendeLage.BERETT else None
    return f"Underlaget är låst. {missing}" if missing else lage.mening


def _hash_of(row: _Stored) -> str:
    return underlag_hash({name: getattr(row, name) for name in APPROVED})


@dataclass(frozen=True, slots=True)
class _Word:
    namn: str
    for_namn: str
    ord: Godkannandeord
    text: str
    tid: datetime
    sha256: str


_SAYS = table_of(Underlagsgodkannande)
_SPOKE, _STEAD = table_of(Person).alias("spoke"), table_of(Person).alias("stead")
_WORDS = reading(
    _Word,
    named_in(_Word, _SAYS, _SPOKE.c.namn, _STEAD.c.namn.label("for_namn"))
    .select_from(
        _SAYS.join(_SPOKE, _SPOKE.c.id == _SAYS.c.person_id).join(
            _STEAD, _STEAD.c.id == _SAYS.c.for_id
        )
    )
    .where(_SAYS.c.arende_id == ONE)
    .order_by(_SAYS.c.id.desc()),
)


def _said_of(
    session: Session, sak_id: int, world: World, sha256: str
) -> tuple[UnderlagsordVy, ...]:
    """Return what the ledamöter have said, newest first; nothing is read where nobody is asked."""
    if not world.profile.godkannande.kravs:
        return ()
    return tuple(
        UnderlagsordVy(
            namn=one.namn,
            for_namn="" if one.for_namn == one.namn else one.for_namn,
            ord=one.ord,
            ord_text=one.ord.ord,
            text=one.text,
            tid=one.tid,
            galler=one.sha256 == sha256,
        )
        for one in _WORDS.all(session, {"den": sak_id})
    )


def _walk(
    lage: ArendeLage,
    since: date,
    history: Sequence[HandelseVy],
    frist: FristVy | None,
    ahead: Mapping[Fas, str],
) -> Vandring:
    """Return how far an ärende has come, and what is ahead."""
    ended, gone = _ENDED.get(lage) or "", left(history, ARENDE.phases)
    here = ended_in(history, ARENDE.phases) if ended == "brutet" else ARENDE.phases[lage]
    return Vandring(here, lage.ord, ended, gone, since, frist, ahead)


@dataclass(frozen=True, slots=True)
class _Stored(SenderRow):
    id: int
    lage: str
    lage_sedan: datetime
    version: int
    definitionsversion: int
    skapad: datetime
    skapad_av: str
    handlaggare: str | None
    nr: str
    beteckning: str | None
    rubrik: str
    fraga: str
    bakgrund: str
    onskad_hantering: list[str]
    foredragande: str
    forslag_beslut: str
    forslag_ataganden: Sequence[Mapping[str, object]] | None
    konsekvenser: str
    invanare: str
    prioritet: int | None
    prioritet_skal: str
    berord_sektor: str
    bordlaggningar: int
    siktar_pa: date | None
    aterkommer: date | None
    mote_id: int | None
    utpekade: list[int] | None


@dataclass(frozen=True, slots=True)
class Forslag:
    """What an ärende proposes that others do."""

    forslag_ataganden: Sequence[Mapping[str, object]] | None
    konsekvenser: str
    invanare: str


_PROPOSED = reading(Forslag, named_in(Forslag, _ARENDE).where(_ARENDE.c.id == ONE))


def proposed(session: Session, sak_id: int) -> Forslag:
    """Return what an ärende proposes, for whoever is asked about it."""
    return _PROPOSED.one(session, {"den": sak_id})


_AUTHOR, _HANDLER = table_of(Person).alias("author"), table_of(Person).alias("handler")
_POINTED = func.array(
    select(_TIDIGARE.c.beslut_id).where(_TIDIGARE.c.arende_id == _ARENDE.c.id).scalar_subquery(),
    type_=ARRAY(BigInteger),
)
_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(_SAK, _ARENDE),
        _AUTHOR.c.namn.label("skapad_av"),
        _HANDLER.c.namn.label("handlaggare"),
        _POINTED.label("utpekade"),
    )
    .select_from(
        _SAK.join(_ARENDE, _ARENDE.c.id == _SAK.c.id)
        .join(_AUTHOR, _AUTHOR.c.id == _ARENDE.c.skapad_av)
        .outerjoin(_HANDLER, _HANDLER.c.id == _ARENDE.c.handlaggare_id)
    )
    .where(_SAK.c.id == ONE),
)


_as_stored = as_stored(
    _Stored,
    ArendeVy,
    but=("onskad_hantering", "lage", "skapad", "lage_sedan", "forslag_ataganden"),
)


def _said_in(row: _Stored, register: Register) -> Fields:
    """Return what the ärende itself says, as the view says it."""
    organ, tasks = register.organ_by_id(row.avsandare_organ_id), row.forslag_ataganden
    return {
        **_as_stored(row),
        "onskad_hantering": tuple(Hantering(one) for one in row.onskad_hantering),
        "skapad": day_of(row.skapad),
        "avsandare": sender(row, register),
        "avsandare_organ": organ.kod if organ else None,
        "forslag_ataganden": None if tasks is None else tuple(tasks),
    }


_ENDED: Mapping[ArendeLage, Literal["genomfort", "brutet"]] = {
    ArendeLage.AVSLUTAT: "genomfort",
    ArendeLage.AVVISAT: "brutet",
    ArendeLage.ATERKALLAT: "brutet",
}


def _ahead(row: _Stored, meeting: MoteKort | None, case: ArendeCase) -> dict[Fas, str]:
    """Return what is known of the phases to come."""
    aim, today = meeting.datum if meeting else row.siktar_pa, case.today
    aimed = {Fas.BESLUT: f"siktar på {short(aim, today)}"} if aim and aim >= today else {}
    return {Fas.REMISS: "krävs" if remiss_gjord(case, None) else "om det behövs", **aimed}


def meeting_of(session: Session, mote_id: int | None) -> MoteKort | None:
    """Return a meeting as other pages name it."""
    if mote_id is None:
        return None
    mote = load_mote(session, mote_id)
    if mote is None:
        return None
    organ = load_register(session).organ_by_id(mote.organ_id)
    return MoteKort(mote_id, organ.kortnamn if organ else "", mote.datum, mote.lage)


def earlier(reader: Reader, row: _Stored) -> tuple[Tidigare, ...]:
    """Return earlier decisions on the same matter: those pointed out first, then those about the
    same words.
    """
    alike = similar_ids(
        reader.session, reader.actor, reader.world, f"{row.rubrik} {row.fraga}", but=row.id
    )
    chosen = row.utpekade or []
    most = max(_MOST_EARLIER, len(chosen))
    found = before(reader, row.id, chosen=chosen, alike=alike, most=most)
    return tuple(Tidigare(one, "utpekat" if one.id in chosen else "liknande") for one in found)
