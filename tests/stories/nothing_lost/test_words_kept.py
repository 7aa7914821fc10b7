"""Whatever people do at random, nobody's words are replaced by one who does not say to have read
them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Column, String, Table, select
from sqlalchemy import Enum as Choice

from models import limits
from models.base import metadata
from support.county import Lan
from support.length import at_length
from support.walks.arende import Walk
from workflows.engine.door import Ask, take_step
from workflows.ground.errors import Unread

STEPS = 400 if at_length() else 40
# What the program writes of what people said, and drafts that several write in at once.
_ITS_OWN = {
    "sak",
    "avisering",
    "handelse",
    "handelseinnehall",
    "frist",
    "begaran",
    "remissutkast",
    "fil",
}
_DRAFT = {"utkast"}  # of a revision: put together, edition by edition

Words = dict[tuple[str, Any, str], str]


def _worded(table: Table) -> Iterator[Column[Any]]:
    for column in table.columns:
        kind = getattr(column.type, "impl", column.type)
        if isinstance(kind, String) and not isinstance(column.type, Choice):
            long = (kind.length or limits.TEXT) > limits.KOD and "sha256" not in column.name
            if long and column.computed is None and column.name not in _DRAFT:
                yield column


WORDED = {
    table: columns
    for table in metadata.tables.values()
    if table.name not in _ITS_OWN and (columns := list(_worded(table)))
}


@dataclass
class Watched(Lan):
    """A county where each step is first taken by somebody who says nothing of what they read."""

    lost: list[tuple[str, str, str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    known: Words = field(default_factory=dict)

    def words(self) -> Words:
        """Return every text that stands, by its row and column."""
        found: Words = {}
        with self.database.read() as session:
            for table, columns in WORDED.items():
                keys = list(table.primary_key.columns)
                for row in session.execute(select(*keys, *columns)):
                    for column, text in zip(columns, row[len(keys) :], strict=True):
                        found[table.name, tuple(row[: len(keys)]), column.name] = text or ""
        return found

    def step(self, sak_id: int, who: str, name: str, /, **payload: Any) -> bool:
        """Take a step without a version; when that is refused, as one who has read."""
        before = self.known or self.words()
        try:
            with self.database.session() as session:
                ask = Ask(name, payload)
                done = take_step(session, sak_id, ask, self.actor(session, who), self.world)
        except Unread:
            self.refused.add(name)
            self.known = {}
            return super().step(sak_id, who, name, **payload)
        self.known = after = self.words()
        self.lost += [
            (name, f"{table}.{column}", text)
            for (table, key, column), text in before.items()
            if text and who != "klockan" and after.get((table, key, column), text) != text
        ]
        return done


@pytest.mark.lang
def test_no_step_at_random_replaces_words_that_nobody_says_to_have_read(
    lan: Lan,
) -> None:
    watched = Watched(lan.database, lan.profile, lan.ids)
    walk = Walk(watched.at("2023-11-07"), random.Random(1))  # noqa: S311 - no secret
    walk.go(STEPS, "bered")
    assert watched.lost == []
    assert watched.refused, "some steps are about words that stand"
