"""What a secretary reads about the lifecycles is what the program does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.lagen import LAGEN, Slag
from workflows.arende.facts import ArendeCase
from workflows.county.profile import load_profile
from workflows.desk.diagrams import diagram, page, pages
from workflows.engine.lifecycle import AnyStep
from workflows.ground.sentences import foljd, regel
from workflows.nouns import LIFECYCLES, NOUNS

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "livscykler"
WORDS = load_profile("kronoberg").ord
EVERY_SLAG = pytest.mark.parametrize("slag", Slag)
STEPS = [(slag, step) for slag, lifecycle in LIFECYCLES.items() for step in lifecycle.steps]
SENTENCE = re.compile(r"[A-ZÅÄÖ][^|\n]*[^.]\.")


def test_the_pages_are_written_from_the_rules_as_they_are() -> None:
    """To approve a change on purpose: ``samflode livscykler --skriv``, then read the diff."""
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == pages(
        WORDS, NOUNS
    )


def rules(step: AnyStep[Any]) -> Iterator[str]:
    return map(regel.about, (*step.needs, *step.checks))


def consequences(step: AnyStep[Any]) -> Iterator[str]:
    return map(foljd.about, step.then)


@pytest.mark.parametrize("told", [rules, consequences])
def test_every_guard_and_consequence_has_a_swedish_sentence(
    told: Callable[[AnyStep[Any]], Iterator[str]],
) -> None:
    sentences = {sentence for _, step in STEPS for sentence in told(step)}
    assert sentences
    assert [
        sentence for sentence in sentences if not SENTENCE.fullmatch(WORDS.fill(sentence))
    ] == []


def test_a_guard_without_a_sentence_stops_the_page() -> None:
    def said_nowhere(_case: ArendeCase, _said: object) -> str | None:
        return None

    lifecycle = LIFECYCLES[Slag.ARENDE]
    first, *others = lifecycle.steps
    with pytest.raises(KeyError):
        page(replace(lifecycle, steps=[replace(first, needs=(said_nowhere,)), *others]))


@EVERY_SLAG
def test_the_page_names_every_state_and_step(slag: Slag) -> None:
    text = page(LIFECYCLES[slag])
    for lage in LAGEN[slag]:
        assert f"| {lage.ord} | {lage.mening} |" in text
    for step in LIFECYCLES[slag].steps:
        assert f"| **{step.rubrik}** |" in text


@EVERY_SLAG
def test_every_row_of_a_table_has_as_many_cells_as_its_headings(slag: Slag) -> None:
    wanted = 0
    for line in page(LIFECYCLES[slag]).splitlines():
        cells = line.count("|")
        wanted = wanted or cells
        assert cells in {0, wanted}, line
        wanted = wanted if cells else 0


@EVERY_SLAG
def test_the_diagram_has_every_move_and_no_other(slag: Slag) -> None:
    lifecycle = LIFECYCLES[slag]
    drawn = set(re.findall(r"^ *(\w+) --> (\w+):", diagram(lifecycle), flags=re.MULTILINE))
    assert drawn == {
        (source.value, dest.value)
        for step in lifecycle.steps
        for source in step.source
        for dest in step.dests()
    }
