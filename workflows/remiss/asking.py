"""Carrying out that more are asked, or somebody else at the same huvudman."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import insert

from models.base import table_of
from models.remiss import Remissmottagare
from workflows.engine.effects import TakeStep
from workflows.engine.frister import NewFrist, open_frist
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Told, notify
from workflows.handling import slots
from workflows.handling.facts import MottagareFacts
from workflows.handling.load import load_recipients
from workflows.remiss.consequences import question
from workflows.remiss.effects import AddRecipients, Redirect
from workflows.remiss.facts import RemissCase
from workflows.remiss.writes import close_recipients

_MOTTAGARE = table_of(Remissmottagare)


def _add(effect: AddRecipients, doing: Doing) -> Iterable[TakeStep]:
    session, sak_id = doing.session, doing.case.sak.id
    before = {one.id for one in load_recipients(session, [sak_id])[sak_id]}
    rows = [
        {"remiss_id": sak_id, "sista_dag": effect.sista_dag, **one.columns()} for one in effect.till
    ]
    session.execute(insert(_MOTTAGARE), rows)
    for one in load_recipients(session, [sak_id])[sak_id]:
        if one.id not in before:
            _ask(doing, one)
    return ()


def _redirect(effect: Redirect, doing: Doing) -> Iterable[TakeStep]:
    case = doing.case
    assert isinstance(case, RemissCase)  # noqa: S101 - only a remiss has recipients
    one = next(found for found in case.remiss.mottagare if found.id == effect.mottagare_id)
    change = _MOTTAGARE.update().where(_MOTTAGARE.c.id == one.id)
    doing.session.execute(change.values(sektor=effect.sektor))
    close_recipients(doing.session, case, one.id)
    _ask(doing, replace(one, sektor=effect.sektor))
    return ()


def _ask(doing: Doing, one: MottagareFacts) -> None:
    """Give a recipient its frist, and its letter."""
    session, case = doing.session, doing.case
    assert isinstance(case, RemissCase)  # noqa: S101 - only a remiss has recipients
    slot = slots.mottagarens(case, one)
    open_frist(session, NewFrist(case.sak.id, slot, one.sista_dag, mottagare_id=one.id), case.now)
    notify(session, [Told(question(case, one), case, doing.handelse_id, one.sista_dag)])


ASKS: Handlers = {
    AddRecipients: _add,
    Redirect: _redirect,
}
