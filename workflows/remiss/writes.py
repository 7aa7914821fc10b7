"""Carrying out what concerns a remiss: answers, moved days, and that more are asked or somebody
else at the same huvudman.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session

from models.base import table_of
from models.frist import Frist
from models.remiss import Remissmottagare, Remissutkast, Remissvar, Synpunkt
from models.vocabulary import Kanal, Stallningstagande
from workflows.engine.effects import TakeStep
from workflows.engine.frister import NewFrist, open_frist
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Told, notify
from workflows.handling import slots
from workflows.handling.facts import MottagareFacts
from workflows.handling.load import load_recipients
from workflows.remiss.consequences import question
from workflows.remiss.effects import (
    AddRecipients,
    CloseRecipients,
    MoveLastDay,
    RecordAnswer,
    Redirect,
)
from workflows.remiss.facts import RemissCase

_MOTTAGARE, _SVAR, _SYNPUNKT = table_of(Remissmottagare), table_of(Remissvar), table_of(Synpunkt)
_UTKAST, _FRIST = table_of(Remissutkast), table_of(Frist)


def _case(doing: Doing) -> RemissCase:
    assert isinstance(doing.case, RemissCase)  # noqa: S101 - only a remiss has recipients
    return doing.case


def _answer(effect: RecordAnswer, doing: Doing) -> Iterable[TakeStep]:
    """Store the answer in place of an earlier one; its comments are replaced as a whole."""
    session, case = doing.session, _case(doing)
    fields = {
        "stallningstagande": Stallningstagande(effect.stallningstagande),
        "motivering": effect.motivering,
        "lamnat": case.now,
        "lamnat_av": case.actor.person_id,
        "kanal": Kanal(effect.kanal),
        "fil_id": effect.fil_id,
        "underlag_sha256": case.remiss.underlag_sha256,
        **_replaced(effect, case),
    }
    stored = pg_insert(_SVAR).values(mottagare_id=effect.mottagare_id, **fields)
    stored = stored.on_conflict_do_update(index_elements=["mottagare_id"], set_=fields)
    svar_id = session.execute(stored.returning(_SVAR.c.id)).scalar_one()
    session.execute(delete(_SYNPUNKT).where(_SYNPUNKT.c.remissvar_id == svar_id))
    if comments := list(_comments(svar_id, effect)):
        session.execute(insert(_SYNPUNKT), comments)
    close_recipients(session, case, effect.mottagare_id)
    _empty_draft(effect.mottagare_id, doing)
    return ()


def _comments(svar_id: int, effect: RecordAnswer) -> Iterator[dict[str, object]]:
    for number, one in enumerate(effect.synpunkter, start=1):
        yield {
            "remissvar_id": svar_id,
            "ordning": number,
            "avsnitt": one.avsnitt,
            "text": one.text,
            "onskad": one.onskad,
            "svar": None,
            "motivering": "",
        }


def _replaced(effect: RecordAnswer, case: RemissCase) -> Mapping[str, object]:
    """Return whose answer this one replaces; what somebody changes in their own answer leaves that
    as it was.
    """
    before = next(one for one in case.remiss.mottagare if one.id == effect.mottagare_id)
    if before.svar is None or before.lamnat_av == case.actor.person_id:
        return {}
    return {"ersatte_av": before.lamnat_av, "ersatte_lamnat": before.lamnat}


def _empty_draft(mottagare_id: int, doing: Doing) -> None:
    """Take away the words of the draft; its upplaga goes on, so that whoever still has it open is
    told.
    """
    words = {"data": {}, "upplaga": _UTKAST.c.upplaga + 1, "skrivet": doing.case.now}
    values = {**words, "skrivet_av": doing.case.actor.person_id}
    doing.session.execute(
        _UTKAST.update().where(_UTKAST.c.mottagare_id == mottagare_id).values(values)
    )


def _move_last_day(effect: MoveLastDay, doing: Doing) -> Iterable[TakeStep]:
    """Move the day, and open a new frist for each who has not answered, so that every reminder
    moves with it.
    """
    session, case = doing.session, _case(doing)
    for mottagare in case.remiss.mottagare:
        if (
            effect.mottagare_id not in {None, mottagare.id}
            or effect.sista_dag <= mottagare.sista_dag
        ):
            continue
        session.execute(
            _MOTTAGARE.update()
            .where(_MOTTAGARE.c.id == mottagare.id)
            .values(sista_dag=effect.sista_dag)
        )
        if mottagare.svar is None:
            close_recipients(session, case, mottagare.id)
            slot = slots.mottagarens(case, replace(mottagare, sista_dag=effect.sista_dag))
            open_frist(
                session,
                NewFrist(case.sak.id, slot, effect.sista_dag, mottagare_id=mottagare.id),
                case.now,
            )
    return ()


def _close(_effect: CloseRecipients, doing: Doing) -> Iterable[TakeStep]:
    close_recipients(doing.session, _case(doing))
    return ()


def close_recipients(session: Session, case: RemissCase, mottagare_id: int | None = None) -> None:
    """Close the recipients' frister of a remiss: one recipient's, or all that are open."""
    where = [
        _FRIST.c.sak_id == case.sak.id,
        _FRIST.c.stangd.is_(None),
        _FRIST.c.mottagare_id.isnot(None),
    ]
    if mottagare_id is not None:
        where.append(_FRIST.c.mottagare_id == mottagare_id)
    session.connection().execute(_FRIST.update().where(*where).values(stangd=case.now))


def _add(effect: AddRecipients, doing: Doing) -> Iterable[TakeStep]:
    session, sak_id = doing.session, doing.case.sak.id
    before = {one.id for one in load_recipients(session, [sak_id])[sak_id]}
    rows = [
        {"remiss_id": sak_id, "sista_dag": effect.sista_dag, **one.columns()} for one in effect.till
    ]
    session.execute(insert(_MOTTAGARE), rows)
    for one in load_recipients(session, [sak_id])[sak_id]:
        if one.id not in before:
            _ask_one(doing, one)
    return ()


def _redirect(effect: Redirect, doing: Doing) -> Iterable[TakeStep]:
    case = _case(doing)
    one = next(found for found in case.remiss.mottagare if found.id == effect.mottagare_id)
    change = _MOTTAGARE.update().where(_MOTTAGARE.c.id == one.id)
    doing.session.execute(change.values(sektor=effect.sektor))
    close_recipients(doing.session, case, one.id)
    _ask_one(doing, replace(one, sektor=effect.sektor))
    return ()


def _ask_one(doing: Doing, one: MottagareFacts) -> None:
    """Give a recipient its frist, and its letter."""
    session, case = doing.session, _case(doing)
    slot = slots.mottagarens(case, one)
    open_frist(session, NewFrist(case.sak.id, slot, one.sista_dag, mottagare_id=one.id), case.now)
    notify(session, [Told(question(case, one), case, doing.handelse_id, one.sista_dag)])


EFFECTS: Handlers = {
    AddRecipients: _add,
    Redirect: _redirect,
    RecordAnswer: _answer,
    MoveLastDay: _move_last_day,
    CloseRecipients: _close,
}
