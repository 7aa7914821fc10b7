"""The text a revision brings to its agreement: the newest one it locked, with what the parties have
signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, bindparam, func
from sqlmodel import Session, col, select

from models.base import table_of
from models.beslut import Beslut
from models.mote import Mote
from models.revision import Revision, Revisionsmotpart, Revisionspart, Revisionsversion, Signatur
from models.rows import optional, reading, wide
from models.sak import Sak
from models.vocabulary import Motpartsslag
from workflows.avtal.facts import Motpartsrad, NyTextFacts
from workflows.avtal.parties.people import people_of
from workflows.ground.words import dag

_REVISION, _VERSION, _PART, _SIGNATUR = (
    table_of(model) for model in (Revision, Revisionsversion, Revisionspart, Signatur)
)
_MOTPART = table_of(Revisionsmotpart)
_SAK, _BESLUT, _MOTE = table_of(Sak), table_of(Beslut), table_of(Mote)


def text_of_revision(session: Session, nr: str | None) -> NyTextFacts | None:
    """Return the newest locked text of the revision with the number; None when there is none."""
    row = _NEWEST.where(_REVISION.c.nr == nr).one_or_none(session)
    if row is None or row.ikraft is None:
        return None
    parties = _parties(session, row.id, row.version_id)
    outside = _outside(session, row.id, row.version_id)
    return NyTextFacts(
        avtal_id=row.avtal_id,
        revision_lage=row.lage,
        text=row.text,
        sha256=row.sha256,
        sammanfattning=row.sammanfattning,
        galler_fran=row.ikraft,
        beslutad=_decided(session, row.id),
        last_av=row.skapad_av,
        parter=tuple(parties),
        signerade=(*parties.values(), *(one.sha256 for one in outside if not one.slappt)),
        motparter=tuple(_line(one) for one in outside if not one.slappt),
        slappta=tuple(one.namn for one in outside if one.slappt),
    )


@dataclass(frozen=True, slots=True)
class _Newest:
    id: int
    avtal_id: int
    ikraft: date | None
    lage: str
    text: str
    sha256: str
    sammanfattning: str
    skapad_av: int
    version_id: int


_NEWEST = reading(
    _Newest,
    wide(
        *_REVISION.c["id", "avtal_id", "ikraft"],
        _SAK.c.lage,
        *_VERSION.c["text", "sha256", "sammanfattning", "skapad_av"],
        _VERSION.c.id.label("version_id"),
    )
    .select_from(
        _REVISION.join(_SAK, _SAK.c.id == _REVISION.c.id).join(
            _VERSION, _VERSION.c.revision_id == _REVISION.c.id
        )
    )
    .where(_REVISION.c.ikraft.isnot(None))
    .order_by(_VERSION.c.nr.desc())
    .limit(1),
)


def _parties(session: Session, revision_id: int, version_id: int) -> dict[int, str]:
    """Return the parties that are left, each with the hash of what it has signed of a text, "" for
    nothing.
    """
    same = (_SIGNATUR.c.version_id == version_id) & (_SIGNATUR.c.huvudman_id == _PART.c.huvudman_id)
    signed = optional(Signatur.sha256)
    query = select(Revisionspart.huvudman_id, signed).select_from(_PART.outerjoin(_SIGNATUR, same))
    left = query.where(_PART.c.revision_id == revision_id, ~_PART.c.slappt).order_by(
        _PART.c.huvudman_id
    )
    return {huvudman_id: sha256 or "" for huvudman_id, sha256 in session.exec(left)}


@dataclass(frozen=True, slots=True)
class _Outside:
    namn: str
    slag: Motpartsslag
    personer: list[tuple[str, str, int]]
    slappt: bool
    sha256: str


_OUTSIDE = reading(
    _Outside,
    wide(
        *_MOTPART.c["namn", "slag", "slappt"],
        people_of(_MOTPART).label("personer"),
        func.coalesce(_SIGNATUR.c.sha256, "").label("sha256"),
    )
    .select_from(
        _MOTPART.outerjoin(
            _SIGNATUR,
            (_SIGNATUR.c.motpart == _MOTPART.c.namn)
            & (_SIGNATUR.c.version_id == bindparam("version", type_=Integer)),
        )
    )
    .order_by(_MOTPART.c.namn),
)


def _outside(session: Session, revision_id: int, version_id: int) -> list[_Outside]:
    """Return those that are no huvudman, each with the hash of what it has signed of a text, ""
    for nothing.
    """
    mine = _OUTSIDE.where(_MOTPART.c.revision_id == revision_id)
    return list(mine.all(session, {"version": version_id}))


def _line(one: _Outside) -> Motpartsrad:
    people = tuple((namn, epost) for namn, epost, _id in one.personer)
    return Motpartsrad(one.namn, one.slag, people)


def _decided(session: Session, revision_id: int) -> str:
    """Return where and when the text was decided, as the register says it: "SAM 2023:4, 8 december
    2023".
    """
    query = (
        select(col(Beslut.beteckning), col(Mote.datum))
        .join(_MOTE, _MOTE.c.id == _BESLUT.c.mote_id)
        .where(_BESLUT.c.om_id == revision_id)
        .order_by(_BESLUT.c.id.desc())
        .limit(1)
    )
    row = session.exec(query).one_or_none()
    return f"{row[0]}, {dag(row[1])}" if row else ""
