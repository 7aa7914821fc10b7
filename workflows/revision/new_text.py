"""The text a revision brings to its agreement: the newest one it locked, with what the parties have
signed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Beslut, Mote, Revision, Revisionspart, Revisionsversion, Sak, Signatur
from workflows.engine.case import NyTextFacts
from workflows.ground.words import lang_dag

_REVISION, _VERSION, _PART, _SIGNATUR = (
    table_of(model) for model in (Revision, Revisionsversion, Revisionspart, Signatur)
)
_SAK, _BESLUT, _MOTE = table_of(Sak), table_of(Beslut), table_of(Mote)


def text_of_revision(session: Session, nr: str | None) -> NyTextFacts | None:
    """Return the newest locked text of the revision with the number; None when there is none."""
    in_force = _locked().where(_REVISION.c.nr == nr, _REVISION.c.ikraft.isnot(None))
    newest = in_force.order_by(_VERSION.c.nr.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    if row is None:
        return None
    parties = _parties(session, row.id, row.version_id)
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
        signerade=tuple(parties.values()),
    )


def _locked() -> Select[Any]:
    return select(
        _REVISION.c.id,
        _REVISION.c.avtal_id,
        _REVISION.c.ikraft,
        _SAK.c.lage,
        _VERSION.c.text,
        _VERSION.c.sha256,
        _VERSION.c.sammanfattning,
        _VERSION.c.skapad_av,
        _VERSION.c.id.label("version_id"),
    ).select_from(
        _REVISION.join(_SAK, _SAK.c.id == _REVISION.c.id).join(
            _VERSION, _VERSION.c.revision_id == _REVISION.c.id
        )
    )


def _parties(session: Session, revision_id: int, version_id: int) -> dict[int, str]:
    """Return the parties that are left, each with the hash of what it has signed of a text, "" for
    nothing.
    """
    same = (_SIGNATUR.c.version_id == version_id) & (_SIGNATUR.c.huvudman_id == _PART.c.huvudman_id)
    query = select(_PART.c.huvudman_id, _SIGNATUR.c.sha256).select_from(
        _PART.outerjoin(_SIGNATUR, same)
    )
    left = query.where(_PART.c.revision_id == revision_id, ~_PART.c.slappt).order_by(
        _PART.c.huvudman_id
    )
    return {row.huvudman_id: row.sha256 or "" for row in session.execute(left)}


def _decided(session: Session, revision_id: int) -> str:
    """Return where and when the text was decided, as the register says it: "SAM 2023:4, 8 december
    2023".
    """
    query = (
        select(_BESLUT.c.beteckning, _MOTE.c.datum)
        .join(_MOTE, _MOTE.c.id == _BESLUT.c.mote_id)
        .where(_BESLUT.c.om_id == revision_id)
        .order_by(_BESLUT.c.id.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return f"{row.beteckning}, {lang_dag(row.datum)}" if row else ""
