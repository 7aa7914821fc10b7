"""Writing messages to the outbox, in the transaction of what they tell of. The post
delivers them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session

from models.vocabulary import AviseringLage
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.county.register import Register, load_register
from workflows.county.slots import Holder, Slot
from workflows.county.vacancy import to_holder, why
from workflows.engine.case import AnyCase, Case
from workflows.engine.effects import Notify
from workflows.engine.letters.held import Kept, Till, is_in_a_room, kept, let_go
from workflows.engine.lifecycle import AnyStep
from workflows.engine.noun import LetterAnswer
from workflows.engine.world import World

# SQLAlchemy compiles an ON CONFLICT anew every time it is used; a text it remembers.
_COLUMNS = (
    "nyckel",
    "mall",
    "person_id",
    "epost",
    "sak_id",
    "skal",
    "data",
    "lage",
    "skapad",
    "nasta_forsok",
    "forsok",
    "fel",
    "meddelande_id",
)
# The mark of the installation ends a Message-ID: no other has the same.
_PLACES = (
    "'<' || :meddelande_id || '@' || (SELECT marke FROM installation) || '.samflode>'"
    if name == "meddelande_id"
    else f":{name}"
    for name in _COLUMNS
)
_INSERT = text(
    f"INSERT INTO avisering ({', '.join(_COLUMNS)}) "  # noqa: S608 - our own names
    f"VALUES ({', '.join(_PLACES)}) "
    # Without a target: two who write the same letter at once may meet in the index of either.
    "ON CONFLICT DO NOTHING"
).bindparams(bindparam("data", type_=JSONB))
_LONGEST_KEY = 150


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for the outbox. ``nyckel`` makes a repeat impossible; ``data`` is what the
    template needs.
    """

    nyckel: str
    mall: str
    to: Holder
    sak_id: int | None
    why: str
    data: Mapping[str, object] = field(default_factory=dict)
    # What it is written anew from, where it waits: to whom, and what it says to everybody.
    till: Till | None = None
    alla: Mapping[str, object] = field(default_factory=dict)

    def waits(self) -> Message:
        """Return it as it is kept until it leaves."""
        if self.till is None:
            return self
        return replace(self, why=self.till.skal, data={**self.alla, **self.till.as_data()})


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of a matter after a step, because of which event. ``senast`` is the date
    that holds then, so that a letter says the day that is kept.
    """

    effect: Notify
    case: Case
    handelse_id: int
    senast: date | None


def notify(session: Session, told: Sequence[Told]) -> None:
    """Write one message to each person the slots resolve to; a person in several slots gets one.

    In as many statements for what is told of many matters as of one.
    """
    if not told:
        return
    world = told[0].case.world
    days: dict[date, list[Slot]] = {}
    for one in told:
        days.setdefault(_day(one.effect, world), []).extend(one.effect.slots(one.case))
    held = {day: load_bemanning(session, day, slots) for day, slots in days.items()}
    letters = ((one, held[_day(one.effect, world)]) for one in told)
    put(session, world, [message for pair in letters for message in _messages(*pair)])


def _day(effect: Notify, world: World) -> date:
    """Return the day by which who gets a letter is judged."""
    return max(effect.on or world.today, world.today)


def _messages(told: Told, bemanning: Bemanning) -> Iterator[Message]:
    effect, case = told.effect, told.case
    holders = {
        holder.id: (holder, slot)
        for slot in reversed(effect.slots(case))
        for holder in bemanning.holders(slot)
    }
    data = {
        **about(case),
        "au": "⟨au⟩",
        "ledningsgrupp": "⟨ledningsgrupp⟩",
        "senast": told.senast and told.senast.isoformat(),
        **answer_in(effect.mall, case, _part(effect)),
        **effect.data,
    }
    data = {key: value for key, value in data.items() if value is not None}
    for holder, slot in holders.values():
        if holder.id != effect.but:
            more = (effect.but, effect.on, effect.medan)
            till = Till(slot, effect.why, told.handelse_id, *more)
            yield _message(till, effect.mall, holder, case.sak.id, data, register=case.register)


def _message(
    till: Till,
    mall: str,
    holder: Holder,
    sak_id: int | None,
    data: Mapping[str, object],
    *,
    register: Register,
) -> Message:
    """Write a letter to somebody who holds a slot."""
    return Message(
        f"{till.vid}:{mall}:{holder.id}:{sak_id}:{data.get('mottagare', '')}",
        mall,
        holder,
        sak_id,
        why(till.skal, [holder]),
        to_holder(data, holder, register),
        till,
        data,
    )


def _part(effect: Notify) -> int | None:
    """Return which part of the matter a letter is about: a recipient of a remiss, or a
    locked text.
    """
    part = effect.data.get("mottagare_id") or effect.data.get("version")
    return part if isinstance(part, int) else None


def put(session: Session, world: World, messages: list[Message]) -> None:
    """Add messages to the outbox in the county's words; one that is there already stays as
    it was.
    """
    if is_in_a_room(session):
        messages = [one.waits() for one in messages]
    worded = [_worded(one, world) for one in messages]
    put_as_written(session, world.now, worded)


def _worded(message: Message, world: World) -> Message:
    words = world.profile.ord
    return replace(message, why=words.fill(message.why), data=words.fill_all(message.data))


def put_as_written(session: Session, now: datetime, messages: list[Message]) -> None:
    """Add messages whose words have been chosen already."""
    rows = [_row(message) for message in messages]
    if not kept(session, rows):
        _put_out(session, now, rows)


def send_kept(session: Session, world: World, sak_id: int, also: Mapping[str, object]) -> None:
    """Add what waited for a meeting to the outbox, each letter with ``also`` in its data."""
    more, rows = world.profile.ord.fill_all(also), dict[object, Mapping[str, object]]()
    for row in _anew(session, world, let_go(session, sak_id)):
        data = row["data"]
        assert isinstance(data, dict)  # noqa: S101 - the column holds an object
        rows.setdefault(row["nyckel"], {**row, "data": {**data, **more}})
    _put_out(session, world.now, list(rows.values()))


def _anew(
    session: Session, world: World, letters: Sequence[Kept]
) -> Iterator[Mapping[str, object]]:
    """Yield each letter that waited to whoever has the place when it leaves; as it was kept where
    it is for a person only.
    """
    days: dict[date, list[Slot]] = {}
    for one in letters:
        if one.till:
            days.setdefault(_by(one.till, world), []).append(one.till.slot)
    held = {day: load_bemanning(session, day, slots) for day, slots in days.items()}
    register = load_register(session)
    for one in letters:
        if one.till is None:
            yield {**one.rad, "data": one.data}
            continue
        said = {name: text for name, text in one.data.items() if name not in _READER}
        mall, sak_id = str(one.rad["mall"]), one.rad["sak_id"]
        assert sak_id is None or isinstance(sak_id, int)  # noqa: S101 - the column holds one
        for holder in held[_by(one.till, world)].holders(one.till.slot):
            if holder.id != one.till.utom:
                message = _message(one.till, mall, holder, sak_id, said, register=register)
                yield _row(_worded(message, world))


# What is said of the reader, and not of the matter.
_READER = {"namn", "utan_konto"}


def _by(till: Till, world: World) -> date:
    return max(till.dag or world.today, world.today)


def _row(message: Message) -> dict[str, object]:
    return {
        "nyckel": _short(message.nyckel),
        "mall": message.mall,
        "person_id": message.to.id,
        "epost": message.to.epost,
        "sak_id": message.sak_id,
        "skal": _why(message),
        "data": {"namn": message.to.namn, **_outside(message.to), **message.data},
    }


def _put_out(session: Session, now: datetime, rows: Sequence[Mapping[str, object]]) -> None:
    waiting = {
        "lage": AviseringLage.VANTAR.value,
        "skapad": now,
        "nasta_forsok": now,
        "forsok": 0,
        "fel": "",
    }
    if rows:
        sent = [{**row, **waiting, "meddelande_id": _digest(str(row["nyckel"]))} for row in rows]
        session.connection().execute(_INSERT, sent)


def _outside(to: Holder) -> Mapping[str, object]:
    """Return what a letter knows of a reader who cannot sign in."""
    return {} if to.konto else {"utan_konto": True}


def _digest(text_: str) -> str:
    return hashlib.sha256(text_.encode()).hexdigest()[:40]


def _short(nyckel: str) -> str:
    """Return a key that fits its column and is still nobody else's."""
    return nyckel if len(nyckel) <= _LONGEST_KEY else f"{nyckel[:_LONGEST_KEY]}:{_digest(nyckel)}"


def _why(message: Message) -> str:
    return (
        f"{message.why} Du får det här som ersättare för {message.to.for_namn}."
        if message.to.for_namn
        else message.why
    )


def about(case: Case) -> dict[str, object]:
    """Return what every template may say of the matter: its name, number, and the path to
    its page.
    """
    named = case.noun.named(case)
    return {"rubrik": named.rubrik, "beteckning": named.beteckning, "lank": named.lank}


def answer_in(mall: str, case: Case, part: int | None = None) -> Mapping[str, object]:
    """Return what the link of a letter is for, as part of its data; nothing for a letter that asks
    nothing of it.

    ``part`` is what part of the matter it is about: the id of a recipient of a remiss, for one
    person may answer for several, or the number of a locked text.
    """
    answer: LetterAnswer[AnyCase] | None = case.noun.answered_by
    return _link(answer, case, part, mall) if answer and mall in answer.letters else {}


def answer_now(case: Case, *, delfrist: bool, mottagare_id: int | None) -> Mapping[str, object]:
    """Return what the link of a reminder of a frist is for: one recipient's of a remiss, one
    ledamot's.
    """
    answer: LetterAnswer[AnyCase] | None = case.noun.answered_by
    if answer is None or answer.again or answered_here(case) is None:
        return {}
    if answer.part and not delfrist:
        return {}
    return _link(answer, case, answer.part(case, mottagare_id) if answer.part else None)


def answered_here(case: Case) -> AnyStep[AnyCase] | None:
    """Return the step that the link in a letter takes, where it can be taken from the state the
    matter is in.
    """
    answer: LetterAnswer[AnyCase] | None = case.noun.answered_by
    step = case.noun.lifecycle.step(answer.step(case)) if answer else None
    return step if step and case.sak.lage in step.source else None


def _link(
    answer: LetterAnswer[AnyCase], case: Case, part: int | None, mall: str = ""
) -> Mapping[str, object]:
    asked: dict[str, object] = {"sak": case.sak.id, "steg": answer.step(case)}
    if answer.part:
        asked["del"] = part
    if other := answer.other(mall):
        steg, words = other
        asked["annars"] = {"steg": steg, "ord": words}
    return {"svara": asked}
