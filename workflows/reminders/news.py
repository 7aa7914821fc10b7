"""What has happened to what somebody raised, which rides in their digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, exists
from sqlmodel import Session, col, select

from models.avisering import Avisering, Nyhet
from models.base import table_of
from models.frist import Frist
from models.handelse import Handelse
from models.lagen import Slag
from models.organisation import Person
from models.rows import AMONG, among, gathered, reading, wide
from models.sak import Sak
from workflows.engine.case import Case
from workflows.engine.frister import own_frist
from workflows.engine.letters.outbox import about
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.words import dag
from workflows.handling.history import HandelseVy, handelser

_NYHET, _HANDELSE, _SAK, _PERSON, _AVISERING = (
    table_of(model) for model in (Nyhet, Handelse, Sak, Person, Avisering)
)
# A letter that says what became of a matter leaves nothing to tell of how it came there.
_ENDS_IT = ("utdrag", "avvisat")


@dataclass(frozen=True, slots=True)
class Nytt:
    """A turn that somebody has not been told of: in which matter, by which event of which."""

    person_id: int
    namn: str
    epost: str
    konto: bool
    handelse_id: int
    sak_id: int
    handelsens_sak: int
    slag: Slag
    lopnr: int


def _later_letter() -> ColumnElement[bool]:
    return exists().where(
        _AVISERING.c.person_id == _NYHET.c.person_id,
        _AVISERING.c.sak_id == _NYHET.c.sak_id,
        _AVISERING.c.mall.in_(_ENDS_IT),
        _AVISERING.c.skapad >= _HANDELSE.c.tid,
    )


_WAITING = reading(
    Nytt,
    wide(
        *_NYHET.c["person_id", "handelse_id", "sak_id"],
        *_PERSON.c["namn", "epost", "konto"],
        _HANDELSE.c.sak_id.label("handelsens_sak"),
        _HANDELSE.c.lopnr,
        _SAK.c.slag,
    )
    .select_from(_NYHET)
    .join(_PERSON, _PERSON.c.id == _NYHET.c.person_id)
    .join(_HANDELSE, _HANDELSE.c.id == _NYHET.c.handelse_id)
    .join(_SAK, _SAK.c.id == _HANDELSE.c.sak_id)
    .where(_NYHET.c.avisering_id.is_(None), _PERSON.c.aktiv, ~_later_letter())
    .order_by(_NYHET.c.handelse_id),
)


def waiting_news(session: Session) -> Mapping[int, Sequence[Nytt]]:
    """Return what is to be told of in a digest, by person, in the order it happened."""
    return gathered(_WAITING.all(session), lambda one: one.person_id)


def as_told(
    session: Session, world: World, news: Sequence[Nytt], cases: Mapping[int, Case]
) -> list[dict[str, object]]:
    """Return what a digest says of each matter: what has happened, and what comes next."""
    history, days = _history(session, world, news), _days(session, cases)
    return [
        {
            **about(cases[sak_id]),
            "har_hant": _lines(history, turns),
            "harnast": _ahead(cases[sak_id], days.get(sak_id)),
            "sak": sak_id,
        }
        for sak_id, turns in gathered(news, lambda one: one.sak_id).items()
    ]


_History = Mapping[tuple[int, int], HandelseVy]


def _history(session: Session, world: World, news: Sequence[Nytt]) -> _History:
    """Return the events of the matters that are told of, each matter read once."""
    matters = dict.fromkeys((one.handelsens_sak, one.slag) for one in news)
    return {
        (sak_id, event.lopnr): event
        for sak_id, slag in matters
        for event in handelser(session, sak_id, world.nouns[slag])
    }


def _lines(history: _History, turns: Sequence[Nytt]) -> list[str]:
    """Return a line of the history for each turn, with its day."""
    events = [history[one.handelsens_sak, one.lopnr] for one in turns]
    return [f"{dag(day_of(event.nar))}: {event.text}" for event in events]


def _days(session: Session, ids: Iterable[int]) -> dict[int, date]:
    """Return the day that each of some matters waits for."""
    own = select(col(Frist.sak_id), col(Frist.senast)).where(own_frist(AMONG))
    return dict(session.exec(own, params={"ids": list(ids)}).all())


def _ahead(case: Case, day: date | None) -> str:
    return case.noun.ahead(case, day) if case.noun.ahead else ""


def note_told(session: Session, letters: Mapping[str, Sequence[Nytt]]) -> None:
    """Write down which letter, by its key, told of which turns."""
    if not letters:
        return
    known = select(Avisering.nyckel, Avisering.id).where(among(col(Avisering.nyckel), letters))
    rows = [
        {"h": one.handelse_id, "s": one.sak_id, "p": one.person_id, "a": avisering_id}
        for nyckel, avisering_id in session.exec(known)
        for one in letters[nyckel]
    ]
    if rows:
        session.connection().execute(_TOLD, rows)


_TOLD = (
    _NYHET.update()
    .where(
        _NYHET.c.handelse_id == bindparam("h"),
        _NYHET.c.sak_id == bindparam("s"),
        _NYHET.c.person_id == bindparam("p"),
    )
    .values(avisering_id=bindparam("a"))
)
