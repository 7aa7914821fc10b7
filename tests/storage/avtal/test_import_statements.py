"""A register of agreements is read in many rows at a time: what it asks of the database depends on
how many batches there are, not on how many rows.
"""

from __future__ import annotations

from collections import Counter

import pytest

from models.tables import Avtal, Handelse, Sak
from support.agreements.files import HEMSJUKVARD, LINK, RUBRIKER, csv_of, preview, read_in
from support.county import Lan
from support.house.statements import statements
from support.paths.avtal import TEXT
from workflows.avtal.create import create_together
from workflows.avtal.importing import Utfall
from workflows.engine.history.verification import verify
from workflows.ground.errors import Hindered, Malformed
from workflows.nouns import NOUNS

NAMES = (*RUBRIKER, "Avtalstext", "Gäller från")
FEW, MANY = range(3), range(10, 22)


def register(numbers: range, *, omrade: str = "", text: str = "") -> str:
    """A file of agreements of two kinds with these numbers."""
    rows = []
    for n in numbers:
        row = dict(zip(RUBRIKER, HEMSJUKVARD if n % 2 else LINK, strict=True))
        row |= {"Namn": f"Avtal nummer {n}", **({"Område": omrade} if omrade else {})}
        said = {**row, "Avtalstext": text and f"{text} {n}", "Gäller från": text and "2022-01-01"}
        rows.append([said[name] for name in NAMES])
    return csv_of([NAMES, *rows])


# What a file says, and whether its agreements are there before.
FILES: dict[str, tuple[dict[str, str], bool]] = {
    "new": ({}, False),
    "new with a text": ({"text": TEXT}, False),
    "there already": ({}, True),
    "changed": ({"omrade": "Ett annat område"}, True),
    "changed and given a text": ({"omrade": "Ett tredje", "text": TEXT}, True),
}


def asked(lan: Lan, content: str) -> list[str]:
    with statements(lan.database) as said:
        read_in(lan, content)
    return said


@pytest.mark.parametrize("what", FILES)
def test_a_batch_of_rows_asks_as_many_statements_however_many_the_rows(lan: Lan, what: str) -> None:
    said, there = FILES[what]
    for numbers in (FEW, MANY) if there else ():
        read_in(lan, register(numbers))
    read_in(lan, register(range(90, 91)))  # what a process reads once
    few, many = (asked(lan, register(numbers, **said)) for numbers in (FEW, MANY))
    more = Counter(many) - Counter(few)
    assert len(many) == len(few), [(n, one[:300]) for one, n in more.items()]


def test_more_rows_than_a_batch_are_all_read_in(lan: Lan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.avtal.importing.importing._AT_A_TIME", 4)
    content = register(range(10), text=TEXT)
    assert preview(lan, content) == read_in(lan, content)
    assert len({row.slug for row in lan.rows(Avtal)}) == 10
    assert [sak.lage for sak in lan.rows(Sak)] == ["i_kraft"] * 10
    assert read_in(lan, content).antal(Utfall.OFORANDRAT) == 10


def test_an_agreement_is_on_two_rows_of_different_batches(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.avtal.importing.importing._AT_A_TIME", 2)
    first, *_ = register(range(1)).splitlines()[1:]
    content = register(range(5)) + first + "\n"
    assert preview(lan, content).problem == {"rad 7, Namn": "Samma avtal står på rad 2."}


def test_how_far_it_has_come_is_told_after_each_batch(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.avtal.importing.importing._AT_A_TIME", 4)
    told: list[tuple[int, int]] = []
    read_in(lan, register(range(10)), progress=lambda done, of: told.append((done, of)))
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_a_history_written_many_at_a_time_holds_and_says_what_one_at_a_time_says(
    lan: Lan,
) -> None:
    read_in(lan, register(range(1), text=TEXT))
    read_in(lan, register(range(1, 6), text=TEXT))
    with lan.database.read() as session:
        assert verify(session, NOUNS).brott == []
    steps: dict[int, list[tuple[object, ...]]] = {}
    for one in lan.rows(Handelse):
        said = (one.lopnr, one.steg, one.fran_lage, one.till_lage, one.aktor_id, one.aktor_roll)
        steps.setdefault(one.sak_id, []).append(said)
    alone, *together = steps.values()
    assert together == [alone] * 5


def test_of_many_new_agreements_each_that_is_refused_is_named_and_the_others_are_made(
    lan: Lan,
) -> None:
    good = {"rubrik": "Avtal om vård", "slag": "avtal", "agare": "au", "parter": ["alla"]}
    sent = [good, {**good, "slag": "kung"}, {**good, "parter": ["Danmark"]}, good]
    with lan.database.session() as session:
        made = create_together(session, sent, lan.actor(session, "sekreterare"), lan.world)
    assert [type(one) for one in made] == [int, Malformed, Hindered, int]
    assert [(row.id, row.slug) for row in lan.rows(Avtal)] == [
        (made[0], "avtal-om-vard"),
        (made[3], "avtal-om-vard-2"),
    ]


@pytest.mark.parametrize("utfall", [Utfall.NYTT, Utfall.OFORANDRAT])
def test_every_row_is_told_of(lan: Lan, utfall: Utfall) -> None:
    if utfall is Utfall.OFORANDRAT:
        read_in(lan, register(MANY))
    found = read_in(lan, register(MANY))
    assert [row.rad for row in found.rader] == list(range(2, len(MANY) + 2))
    assert found.antal(utfall) == len(MANY)
