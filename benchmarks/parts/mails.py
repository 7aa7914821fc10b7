"""How many letters the chefs get in a year of the demo, lived day by day.

A year like the county's: at the meeting of 6 November 2023 three decisions were taken, one of them
binding every party; a remiss goes out each quarter. And a heavy year, with two binding decisions at
each meeting and a remiss each month. Chefs answer early, in time, late or never, each in their own
way; who answers when is the same at every run.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import zip_longest

from sqlalchemy import select
from sqlmodel import Session

from api.demo import build_demo
from api.demo.kronoberg import STORY
from api.demo.kronoberg.people import SEKRETERARE
from api.demo.kronoberg.spring import KRONOBARN
from api.demo.telling import Telling
from benchmarks.result import Result, figure, within
from benchmarks.stage import Stage
from flows.rounds import Runda, run
from models.base import table_of
from models.database import Database
from models.lagen import MoteLage, Slag
from models.rows import named_in, reading
from models.tables import Avisering, Frist, Mote, Organ, Sak, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from workflows.county.actors import load_actor
from workflows.county.bemanning import SlotRow, load_bemanning, slot_of
from workflows.county.profile import Profile, load_profile
from workflows.county.register import load_register
from workflows.engine.door import Ask, take_step
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days, at, day_of, next_working_day
from workflows.ground.errors import Refusal
from workflows.nouns import NOUNS

FIRST = date(2023, 11, 13)  # the Monday after the meeting that the demo tells of
MORNING, NOON, FRIDAY = time(8), time(12), 5
LIMIT = 2  # letters a week
FEW = 4  # weeks in which everything happens once
# When somebody answers, in days from the last day; None is never.
_HABITS = (-12, -6, -4, -2, -1, 0, 1, 4, None)
_UNDERLAG = {
    "foredragande": "AU",
    "forslag_beslut": "Alla gör sin del.",
    "forslag_ataganden": [],
    "konsekvenser": "Ryms inom ram.",
    "invanare": "Inte berört.",
}
_FRIST, _SAK, _MOTE, _ORGAN, _UPPDRAG, _AVISERING = (
    table_of(model) for model in (Frist, Sak, Mote, Organ, Uppdrag, Avisering)
)


@dataclass(frozen=True, slots=True)
class Year:
    """How much goes on. ``binding`` has the weeks given for each decision at a meeting that binds
    every party.

    ``free`` is how many others there are; ``months`` are those on whose first working day a remiss
    goes to everyone; ``weeks`` is how much of it is lived.
    """

    rubrik: str
    binding: tuple[int, ...]
    free: int
    months: tuple[int, ...]
    weeks: int = 52

    @property
    def days(self) -> Iterator[date]:
        """Return its days."""
        return (FIRST + timedelta(days=n) for n in range(self.weeks * 7))


YEARS = (
    Year(
        "ett år som länets",
        (6,),
        2,
        (2, 5, 8, 11),
    ),
    Year(
        "ett tungt år",
        (6, 13),
        1,
        tuple(range(1, 13)),
    ),
)


def measure(stage: Stage) -> Iterator[Result]:
    """Live each year, or some weeks of the heavy one, and tell how the letters fell."""
    for year in [replace(YEARS[-1], weeks=FEW)] if stage.scale.small else YEARS:
        yield from _live(stage, year)


def _live(stage: Stage, year: Year) -> Iterator[Result]:
    profile = load_profile("kronoberg")
    with stage.empty() as database:
        build_demo(database, "kronoberg")
        _plan_the_autumn(database, profile, year)
        for day in year.days:
            if day.isoweekday() <= FRIDAY:
                run(
                    Runda(database, World(profile, at(day, MORNING), NOUNS), Mailbox()),
                    ("bevaka_frister", "samla_post"),
                )
            _people_act(database, profile, day, year)
        yield from _letters(database, year)


def _plan_the_autumn(database: Database, profile: Profile, year: Year) -> None:
    """Plan the meetings after those that the demo has planned."""
    with database.session() as session:
        known = (
            select(_MOTE.c.datum)
            .join(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
            .where(_ORGAN.c.kod == "lgs")
        )
        after = max(session.execute(known).scalars()) + timedelta(days=1)
        story = _today(session, profile, FIRST)
        story.meetings(
            "lgs", since=after.isoformat(), until=(FIRST + timedelta(weeks=year.weeks)).isoformat()
        )


def _people_act(database: Database, profile: Profile, day: date, year: Year) -> None:
    asks = day.month in year.months and day == next_working_day(day.replace(day=1))
    meets = _is_meeting(database, day)
    if asks or meets:
        with database.session() as session:
            story = _today(session, profile, day)
            if asks:
                _ask_around(story, day)
            if meets:
                _decide(story, day, year)
    _answer(database, profile, day)


def _today(session: Session, profile: Profile, day: date) -> Telling:
    """Return a story that is told on this day only; nobody looks back on how decisions were
    followed.
    """
    story = Telling(session, profile, replace(STORY.cast, looked=at(day, NOON)))
    story.on(day.isoformat(), "12:00")
    return story


def _is_meeting(database: Database, day: date) -> bool:
    query = (
        select(_MOTE.c.id)
        .join(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
        .join(_SAK, _SAK.c.id == _MOTE.c.id)
        .where(_ORGAN.c.kod == "lgs", _MOTE.c.datum == day, _SAK.c.lage == MoteLage.PLANERAT.value)
    )
    with database.read() as session:
        return session.execute(query).first() is not None


def _new(story: Telling, name: str) -> int:
    return story.arende(
        KRONOBARN, "pg_kronobarnsmodellen", ["beslut"], name, "Hur ska länet arbeta?"
    )


def _ask_around(story: Telling, day: date) -> None:
    """Send something on remiss to everyone for four weeks."""
    sak = _new(story, f"Rutin på remiss {day}")
    story.step(sak, SEKRETERARE, "ta_upp", handlaggare=SEKRETERARE)
    last = (day + timedelta(days=28)).isoformat()
    story.step(
        sak,
        SEKRETERARE,
        "skicka_pa_remiss",
        sista_dag=last,
        mottagare="alla",
        fraga="Kan ni stå bakom rutinen?",
    )


def _decide(story: Telling, day: date, year: Year) -> None:
    """Hold the meeting with its decisions, those that bind every party first."""
    mote = story.mote("lgs", day.isoformat())
    made = [_new(story, f"Beslut {n} den {day}") for n in range(len(year.binding) + year.free)]
    for sak in made:
        story.step(sak, SEKRETERARE, "ta_upp", handlaggare=SEKRETERARE)
        story.step(sak, SEKRETERARE, "fardigbered", **_UNDERLAG)
        story.step(sak, SEKRETERARE, "satt_pa_dagordning", mote=mote)
    story.kalla(mote)
    story.step(mote, SEKRETERARE, "oppna")
    for weeks, sak in zip_longest(year.binding, made):
        if weeks is None:
            story.step(
                sak,
                SEKRETERARE,
                "besluta",
                utfall="bifall",
                beslutstext="Så gör vi.",
                inga_ataganden=True,
            )
            continue
        senast = add_working_days(day + timedelta(weeks=weeks), 1).isoformat()
        given = [
            {"text": f"Gör din del av {sak}", "mottagare": "alla", "svar": "ja", "senast": senast}
        ]
        story.step(
            sak,
            SEKRETERARE,
            "besluta",
            utfall="bifall",
            beslutstext="Alla gör sin del.",
            ataganden=given,
        )


def _answer(database: Database, profile: Profile, day: date) -> None:
    """Let everyone answer what they have made up their mind about."""
    with database.session() as session:
        story = _today(session, profile, day)
        bemanning, register = load_bemanning(session, day), load_register(session)
        for frist in list(_ripe(session, day)):
            holder = bemanning.holders(slot_of(frist, register, profile))[0]
            _try(session, frist, holder.id, story.world)


@dataclass(frozen=True, slots=True)
class _Waits(SlotRow):
    """A frist of somebody who is to answer."""

    id: int
    sak_id: int
    mottagare_id: int | None
    senast: date


_WAITING = reading(
    _Waits,
    named_in(_Waits, _FRIST)
    .join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
    .where(
        _FRIST.c.stangd.is_(None),
        (_SAK.c.slag == Slag.ATAGANDE) | _FRIST.c.mottagare_id.isnot(None),
    )
    .order_by(_FRIST.c.id),
)


def _ripe(session: Session, day: date) -> Iterator[_Waits]:
    for frist in _WAITING.all(session):
        habit = _HABITS[frist.id * 7 % len(_HABITS)]
        if habit is not None and day == frist.senast + timedelta(days=habit):
            yield frist


def _try(session: Session, frist: _Waits, person_id: int, world: World) -> None:
    """Answer; what wants more than a yes is left undone."""
    actor = load_actor(session, person_id, world.today)
    ask = (
        Ask("svara", {"stallningstagande": "tillstyrker"})
        if frist.mottagare_id
        else Ask("rapportera")
    )
    try:
        with session.begin_nested():
            if actor is not None:
                take_step(session, frist.sak_id, ask, actor, world)
    except Refusal:
        return


def _letters(database: Database, year: Year) -> Iterator[Result]:
    """Tell how many letters the chefs got in a week, kallelser apart."""
    member = select(_UPPDRAG.c.person_id).join(_ORGAN, _ORGAN.c.id == _UPPDRAG.c.organ_id)
    with database.read() as session:
        chefs = set(
            session.execute(
                member.where(_ORGAN.c.kod == "lgs", _UPPDRAG.c.roll == Roll.LEDAMOT)
            ).scalars()
        )
        rows = session.execute(
            select(_AVISERING.c.person_id, _AVISERING.c.mall, _AVISERING.c.skapad)
        ).all()
    weeks = {(who, week): 0 for who in chefs for week in range(year.weeks)}
    for row in rows:
        cell = (row.person_id, (day_of(row.skapad) - FIRST).days // 7)
        if cell in weeks and row.mall != "kallelse":
            weeks[cell] += 1
    theirs = {who for (who, _), number in weeks.items() if number}
    yield figure(f"brev: {year.rubrik}, alla", "brev", [sum(weeks.values())])
    asked = [number for (who, _), number in weeks.items() if who in theirs]
    for name, numbers in (("alla chefer", list(weeks.values())), ("chefer som fick brev", asked)):
        p95, p99 = (statistics.quantiles(numbers, n=100)[place] for place in (94, 98))
        yield within(f"brev: {year.rubrik}, {name}, p95 i veckan", "brev", [p95], LIMIT)
        yield figure(f"brev: {year.rubrik}, {name}, p99 i veckan", "brev", [p99])
