"""Copies of a mould: what each has of its own, its hashes counted as the engine counts them, and
the way into the database.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import psycopg

from benchmarks.county.chapter import Own
from benchmarks.county.mould import TABLES, Hole, Mould, copied
from workflows.engine.history.chain import content_hash, header_hash
from workflows.ground.deadlines import MANADER
from workflows.ground.stems import stems
from workflows.ground.words import KORTA_MANADER

Series = Counter[tuple[str, str, int]]
_AT_ONCE = 40  # copies in one transaction
WORDS = (
    *("anpassning", "avlastning", "barnahus", "bemanning", "beredskap", "boende", "demens"),
    *("digitalisering", "familjehem", "habilitering", "handledning", "hemtagning", "hospice"),
    *("inskrivning", "kompetens", "kontinuitet", "korttidsboende", "ledsagning", "missbruk"),
    *("nutrition", "palliation", "psykiatri", "rehabilitering", "rekrytering", "samordning"),
    *("screening", "sekretess", "smittskydd", "stroke", "telemedicin", "transporter"),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: of which mould, its first ids, how much earlier it was, and what it is called."""

    mould: int
    bases: dict[str, int]
    earlier: timedelta
    own: Own
    named: dict[tuple[str, int], tuple[int, int]]


def planned(
    moulds: Sequence[Mould],
    which: Iterable[tuple[int, int]],
    free: dict[str, int],
    series: Series,
    seed: int,
) -> list[Copy]:
    """Return the copies in order of time. ``which`` says of which mould and how many weeks earlier.

    ``free`` and ``series`` are the next ids and the latest numbers, and are moved on.
    """
    by_chance = Random(seed)  # noqa: S311 - words, no secrets
    made = []
    latest = max(mould.own.nummer for mould in moulds)
    order = sorted(which, key=lambda one: (-one[1], one[0]))
    for nummer, (mould, weeks) in enumerate(order, latest + 1):
        source, earlier = moulds[mould], timedelta(weeks=weeks)
        first, second = by_chance.sample(WORDS, 2)
        own = Own(source.own.motesdag - earlier, nummer, (first, second))
        made.append(Copy(mould, dict(free), earlier, own, _numbered(source, earlier, series)))
        for table in source.ids:
            free[table] += source.size(table)
    return made


def _numbered(
    mould: Mould, earlier: timedelta, series: Series
) -> dict[tuple[str, int], tuple[int, int]]:
    """Return the year and the number of each thing that has one."""
    named = {}
    for key, number in mould.numbers.items():
        year = (number.day - earlier).year
        series[number.serie, number.prefix, year] += 1
        named[key] = (year, series[number.serie, number.prefix, year])
    return named


class Filling:
    """The values of one copy's holes."""

    def __init__(self, mould: Mould, copy: Copy, seed: int) -> None:
        """Fill every hole: first what is plain, then sums and hashes, which rest on it."""
        self._mould, self._copy, self._seed = mould, copy, seed
        self.values: dict[Hole, str] = {hole: self._plain(hole) for hole in mould.plain}
        for old, text in mould.sums.items():
            self.values["sha", old] = sha256(text.filled(self.values).encode()).hexdigest()
        self._chain()

    def _plain(self, hole: Hole) -> str:
        match hole:
            case ("id", table, place):
                said = str(self._copy.bases[table] + place)
            case ("day", day, style):
                said = _said(day - self._copy.earlier, style)
            case ("no", table, id_, form):
                said = self._number((table, id_), form)
            case ("post", id_):
                said = f"<{self._random('post', id_)[:40]}@samflode>"
            case ("word", place, form):
                word = self._copy.own.words[place]
                said = stems(word)[0] if form == "stem" else word
            case _:
                raise LookupError(hole)
        return said

    def _number(self, key: tuple[str, int], form: str) -> str:
        year, number = self._copy.named[key]
        was = self._mould.numbers[key]
        if form == "beteckning":
            return re.sub(r"\d{4}:\d+$", f"{year}:{number}", was.beteckning)
        if form == "nr":
            return re.sub(r"\d{4}-\d+$", f"{year}-{number}", was.nr)
        return str(year if form == "ar" else number)

    def _random(self, what: str, id_: int) -> str:
        said = f"{self._seed} {what} {self._copy.own.nummer} {id_}"
        return sha256(said.encode()).hexdigest()

    def _chain(self) -> None:
        """Chain the events as the engine does."""
        values, earlier = self.values, self._copy.earlier
        for event in self._mould.events:
            salt = self._random("salt", event.id)[:32]
            content = content_hash(salt, event.innehall.filled(values))
            header = event.header | {
                "sak_id": int(values[event.sak]),
                "tid": event.header["tid"] - earlier,
                "begaran": event.begaran and event.begaran.filled(values),
                "innehall_hash": content,
                "foregaende": event.before and values["hash", event.before],
            }
            values["salt", event.id] = salt
            values["sum", event.id] = content
            values["hash", event.id] = header_hash(header)


def _said(day: date, style: str) -> str:
    if style == "iso":
        return day.isoformat()
    months = MANADER if style == "long" else KORTA_MANADER
    return f"{day.day} {months[day.month - 1]} {day.year}"


def fill(url: str, moulds: Sequence[Mould], copies: Sequence[Copy], seed: int) -> int:
    """Put copies into the database with COPY, some in each transaction; return how many."""
    with psycopg.connect(url) as connection:
        connection.execute("SET synchronous_commit TO off")
        for start in range(0, len(copies), _AT_ONCE):
            some = copies[start : start + _AT_ONCE]
            made = [(moulds[one.mould], Filling(moulds[one.mould], one, seed)) for one in some]
            for table in TABLES:
                names = ", ".join(column.name for column in copied(table))
                with connection.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as into:
                    for mould, filling in made:
                        into.write(mould.tables[table.name].filled(filling.values))
            connection.commit()
    return len(copies)
