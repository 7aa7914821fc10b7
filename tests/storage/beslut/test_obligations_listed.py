"""The list of åtaganden: the database finds by the word of the matrix those of which the rule says
it, and its pages hold each once.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad
from support.county import Lan
from support.paths.arende import atagande_in
from workflows.beslut.list import AtagandeFilter, list_ataganden
from workflows.beslut.obligations import AtagandeRad, Reader
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.ground.deadlines import day_after
from workflows.ground.payload import parse


def listed(lan: Lan, size: int, **asked: object) -> list[int]:
    """Return the ids of every page of the list."""
    found: list[int] = []
    marker = None
    with lan.database.read() as session:
        while True:
            which = parse(AtagandeFilter, {**asked, "antal": size, "efter": marker})
            page = list_ataganden(session, KLOCKAN, lan.world, which)
            assert len(page.poster) <= size
            found.extend(row.id for row in page.poster)
            if (marker := page.nasta) is None:
                return found


def ruled(lan: Lan) -> list[AtagandeRad]:
    """Return every åtagande as the rule says it, the newest decision first."""
    with lan.database.read() as session:
        reader = Reader(session, KLOCKAN, lan.world, load_bemanning(session, lan.world.today))
        return sorted(reader.rows(), key=lambda row: (-row.beslut_id, row.id))


@pytest.mark.parametrize("days", [0, 45, 120])
def test_the_demo_is_listed_by_each_word_as_the_rule_says_it(kronoberg: Lan, days: int) -> None:
    lan = replace(kronoberg)
    lan.at(str(day_after(kronoberg.world.today, days)))
    rows = ruled(lan)
    assert listed(lan, 7) == [row.id for row in rows]
    for word in Efterlevnad:
        assert listed(lan, 7, ord=word.value) == [row.id for row in rows if row.ord is word], word
    for said in (True, False):
        late, silent = (listed(lan, 7, **{name: said}) for name in ("forsenat", "tyst"))
        assert late == [row.id for row in rows if row.forsenat is said]
        assert silent == [row.id for row in rows if row.tyst is said]


@pytest.mark.parametrize("lage", AtagandeLage)
def test_each_state_is_listed_by_the_word_it_has(lan: Lan, lage: AtagandeLage) -> None:
    one = atagande_in(lan, lage.value)
    for days in (0, 30, 90, 400):
        lan.at(str(day_after(lan.world.today, days)))
        rows = ruled(lan)
        for word in Efterlevnad:
            found = listed(lan, 2, ord=word.value)
            assert found == [row.id for row in rows if row.ord is word], (days, word)
    assert one in listed(lan, 2, lage=lage.value)


def test_who_answers_is_found_as_the_slots_say(kronoberg: Lan) -> None:
    rows = ruled(kronoberg)
    everybody = {address for row in rows for address in row.ansvariga}
    assert len(everybody) > 5
    for address in (*everybody, "ingen@lan.example"):
        found = listed(kronoberg, 7, ansvarig=address.upper())
        assert found == [row.id for row in rows if address in row.ansvariga], address
