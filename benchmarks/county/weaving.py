"""From the rows of a told meeting to its mould: what differs from copy to copy is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import Column, Table
from sqlalchemy import types as kinds

from benchmarks.county.chapter import Own
from benchmarks.county.mould import (
    OWN_IDS,
    TABLES,
    Event,
    Hole,
    Mould,
    Number,
    Range,
    Woven,
    copied,
)
from workflows.ground.deadlines import MANADER
from workflows.ground.stems import stems
from workflows.ground.words import KORTA_MANADER

NONE = r"\N"
HASHES = frozenset({"hash", "sum", "sha", "salt"})
# An agreement's text is the same in every copy, as its sha256 says.
_SAME = frozenset({("avtalsversion", "text"), ("revision", "utkast"), ("revisionsversion", "text")})
_MONTHS = {name: nr % 12 + 1 for nr, name in enumerate((*MANADER, *KORTA_MANADER))}
_BEGINS = r"(?:\b|(?<=\\[nrt]))"  # a line's end is written as two signs, the last a letter
_KEYED = {"mote": "sak", "sak": "sak", "del": "remissmottagare", "mottagare_id": "remissmottagare"}
_KEYED |= {"punkt": "dagordningspunkt", "synpunkt": "synpunkt"}
_FIXED = (
    r"(?<!\d)(?P<day>\d{4}-\d\d-\d\d)(?!\d)",
    rf"(?<!\d)(?P<said>\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}})",
    r"/(?:moten|remisser|ataganden|delgivningar)/(?P<link>\d+)",
    rf'"(?P<key>{"|".join(_KEYED)})": ?\[?(?P<keyed>\d+(?:, ?\d+)*)',
    r"(?:^|\b)handelse:(?P<handelse>\d+)",
    r"^beslut:(?P<beslut>\d+):",
    r"^(?P<cause>\d+):",
)
_SERIES = ("arende", "beslut")
_NUMBERS = """
    SELECT 'arende', s.id, 'arende', s.skapad::date, o.beteckning, o.nr
        FROM arende o JOIN sak s USING (id) WHERE o.beteckning IS NOT NULL
    UNION ALL SELECT 'revision', s.id, 'revision', s.skapad::date, o.beteckning, o.nr
        FROM revision o JOIN sak s USING (id)
    UNION ALL SELECT 'beslut', id, 'beslut', datum, beteckning, nr FROM beslut
    ORDER BY 1, 2
"""  # in order of time: copies are numbered as they are found


def marks(connection: psycopg.Connection) -> dict[str, int]:
    """Return the first id that is free in each table that counts its own."""
    return {
        table: _one(connection, f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - ours
        for table in OWN_IDS
    }


def woven(connection: psycopg.Connection, own: Own, ids: dict[str, Range]) -> Mould:
    """Read the rows whose ids lie in the ranges and return them as a mould."""
    mould = Mould(own, ids)
    connection.execute("SET TIME ZONE 'UTC'")
    for table, id_, serie, day, beteckning, nr in connection.execute(_NUMBERS).fetchall():
        if mould.holds("beslut" if table == "beslut" else "sak", id_):
            prefix = beteckning.split(" ", maxsplit=1)[0]
            mould.numbers[table, id_] = Number(serie, prefix, day, beteckning, nr)
    Weaver(connection, mould).weave()
    return mould


def _one(connection: psycopg.Connection, query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


class Weaver:
    """Makes one mould."""

    def __init__(self, connection: psycopg.Connection, mould: Mould) -> None:
        """Find out what to look for."""
        self.connection, self.mould = connection, mould
        self.named: dict[str, Hole] = {
            text: ("no", *key, form)
            for key, number in mould.numbers.items()
            for form, text in (("beteckning", number.beteckning), ("nr", number.nr))
        }
        self.stems = {stems(word)[0]: place for place, word in enumerate(mould.own.words)}
        self._stem = re.compile(f"(?<=')({'|'.join(self.stems)})(?=')")
        self._any = re.compile("")

    def weave(self) -> None:
        """Fill the mould."""
        mould = self.mould
        for fraga in self._dicts("SELECT underlag, underlag_sha256 FROM remiss WHERE id >= %s"):
            if sha256(fraga["underlag"].encode()).hexdigest() == fraga["underlag_sha256"]:
                mould.sums[fraga["underlag_sha256"]] = Woven((fraga["underlag"],), ())
        self.named |= {old: ("sha", old) for old in mould.sums}
        self._any = re.compile(self._pattern())
        mould.sums = {old: self.text(one.literals[0]) for old, one in mould.sums.items()}
        self._events()
        for table in TABLES:
            mould.tables[table.name] = self._table(table)
        texts = (*mould.tables.values(), *mould.sums.values())
        holes = dict.fromkeys(chain.from_iterable(one.holes for one in texts))
        mould.plain = tuple(hole for hole in holes if hole[0] not in HASHES)

    def text(self, raw: str) -> Woven:
        """Return a text with holes for what each copy says in its own way."""
        return _joined(self._parts(raw))

    def _pattern(self) -> str:
        own = self.mould.own
        named = "|".join(sorted(map(re.escape, self.named), key=len, reverse=True))
        return "|".join(
            (
                rf"{_BEGINS}(?P<no>{named})(?!\d)",
                *_FIXED,
                rf"{_BEGINS}(?P<word>{'|'.join(own.ord)})\b",
                rf"(?<=[ -])(?P<nummer>{own.nummer})(?!\d)",
            )
        )

    def _parts(self, raw: str) -> Iterator[str | Hole]:
        at = 0
        for match in self._any.finditer(raw):
            kind = match.lastgroup or ""
            found, start, end = match[kind], *match.span(kind)
            yield raw[at:start]
            yield from self._holes(kind, found, match)
            at = end
        yield raw[at:]

    def _holes(self, kind: str, found: str, match: re.Match[str]) -> Iterator[str | Hole]:
        match kind:
            case "no":
                yield self.named[found]
            case "day" | "said":
                yield _day(found)
            case "word" | "nummer":
                yield ("word", self.mould.own.words.index(found), "")
            case "keyed":
                for part in re.split(r"(\D+)", found):
                    yield self._id(_KEYED[match["key"]], part) if part.isdigit() else part
            case _:
                yield self._id({"link": "sak", "cause": "handelse"}.get(kind, kind), found)

    def _id(self, table: str, said: str) -> str | Hole:
        first, _ = self.mould.ids[table]
        return ("id", table, int(said) - first) if self.mould.holds(table, int(said)) else said

    def _events(self) -> None:
        latest: dict[int, int] = {}
        query = (
            "SELECT h.*, i.innehall FROM handelse h JOIN handelseinnehall i ON i.handelse_id = h.id"
            " WHERE h.sak_id >= %s ORDER BY h.id"
        )
        for row in self._dicts(query):
            sak, id_, innehall = row["sak_id"], row.pop("id"), row.pop("innehall")
            hole = self._id("sak", str(sak))
            begaran = self.text(row["begaran"]) if row["begaran"] else None
            self.mould.events.append(
                Event(id_, row, latest.get(sak), tuple(hole), self.text(innehall), begaran)
            )
            latest[sak] = id_
        self._heads, self._before = latest, {one.id: one.before for one in self.mould.events}

    def _dicts(self, query: str) -> list[dict[str, Any]]:
        """Return rows of the told meeting: those that a query finds from its first matter on."""
        first, _ = self.mould.ids["sak"]
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), [first]).fetchall()

    def _table(self, table: Table) -> Woven:
        key, target = next(
            (column, target)
            for column in table.primary_key.columns
            for target in (_target(column) or table.name,)
            if target in self.mould.ids
        )
        first, end = self.mould.ids[target]
        names = ", ".join(column.name for column in copied(table))
        pk = ", ".join(table.primary_key.columns.keys())
        query = (
            f"COPY (SELECT {names} FROM {table.name}"  # noqa: S608 - our own names
            f" WHERE {key.name} >= {first} AND {key.name} < {end} ORDER BY {pk}) TO STDOUT"
        )
        with self.connection.cursor().copy(query.encode()) as rows:
            lines = b"".join(bytes(part) for part in rows).decode().splitlines()
        return _joined(chain.from_iterable(self._row(table, line.split("\t")) for line in lines))

    def _row(self, table: Table, fields: list[str]) -> Iterator[str | Hole]:
        columns = copied(table)
        row = dict(zip((column.name for column in columns), fields, strict=True))
        for place, column in enumerate(columns):
            yield "\t" if place else ""
            yield from self._field(table.name, column, row)
        yield "\n"

    def _field(
        self, table: str, column: Column[object], row: dict[str, str]
    ) -> Iterator[str | Hole]:
        name, said = column.name, row[column.name]
        if said == NONE or (table, name) in _SAME:
            yield said
        elif (special := self._special(table, name, row)) is not None:
            yield special
        elif (target := _target(column) or (name == "id" and table)) and target in self.mould.ids:
            yield self._id(target, said)
        elif name == "sokord":
            yield from self._stemmed(said)
        elif isinstance(column.type, (kinds.Integer, kinds.Boolean, kinds.Numeric)):
            yield said
        else:
            yield from self._parts(said)

    def _special(self, table: str, name: str, row: dict[str, str]) -> Hole | None:
        """Return the hole of a column whose value follows from others."""
        hashes = {
            ("handelse", "innehall_hash"): "sum",
            ("handelse", "hash"): "hash",
            ("avisering", "meddelande_id"): "post",
        }
        if (table, name) in hashes:
            return (hashes[table, name], int(row["id"]))
        if (table, name) == ("handelse", "foregaende"):
            return ("hash", self._before[int(row["id"])])
        if (table, name) == ("handelseinnehall", "salt"):
            return ("salt", int(row["handelse_id"]))
        if (table, name) == ("sak", "kedja"):
            return ("hash", self._heads[int(row["id"])])
        if table in _SERIES and name in ("ar", "lopnr"):
            return ("no", table, int(row["id"]), name)
        return None

    def _stemmed(self, vector: str) -> Iterator[str | Hole]:
        at = 0
        for match in self._stem.finditer(vector):
            yield vector[at : match.start()]
            yield ("word", self.stems[match[0]], "stem")
            at = match.end()
        yield vector[at:]


def _target(column: Column[object]) -> str | None:
    """Return the table a column's ids are from: that of matters when it points at one of a kind."""
    pointed = next((key.column for key in column.foreign_keys), None)
    return None if pointed is None else _target(pointed) or pointed.table.name


def _day(found: str) -> Hole:
    if "-" in found:
        return ("day", date.fromisoformat(found), "iso")
    day, month, year = found.split()
    style = "long" if month in MANADER else "short"
    return ("day", date(int(year), _MONTHS[month], int(day)), style)


def _joined(parts: Iterator[str | Hole]) -> Woven:
    literals, holes = [""], []
    for part in parts:
        if isinstance(part, str):
            literals[-1] += part
        else:
            holes.append(part)
            literals.append("")
    return Woven(tuple(literals), tuple(holes))
