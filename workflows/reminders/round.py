"""One round of reminders: who gets a letter now, with what in it, and the record that they got it.

The record is written in the transaction of the letter, and its key is frist, rung and person:
nobody is told twice, however often, late or at the same time rounds are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import bindparam, func, insert
from sqlmodel import Session, col, select

from models.avisering import Avisering
from models.base import table_of
from models.frist import Frist, Paminnad
from models.organisation import Person
from models.rows import among, key
from workflows.engine.letters.outbox import put
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.ground.deadlines import at, day_after, digest_day, is_working_day, next_working_day
from workflows.reminders.ladder import Held, held
from workflows.reminders.letters import MOST_AHEAD, Brev, Cases, brev_of
from workflows.reminders.news import Nytt, note_told, waiting_news
from workflows.reminders.urgent import urgent_now

# What should have left on an earlier day leaves at this hour, or earlier for those who have chosen
# so.
MORGON = 7
_ONE_ROUND_AT_A_TIME = 0x70616D696E
_AVISERING, _FRIST, _PAMINNAD, _PERSON = (
    table_of(model) for model in (Avisering, Frist, Paminnad, Person)
)


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many messages were written, about how many frister."""

    mejl: int
    frister: int


@dataclass(frozen=True, slots=True)
class Brevtid:
    """The weekday (Monday is 1) and the hour somebody has chosen, and the day whose digest was
    dealt with last.
    """

    person_id: int
    veckodag: int
    timme: int
    senast: date | None

    def has_come(self, day: date, world: World) -> bool:
        """Tell whether a letter of that working day may leave by now."""
        hour = self.timme if day == world.today else min(self.timme, MORGON)
        return day <= world.today and world.now >= at(world.today, time(hour))

    def digest(self, world: World) -> date | None:
        """Return the chosen day whose digest has come and has not been dealt with: one for each
        week, or None.
        """
        chosen = digest_day(self.veckodag, world.today)
        if self.senast is not None and chosen.isocalendar()[:2] <= self.senast.isocalendar()[:2]:
            return None
        return chosen if self.has_come(next_working_day(chosen), world) else None

    def next_day(self, today: date) -> date:
        """Return the day after today on which the next digest comes, if there is anything
        for it.
        """
        return next_working_day(day_after(digest_day(self.veckodag, today), 7))

    def wants(self, digest: date | None, today: date) -> bool:
        """Tell whether that digest is written: the very first one is never late, it waits for its
        day.
        """
        return digest is not None and (self.senast is not None or next_working_day(digest) == today)


@dataclass(frozen=True, slots=True)
class _Post:
    """What somebody is reminded of now, what else waits for them, the digest that is dealt with
    thereby, and what has happened that rides in it.
    """

    person_id: int
    now: tuple[Held, ...]
    waiting: tuple[Held, ...]
    digest: date | None
    news: tuple[Nytt, ...] = ()

    @property
    def said(self) -> tuple[Held, ...]:
        """What a letter of it may speak of."""
        return (*self.now, *self.waiting[:MOST_AHEAD])


def remind(
    session: Session, world: World, *, sammandrag: bool = False, batch: Batch = ALL_OR_NONE
) -> Reminded:
    """Write to everyone who is to be reminded of something now, one message to each person.

    Without ``sammandrag`` only to those for whom something is urgent; a digest that has come goes
    along with that, so that it is one letter.
    """
    if not is_working_day(world.today):
        return Reminded(0, 0)
    session.exec(select(func.pg_advisory_xact_lock(_ONE_ROUND_AT_A_TIME)))
    times = _times(session)
    digests = sammandrag and any(tid.digest(world) for tid in times)
    if not digests and not urgent_now(session, world):
        return Reminded(0, 0)
    theirs: dict[int, list[Held]] = {}
    for one in held(session, world, quiet=True, batch=batch):
        theirs.setdefault(one.holder.id, []).append(one)
    news = waiting_news(session)
    post = [
        _post(
            tid,
            theirs.get(tid.person_id, ()),
            news.get(tid.person_id, ()),
            world,
            sammandrag=sammandrag,
        )
        for tid in times
    ]
    return _write(session, post, world, batch=batch)


def _write(
    session: Session, post: Sequence[_Post], world: World, *, batch: Batch = ALL_OR_NONE
) -> Reminded:
    """Put the letters in the outbox and write down what they remind of, and the digests that are
    dealt with.
    """
    open_ids = _still_open(session, [one.frist.id for each in post for one in each.now])
    cases = Cases(
        session,
        world,
        [[one.frist.sak_id for one in each.said] for each in post if each.now]
        + [[one.sak_id for one in each.news] for each in post],
        [one.frist.id for each in post if each.now or each.news for one in each.said],
    )
    brev: list[Brev] = []
    done: list[_Post] = []
    for each in post:
        with batch.each(session, person=each.person_id):
            now = tuple(one for one in each.now if one.frist.id in open_ids)
            if now or each.news:
                brev.append(brev_of(cases, world, now, each.waiting, each.digest, news=each.news))
            done.append(each)
    put(session, world, [one.message for one in brev])
    _record(session, brev, world.now)
    note_told(session, {one.message.nyckel: one.nytt for one in brev if one.nytt})
    _deal_with_digests(session, done)
    return Reminded(len(brev), len(open_ids))


def _post(
    tid: Brevtid, theirs: Sequence[Held], news: Sequence[Nytt], world: World, *, sammandrag: bool
) -> _Post:
    """Choose what leaves now: the urgent at its hour, and on the day of the digest what could wait
    for that.

    A letter that is written takes along whatever else there is to say, also what would need one
    before the next digest.
    """
    urgent = any(
        one.due and one.due.bradskar and tid.has_come(one.due.dag, world) for one in theirs
    )
    digest = tid.digest(world) if sammandrag or urgent else None
    calm = bool(news) or any(one.due and not one.due.bradskar for one in theirs)
    if not urgent and not (calm and tid.wants(digest, world.today)):
        return _Post(tid.person_id, (), tuple(theirs), digest)
    said = [one.before(tid.next_day(world.today)) for one in theirs]
    now, waiting = (
        tuple(one for one in said if (one.due is None) is rest) for rest in (False, True)
    )
    return _Post(tid.person_id, now, waiting, digest, tuple(news) if digest else ())


def _times(session: Session) -> list[Brevtid]:
    columns = (key(Person.id), col(Person.brevdag), col(Person.brevtimme), col(Person.sammandrag))
    rows = session.exec(select(*columns).where(_PERSON.c.aktiv).order_by(_PERSON.c.id))
    return [Brevtid(*row) for row in rows]


def _deal_with_digests(session: Session, post: Sequence[_Post]) -> None:
    done = [{"vem": one.person_id, "dag": one.digest} for one in post if one.digest]
    if done:
        change = (
            _PERSON.update()
            .where(_PERSON.c.id == bindparam("vem"))
            .values(sammandrag=bindparam("dag"))
        )
        session.connection().execute(change, done)


def _still_open(session: Session, ids: Sequence[int]) -> set[int]:
    """Return those that are open, held open for us; what somebody is answering in this moment is
    left alone.
    """
    mine = (
        select(key(Frist.id))
        .where(among(_FRIST.c.id, ids), _FRIST.c.stangd.is_(None))
        .with_for_update(skip_locked=True)
    )
    return set(session.exec(mine)) if ids else set()


def _record(session: Session, brev: Sequence[Brev], now: datetime) -> None:
    """Write down who was reminded of which rung by which letter, and which rungs it passed over."""
    keys = [one.message.nyckel for one in brev]
    known = select(Avisering.nyckel, Avisering.id).where(among(col(Avisering.nyckel), keys))
    letters = dict(session.exec(known).all()) if keys else {}
    rows = [
        {
            "frist_id": one.frist.id,
            "person_id": one.holder.id,
            "steg": steg,
            "utfall": utfall,
            "tid": now,
            "avisering_id": letters[each.message.nyckel],
        }
        for each in brev
        for one in each.om
        for steg, utfall in one.outcomes()
    ]
    if rows:
        session.connection().execute(insert(_PAMINNAD), rows)
