"""How many letters the chefs get: a year of the demo with two decisions and a remiss every month, lived day by day.

Chefs answer early, in time, late or never, each in their own way; who answers when is the same at every run.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta

from sqlalchemy import Row, select
from sqlmodel import Session

from api.demo import build_demo
from api.demo.spring import KRONOBARN
from api.demo.telling import SEKRETERARE, Telling
from benchmarks.ground import empty
from flows.rounds import Runda, run
from models.base import table_of
from models.database import Database
from models.lagen import MoteLage, Slag
from models.tables import Avisering, Frist, Mote, Organ, Sak, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from workflows.actors import load_actor
from workflows.bemanning import load_bemanning, slot_of
from workflows.deadlines import add_working_days, at, day_of
from workflows.engine import Ask, take_step
from workflows.errors import Refusal
from workflows.profile import Profile, load_profile
from workflows.register import load_register
from workflows.world import World

FIRST, DAYS = date(2023, 11, 8), 365
MORNING, FRIDAY = time(8), 5
# When somebody answers, in days from the last day; None is never.
_HABITS = (-12, -6, -4, -2, -1, 0, 1, 4, None)
_UNDERLAG = {"foredragande": "AU", "forslag_beslut": "Alla gör sin del.", "forslag_ataganden": [],
             "konsekvenser": "Ryms inom ram.", "invanare": "Inte berört."}  # fmt: skip
_FRIST, _SAK, _MOTE, _ORGAN, _UPPDRAG, _AVISERING = (
    table_of(model) for model in (Frist, Sak, Mote, Organ, Uppdrag, Avisering)
)


def main() -> None:
    """Live the year and print how the letters fell."""
    profile = load_profile("kronoberg")
    with empty() as database:
        build_demo(database, "kronoberg")
        for n in range(DAYS):
            day = FIRST + timedelta(days=n)
            if day.isoweekday() <= FRIDAY:
                run(Runda(database, World(profile, at(day, MORNING)), Mailbox()), ("bevaka_frister", "samla_post"))
            _people_act(database, profile, day)
        _print(database)


def _people_act(database: Database, profile: Profile, day: date) -> None:
    if day.day == 1 or _is_meeting(database, day):
        with database.session() as session:
            story = Telling(session, profile)
            story.on(day.isoformat(), "10:00")
            _ask_around(story, day) if day.day == 1 else _decide(story, day)
    _answer(database, profile, day)


def _is_meeting(database: Database, day: date) -> bool:
    query = (
        select(_MOTE.c.id).join(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id).join(_SAK, _SAK.c.id == _MOTE.c.id)
        .where(_ORGAN.c.kod == "lgs", _MOTE.c.datum == day, _SAK.c.lage == MoteLage.PLANERAT.value)
    )  # fmt: skip
    with database.read() as session:
        return session.execute(query).first() is not None


def _new(story: Telling, name: str) -> int:
    return story.arende(KRONOBARN, "pg_kronobarnsmodellen", ["beslut"], name, "Hur ska länet arbeta?")


def _ask_around(story: Telling, day: date) -> None:
    """Send something on remiss to everyone for four weeks."""
    sak = _new(story, f"Rutin på remiss {day}")
    story.step(sak, SEKRETERARE, "ta_upp", handlaggare=SEKRETERARE)
    last = (day + timedelta(days=28)).isoformat()
    story.step(
        sak, SEKRETERARE, "skicka_pa_remiss", sista_dag=last, mottagare="alla", fraga="Kan ni stå bakom rutinen?"
    )


def _decide(story: Telling, day: date) -> None:
    """Hold the meeting with two decisions for every party."""
    mote = story.mote("lgs", day.isoformat())
    made = [_new(story, f"Beslut {n} den {day}") for n in (1, 2)]
    for sak in made:
        story.step(sak, SEKRETERARE, "ta_upp", handlaggare=SEKRETERARE)
        story.step(sak, SEKRETERARE, "fardigbered", **_UNDERLAG)
        story.step(sak, SEKRETERARE, "satt_pa_dagordning", mote=mote)
    story.step(mote, SEKRETERARE, "kalla")
    story.step(mote, SEKRETERARE, "oppna")
    for weeks, sak in zip((6, 13), made, strict=True):
        senast = add_working_days(day + timedelta(weeks=weeks), 1).isoformat()
        given = [{"text": f"Gör din del av {sak}", "mottagare": "alla", "svar": "ja", "senast": senast}]
        story.step(sak, SEKRETERARE, "besluta", utfall="bifall", beslutstext="Alla gör sin del.", ataganden=given)


def _answer(database: Database, profile: Profile, day: date) -> None:
    """Let everyone answer what they have made up their mind about."""
    with database.session() as session:
        story = Telling(session, profile)
        story.on(day.isoformat(), "11:00")
        bemanning, register = load_bemanning(session, day), load_register(session)
        for frist in list(_ripe(session, day)):
            holder = bemanning.holders(slot_of(frist, register, profile))[0]
            _try(session, frist, holder.id, story.world)


def _ripe(session: Session, day: date) -> Iterator[Row[tuple[object, ...]]]:
    query = (
        select(_FRIST, _SAK.c.slag).join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
        .where(_FRIST.c.stangd.is_(None), (_SAK.c.slag == Slag.ATAGANDE) | _FRIST.c.mottagare_id.isnot(None))
    )  # fmt: skip
    for frist in session.execute(query.order_by(_FRIST.c.id)).all():
        habit = _HABITS[frist.id * 7 % len(_HABITS)]
        if habit is not None and day == frist.senast + timedelta(days=habit):
            yield frist


def _try(session: Session, frist: Row[tuple[object, ...]], person_id: int, world: World) -> None:
    """Answer; what wants more than a yes is left undone."""
    actor = load_actor(session, person_id, world.today)
    ask = Ask("svara", {"stallningstagande": "tillstyrker"}) if frist.mottagare_id else Ask("rapportera")
    try:
        with session.begin_nested():
            if actor is not None:
                take_step(session, frist.sak_id, ask, actor, world)
    except Refusal:
        return


def _print(database: Database) -> None:
    """Print how many letters each chef got in each week, kallelser apart."""
    member = select(_UPPDRAG.c.person_id).join(_ORGAN, _ORGAN.c.id == _UPPDRAG.c.organ_id)
    with database.read() as session:
        chefs = set(session.execute(member.where(_ORGAN.c.kod == "lgs", _UPPDRAG.c.roll == Roll.LEDAMOT)).scalars())
        rows = session.execute(select(_AVISERING.c.person_id, _AVISERING.c.mall, _AVISERING.c.skapad)).all()
    monday = FIRST - timedelta(days=FIRST.weekday())
    weeks = {(who, week): 0 for who in chefs for week in range(DAYS // 7)}
    kinds: Counter[str] = Counter()
    for row in rows:
        cell = (row.person_id, (day_of(row.skapad) - monday).days // 7)
        if cell in weeks and row.mall != "kallelse":
            weeks[cell] += 1
            kinds[row.mall] += 1
    print(f"{len(chefs)} chefer, {DAYS // 7} veckor, {sum(kinds.values())} brev, kallelser oräknade")
    for letters, number in sorted(Counter(weeks.values()).items()):
        print(f"{letters} brev i veckan {number:6} gånger {number / len(weeks):7.1%}")
    p95, p99 = (statistics.quantiles(weeks.values(), n=100)[place] for place in (94, 98))
    print(f"95:e percentilen {p95:.0f} (mål: högst 2), 99:e {p99:.0f}")
    print(", ".join(f"{mall} {number}" for mall, number in kinds.most_common()))


if __name__ == "__main__":
    main()
