"""From the outbox to people: each letter that is due is written, sent and marked, one at a time and
never lost.

The mark is committed after the letter has been accepted. A crash in between means that it is sent
once more, with the same Message-ID, and never that it is not sent at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import structlog
from jinja2 import TemplateError
from sqlalchemy import Row, func, select, text
from sqlmodel import Session

from models import limits
from models.avisering import Avisering, Installation
from models.base import table_of
from models.database import Database
from models.delgivning import Delgivning
from models.mote import Mote
from models.vocabulary import AviseringLage
from notifications.channels import Channel, Later, Letter, NotSent, Refused, Unreachable
from notifications.invitations import Called, Invitation, invitation, is_about_coming
from notifications.links import Recipient, with_links, without_links
from notifications.on_duty import OnDuty
from notifications.rendering import render
from workflows.county.slots import Holder
from workflows.engine.letters.stand_in import write_instead
from workflows.ground.deadlines import day_of
from workflows.reminders import Needed, still_needed

_AVISERING, _MOTE, _DELGIVNING = (table_of(model) for model in (Avisering, Mote, Delgivning))
_MARKE = select(table_of(Installation).c.marke).scalar_subquery().label("marke")
_MOST_IN_A_ROUND = 500  # letters; the rest go in the next round
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
_MOST_ATTEMPTS = 100  # about four days
# A server may take its time with each answer: longer than a transaction may otherwise rest.
_PATIENCE = text("SET LOCAL idle_in_transaction_session_timeout = '10min'")


class _Outcome(Enum):
    SENT = auto()
    LATER = auto()
    REFUSED = auto()
    UNNEEDED = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round of the post came to, in letters; ``vantar`` are those still in the outbox.

    ``onodiga`` are reminders of what had been done by then. ``nadd`` is False when the server could
    not be reached.
    """

    skickade: int
    senare: int
    misslyckade: int
    onodiga: int
    vantar: int
    nadd: bool = True


def deliver(
    database: Database, channel: Channel | None, now: datetime, *, stop: Callable[[], bool] = bool
) -> Delivered:
    """Send what is due. Without a channel everything waits.

    Several may deliver at once: each letter is locked by the one who sends it. ``stop`` is asked
    before each letter.
    """
    outcomes = (
        Counter(_send_all(database, channel, now, stop))
        if channel is not None
        else Counter[_Outcome]()
    )
    return Delivered(
        skickade=outcomes[_Outcome.SENT],
        senare=outcomes[_Outcome.LATER] + outcomes[_Outcome.UNREACHABLE],
        misslyckade=outcomes[_Outcome.REFUSED],
        onodiga=outcomes[_Outcome.UNNEEDED],
        vantar=_waiting(database),
        nadd=not outcomes[_Outcome.UNREACHABLE],
    )


def _send_all(
    database: Database, channel: Channel, now: datetime, stop: Callable[[], bool]
) -> list[_Outcome]:
    """Send until nothing is due, the server is out of reach, or the round has been long enough."""
    outcomes: list[_Outcome] = []
    duty = OnDuty(day_of(now))
    try:
        while (
            len(outcomes) < _MOST_IN_A_ROUND and _Outcome.UNREACHABLE not in outcomes and not stop()
        ):
            with database.session() as session:
                some = _some(session, channel, now, duty)
            if not some:
                break
            outcomes += some
    finally:
        channel.close()
    return outcomes


def _waiting(database: Database) -> int:
    query = (
        select(func.count())
        .select_from(_AVISERING)
        .where(_AVISERING.c.lage == AviseringLage.VANTAR)
    )
    with database.read() as session:
        return int(session.execute(query).scalar_one())


def _some(session: Session, channel: Channel, now: datetime, duty: OnDuty) -> list[_Outcome]:
    """Deliver as many letters as the channel wants in one transaction."""
    due = (
        select(_AVISERING, _MOTE.c.organ_id, _MARKE)
        .select_from(
            _AVISERING.outerjoin(_DELGIVNING, _DELGIVNING.c.id == _AVISERING.c.sak_id).outerjoin(
                _MOTE, _MOTE.c.id == func.coalesce(_DELGIVNING.c.mote_id, _AVISERING.c.sak_id)
            )
        )
        .where(_AVISERING.c.lage == AviseringLage.VANTAR, _AVISERING.c.nasta_forsok <= now)
        .order_by(_AVISERING.c.nasta_forsok, _AVISERING.c.id)
        .limit(channel.at_once)
        .with_for_update(skip_locked=True, of=_AVISERING)
    )
    session.execute(_PATIENCE)
    return [
        _deliver(session, row, _Way(channel, now, duty.secretary(session, row.organ_id)))
        for row in session.execute(due).all()
    ]


@dataclass(frozen=True, slots=True)
class _Way:
    """How and when a letter leaves, and who reads what is written back."""

    channel: Channel
    now: datetime
    svar_till: Holder | None


def _deliver(session: Session, row: Row[Any], way: _Way) -> _Outcome:
    """Write and send one letter, and mark what became of it. Whatever goes wrong with it, the
    others leave.
    """
    attempt, now = {"forsok": row.forsok + 1}, way.now
    needed = still_needed(session, row)
    if needed is None:
        _update(session, row, {"lage": AviseringLage.ONODIG, "fel": ""})
        return _Outcome.UNNEEDED
    try:
        letter, written = _letter(row, needed, way)
    except Exception as failure:  # noqa: BLE001 - the log has what nobody thought of
        return _mark(session, row, attempt, _said(failure, row), now)
    try:
        way.channel.send(letter)
    except Exception as failure:  # noqa: BLE001 - as above
        outcome = _mark(session, row, attempt | written, _said(failure, row), now)
        if outcome is _Outcome.REFUSED:
            write_instead(session, row, now)
        return outcome
    _update(
        session, row, attempt | written | {"lage": AviseringLage.SKICKAD, "skickad": now, "fel": ""}
    )
    return _Outcome.SENT


def _said(failure: Exception, row: Row[Any]) -> NotSent:
    """Return why a letter was not sent; what nobody thought of is logged, and may have passed by
    the next attempt.
    """
    match failure:
        case NotSent():
            return failure
        case TemplateError():
            return Refused(f"Meddelandet gick inte att skriva: {failure}")
    structlog.get_logger("posten").error(
        "brevet stoppades", avisering=row.id, mall=row.mall, exc_info=failure
    )
    return Later("Ett oväntat fel stoppade brevet. Orsaken står i loggen.")


def _letter(row: Row[Any], needed: Needed, way: _Way) -> tuple[Letter, dict[str, str]]:
    """Return the letter, and its words as the outbox keeps them."""
    channel = way.channel
    to = Recipient(row.id, row.person_id, day_of(row.skapad))
    data, tokens = with_links(needed.data, to, key=channel.nyckel, address=channel.address)
    rendered = render(
        needed.mall, data, varfor=row.skal, address=channel.address, skrivet=to.skapad
    )
    letter = Letter(
        str(data.get("namn", "")),
        row.epost,
        row.meddelande_id,
        rendered.amne,
        rendered.text,
        rendered.html,
        way.now,
        _calendar(row, way),
        way.svar_till,
    )
    hidden = [] if channel.lankar_kvar else tokens
    kept = {
        "text": without_links(rendered.text, hidden),
        "html": without_links(rendered.html, hidden),
    }
    return letter, {"amne": rendered.amne, **kept}


def _calendar(row: Row[Any], way: _Way) -> Invitation | None:
    """Return what a letter about coming to a meeting brings to its reader's calendar."""
    if not is_about_coming(row.mall, row.data):
        return None
    calls = way.svar_till
    return invitation(
        row.mall,
        row.data,
        Called(
            row.sak_id,
            (calls.namn, calls.epost) if calls else ("Samflöde", way.channel.sender),
            (str(row.data.get("namn", "")), row.epost),
            row.skapad,
            way.channel.address,
            row.marke,
        ),
    )


def _mark(
    session: Session, row: Row[Any], attempt: dict[str, Any], failure: NotSent, now: datetime
) -> _Outcome:
    """Write why it was not sent, and when to try again if that may help.

    A server that is away is no fault of the letter's: it waits however long that takes.
    """
    said = attempt | {"fel": str(failure)[: limits.KORT_TEXT]}
    away = isinstance(failure, Unreachable)
    if away or (isinstance(failure, Later) and row.forsok + 1 < _MOST_ATTEMPTS):
        _update(session, row, said | {"nasta_forsok": now + wait_after(row.forsok + 1)})
        return _Outcome.UNREACHABLE if away else _Outcome.LATER
    _update(session, row, said | {"lage": AviseringLage.MISSLYCKAD})
    return _Outcome.REFUSED


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: a minute, then twice as long each time, at
    most an hour.
    """
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(_FIRST_WAIT * doubled, _LONGEST_WAIT)


def _update(session: Session, row: Row[Any], values: dict[str, Any]) -> None:
    session.execute(_AVISERING.update().where(_AVISERING.c.id == row.id).values(values))
