"""The demo's time: one row that stands still and only moves forward, day by day, with everything a
day brings.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from flows.rounds import SVEP, Runda, kontrollera_historik, run
from models.atkomst import Demoklocka
from models.base import table_of
from models.database import Database
from models.lagen import MoteLage
from models.mote import Mote
from models.sak import Sak
from notifications.channels import Channel, Mailbox
from workflows.county.profile import Profile
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.deadlines import at, day_of, within_calendar
from workflows.ground.errors import Hindered
from workflows.ground.words import dag
from workflows.nouns import NOUNS

MORGON = time(8)
LONGEST = 400  # days in one move
# The history is gone through where the clock stops: the days on the way would only repeat it.
_EVERY_DAY = tuple(name for name in SVEP if name != kontrollera_historik.__name__)
_KLOCKA, _MOTE, _SAK = table_of(Demoklocka), table_of(Mote), table_of(Sak)
_NOT_HELD = (MoteLage.PLANERAT.value, MoteLage.KALLAT.value)


def start(session: Session, now: datetime) -> None:
    """Set the clock for the first time; one that is set already stays as it is."""
    session.execute(insert(_KLOCKA).values(id=1, nu=now).on_conflict_do_nothing())


def now(session: Session) -> datetime | None:
    """Return what the clock shows; None where there is no demo."""
    return session.execute(select(_KLOCKA.c.nu)).scalar_one_or_none()


def move(
    database: Database,
    profile: Profile,
    *,
    dagar: int | None = None,
    datum: date | None = None,
    till_nasta_mote: bool = False,
    brevlada: Channel | None = None,
) -> datetime:
    """Move the clock to 8.00 on a later day and return it; each day on the way brings its round of
    the sweeps.

    Exactly one of the three says how far; ``brevlada`` takes the letters. A move that was
    interrupted is taken up by the next one: a day's round comes before the clock shows that day,
    and doing it again does nothing twice. Raises Hindered for a day that is not later, or too far
    away, and when no meeting is planned.
    """
    with database.read() as session:
        shown = now(session)
        today = day_of(shown) if shown else None
        meeting = _next_meeting(session, today) if today and till_nasta_mote else None
    if shown is None or today is None:
        raise Hindered(["Demoklockan finns bara i demon."])
    if till_nasta_mote and meeting is None:
        raise Hindered(["Inget kommande möte är planerat."])
    target = meeting or datum or _days_later(today, dagar or 0)
    _require_reachable(today, target)
    mailbox = brevlada or Mailbox()
    for passed in range(1, (target - today).days):
        morning = World(profile, at(today + timedelta(days=passed), MORGON), NOUNS)
        _live(Runda(database, morning, mailbox), _EVERY_DAY)
    return _live(Runda(database, World(profile, at(target, MORGON), NOUNS), mailbox), tuple(SVEP))


def _days_later(today: date, days: int) -> date:
    return today + timedelta(days=max(min(days, LONGEST + 1), 0))


def _require_reachable(today: date, target: date) -> None:
    if target <= today:
        raise Hindered([f"Klockan går bara framåt. I demon är det {dag(today)}."])
    if (target - today).days > LONGEST:
        raise Hindered([f"Flytta klockan högst {LONGEST} dagar i taget."])
    try:
        within_calendar(target)
    except ValueError as problem:
        raise Hindered([str(problem)]) from problem


def _live(runda: Runda, sweeps: tuple[str, ...]) -> datetime:
    """Let the morning of one day come, and show it."""
    run(runda, sweeps)
    with runda.database.session() as session:
        session.execute(_KLOCKA.update().values(nu=func.greatest(_KLOCKA.c.nu, runda.world.now)))
    return runda.world.now


def _next_meeting(session: Session, today: date) -> date | None:
    """Return the day of the next meeting of the ledningsgrupp that has not been held or
    called off.
    """
    query = (
        select(func.min(_MOTE.c.datum))
        .join(_SAK, _SAK.c.id == _MOTE.c.id)
        .where(_MOTE.c.datum > today, _SAK.c.lage.in_(_NOT_HELD))
        .where(_MOTE.c.organ_id == load_register(session).ledningsgrupp().id)
    )
    day: date | None = session.execute(query).scalar_one()
    return day
