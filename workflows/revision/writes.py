"""Carrying out what concerns a revision: its draft, its locked texts, what is asked about them and
who decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from models.avtal import Avtalsversion
from models.base import table_of
from models.revision import Partsinstans, Revision, Revisionspart, Revisionsversion
from workflows.avtal.load import in_force
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.handling.effects import OpenRemiss
from workflows.revision.effects import LockVersion, OpenRemissOnText, SetDeciding, StartDraft
from workflows.revision.facts import RevisionCase
from workflows.texts.markdown import content_hash

_REVISION, _PART, _VERSION, _GALLANDE = (
    table_of(model) for model in (Revision, Revisionspart, Revisionsversion, Avtalsversion)
)
_INSTANS = table_of(Partsinstans)


def _start_draft(_effect: StartDraft, doing: Doing) -> Iterable[TakeStep]:
    """Copy the text in force; a new agreement has none, and what has been written already stays."""
    case = doing.case
    assert isinstance(case, RevisionCase)  # noqa: S101 - nothing else has a draft
    query = in_force(_GALLANDE.c.text, case.revision.avtal_id, case.today)
    text = doing.session.exec(query).one_or_none()
    if text and not case.revision.utkast_sha256:
        _set_draft(doing.session, case.sak.id, text)
    return ()


def _set_draft(session: Session, revision_id: int, text: str) -> None:
    values = {
        "utkast": text,
        "utkast_sha256": content_hash(text),
        "utkast_upplaga": _REVISION.c.utkast_upplaga + 1,
    }
    session.execute(_REVISION.update().where(_REVISION.c.id == revision_id).values(values))


def _lock_version(effect: LockVersion, doing: Doing) -> Iterable[TakeStep]:
    """Add the text under the revision's next number; the revision is locked, so no two get the
    same.
    """
    session, case = doing.session, doing.case
    if effect.text is not None:
        _set_draft(session, case.sak.id, effect.text)
    draft = select(Revision.utkast, Revision.utkast_sha256).where(Revision.id == case.sak.id)
    text, sha256 = session.exec(draft).one()
    latest = select(func.coalesce(func.max(col(Revisionsversion.nr)), 0)).where(
        _VERSION.c.revision_id == case.sak.id
    )
    session.execute(
        insert(_VERSION),
        {
            "revision_id": case.sak.id,
            "nr": session.exec(latest).one() + 1,
            "text": text,
            "sha256": sha256,
            "sammanfattning": effect.sammanfattning,
            "konsekvenser": dict(effect.konsekvenser),
            "invanare": effect.invanare,
            "andring": effect.andring,
            "utover": [*effect.utover],
            "skapad": case.now,
            "skapad_av": case.actor.person_id,
        },
    )
    return ()


def _open_remiss_on_text(effect: OpenRemissOnText, doing: Doing) -> Iterable[TakeStep]:
    query = select(Revisionsversion.text).where(Revisionsversion.id == effect.version_id)
    underlag = doing.session.exec(query).one()
    asked = OpenRemiss(
        effect.slag, effect.fraga, underlag, effect.sista_dag, effect.till, effect.version_id
    )
    return doing.case.world.nouns.carry_out(asked, doing)


def _set_deciding(effect: SetDeciding, doing: Doing) -> Iterable[TakeStep]:
    """Write who decides; a day that has been was planned for an earlier text."""
    chosen, here = _PART.c.huvudman_id.in_(effect.huvudman_ids), doing.case.sak.id
    been = (_INSTANS.c.revision_id == here) & (_INSTANS.c.planerat < doing.case.today)
    connection = doing.session.connection()
    connection.execute(_PART.update().where(_PART.c.revision_id == here).values(beslutar=chosen))
    connection.execute(_INSTANS.update().where(been).values(planerat=None))
    return ()


EFFECTS: Handlers = {
    StartDraft: _start_draft,
    LockVersion: _lock_version,
    OpenRemissOnText: _open_remiss_on_text,
    SetDeciding: _set_deciding,
}
