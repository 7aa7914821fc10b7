"""Consultation rounds: the list, and one with who was asked, what each answered, what became of
comments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func
from sqlmodel import Session

from models.base import table_of
from models.database import once
from models.lagen import RemissLage, Slag
from models.organisation import Organ, Person
from models.remiss import Remiss
from models.rows import ONE, named_in, reading
from models.sak import Sak
from models.vocabulary import RemissSlag, Stallningstagande
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.mandate import R
from workflows.engine.door import OpenStep, load, open_steps
from workflows.engine.roles import roles_of
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.payload import SakNr
from workflows.ground.sentences import pastaende
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.om import OM
from workflows.handling.pages import (
    FristVy,
    Marker,
    Sida,
    Sidfilter,
    as_stored,
    load_frister,
    parts,
    require_visible,
)
from workflows.remiss.answers import MottagareVy, SynpunktVy, recipients
from workflows.remiss.facts import RemissCase
from workflows.remiss.rows import RemissRad, remiss_row, remiss_rows
from workflows.texts.markdown import Avsnitt, sections

_REMISS, _SAK = table_of(Remiss), table_of(Sak)
_MARKER = Marker("remisser", tuple[SakNr])


class RemissFilter(Sidfilter):
    """Which rounds."""

    lage: RemissLage | None = None


@dataclass(frozen=True, slots=True)
class Sammanstallning:
    """The compilation: how many took each stand and who, who is silent, and how many comments still
    want an answer.
    """

    antal: Mapping[str, int]
    vilka: Mapping[str, tuple[str, ...]]
    tysta: tuple[str, ...]
    synpunkter: tuple[SynpunktVy, ...]
    obesvarade: int


@dataclass(frozen=True, slots=True)
class RemissVy(RemissRad):
    """One round on an exact text (``underlag``, whose hash every answer carries).

    ``avsnitt`` are its sections when it is the text of an agreement. ``ser_allt`` when the reader
    sees what others answered: those who prepare at once, the asked when the time is over.
    """

    version: int
    slag: RemissSlag
    slag_ord: str
    fraga: str
    underlag: str
    underlag_sha256: str
    avsnitt: tuple[Avsnitt, ...]
    ser_allt: bool
    handlaggare: str | None
    frist: FristVy | None
    mottagare: tuple[MottagareVy, ...]
    sammanstallning: Sammanstallning
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def list_remisser(
    session: Session, actor: Actor, world: World, which: RemissFilter
) -> Sida[RemissRad]:
    """Return a page of the rounds the actor may see, newest first."""
    where = [synliga(actor, world)]
    if which.lage is not None:
        where.append(_SAK.c.lage == which.lage.value)
    if key := _MARKER.after(which.efter):
        where.append(_REMISS.c.id < key[0])
    rows = remiss_rows(session, *where, limit=which.antal + 1)
    return _MARKER.page(rows, which, lambda row: (row.id,))


def remiss(session: Session, actor: Actor, world: World, remiss_id: int) -> RemissVy:
    """Return one round; NotFound when there is none the actor may see.

    A session that only reads reads it once: its page and the form on it are made of the same.
    """
    key = (RemissVy, actor, remiss_id)
    return once(session, key, lambda: _remiss(session, actor, world, remiss_id))


def _remiss(session: Session, actor: Actor, world: World, remiss_id: int) -> RemissVy:
    require_visible(session, actor, world, remiss_id, Slag.REMISS)
    case = load(session, remiss_id, actor, world)
    assert isinstance(case, RemissCase)  # noqa: S101 - its kind was just asked for
    bemanning = load_bemanning(session, world.today)
    row = _ROWS.one(session, {"den": remiss_id})
    avsnitt = sections(row.underlag) if row.version_id else ()
    asked = recipients(session, case, bemanning, avsnitt)
    return RemissVy(
        **parts(remiss_row(session, remiss_id)),
        version=case.sak.version,
        **_as_stored(row),
        slag_ord=row.slag.ord,
        avsnitt=avsnitt,
        ser_allt=_sees_all(actor, case),
        frist=load_frister(session, [remiss_id], world, bemanning).get(remiss_id),
        mottagare=asked,
        sammanstallning=compiled(asked),
        handelser=handelser(session, remiss_id, world.nouns[Slag.REMISS]),
        steg=tuple(open_steps(session, remiss_id, actor, world)),
    )


def remiss_for(session: Session, actor: Actor, world: World, remiss_id: int) -> RemissVy:
    """Return one round as the reader may see it: while it is open those who are asked see their own
    answers only.
    """
    vy = remiss(session, actor, world, remiss_id)
    if vy.ser_allt:
        return vy
    own = tuple(one if one.mitt or one.eget else replace(one, svar=None) for one in vy.mottagare)
    silent = replace(compiled(own), tysta=vy.sammanstallning.tysta)
    said = tuple(replace(one, sagt=()) for one in vy.handelser)
    return replace(vy, mottagare=own, sammanstallning=silent, handelser=said)


def _sees_all(actor: Actor, case: RemissCase) -> bool:
    """Tell whether the reader sees what others answered: those who prepare at once, the asked when
    the time is over.
    """
    if case.sak.lage in {RemissLage.STANGD, RemissLage.ATERKOPPLAD}:
        return True
    return bool(roles_of(actor, case) & {R.AU, R.SEKRETERARE, R.HANDLAGGARE})


@dataclass(frozen=True, slots=True)
class _Stored:
    slag: RemissSlag
    fraga: str
    underlag: str
    underlag_sha256: str
    version_id: int | None
    handlaggare: str | None


_PERSON, _GROUP = table_of(Person), table_of(Organ)
_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        _REMISS,
        func.coalesce(_PERSON.c.namn, _GROUP.c.namn).label("handlaggare"),
    )
    .select_from(
        _REMISS.join(OM, OM.c.id == _REMISS.c.om_id)
        .outerjoin(_PERSON, _PERSON.c.id == OM.c.handlaggare_id)
        .outerjoin(_GROUP, _GROUP.c.id == OM.c.grupp_organ_id)
    )
    .where(_REMISS.c.id == ONE),
)


_as_stored = as_stored(_Stored, RemissVy)


@pastaende("Vilka som har svarat vad på en remiss, och vilka som är tysta.")
def compiled(asked: Sequence[MottagareVy]) -> Sammanstallning:
    """Return the compilation of a round's recipients; stands in the order of the closed list, those
    taken only.
    """
    stands = [one.svar.stallningstagande for one in asked if one.svar]
    by_stand = {
        stand.ord: tuple(
            one.namn for one in asked if one.svar and one.svar.stallningstagande is stand
        )
        for stand in Stallningstagande
        if stand in stands
    }
    comments = tuple(synpunkt for one in asked if one.svar for synpunkt in one.svar.synpunkter)
    return Sammanstallning(
        antal={word: len(names) for word, names in by_stand.items()},
        vilka=by_stand,
        tysta=tuple(one.namn for one in asked if one.svar is None),
        synpunkter=comments,
        obesvarade=sum(1 for one in comments if one.svar is None),
    )
