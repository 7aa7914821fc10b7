"""A day is written in one form for each purpose, whoever writes the page: in full in running text,
short on cards and in facts, in figures in tables, with its time where the instant counts.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.web.frame.filters import FILTERS
from workflows.ground import words

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("api/web/**/*.html"))
MODULES = sorted(ROOT.glob("api/web/**/*.py"))
# What a template may write a day with, and what each is for.
FORMS = {
    "full_dag": "running text: fredag 1 december 2023",
    "dag": "cards, facts, tags and obstacles: fre 1 dec 2023",
    "datum": "tables and machines: 2023-12-01",
    "tid": "an instant: 1 december 2023 kl. 9.12",
    "klockslag": "a time of day: kl. 9.12",
}
WRITES_A_DAY = {words.dag, words.kort_dag, words.lang_dag, words.full_dag, words.datum, words.tid}
# A sentence that stands by itself on the page: its lead, a note, its heading.
RUNNING = re.compile(r'class="lead"|ui\.note\(|<h1>')
SHORT = re.compile(r"\|\s*(dag|datum)\b")
OTHER = re.compile(r"\b(kort_dag|lang_dag|strftime)\b")


def wrong(text: str) -> list[str]:
    """Return the lines of a template that write a day in another form than that of their place."""
    lines = (line.strip() for line in text.splitlines())
    return [
        line
        for line in lines
        if OTHER.search(line) or (RUNNING.search(line) and SHORT.search(line))
    ]


def test_a_template_has_one_filter_for_each_purpose() -> None:
    writes = {name for name, one in FILTERS.items() if one in WRITES_A_DAY}
    assert writes == FORMS.keys() - {"klockslag"}


def test_no_page_writes_a_day_in_the_form_of_another_place() -> None:
    assert [f"{one.name}: {line}" for one in PAGES for line in wrong(one.read_text())] == []


def test_no_page_module_writes_a_day_in_a_form_of_its_own() -> None:
    assert [one.name for one in MODULES if OTHER.search(one.read_text())] == []


@pytest.mark.parametrize(
    "line",
    [
        '<p class="lead">Sista svarsdag {{ vy.sista_dag|dag }}.</p>',
        "<p>Kan bli klart {{ vy.dag|lang_dag }}.</p>",
        "<h1>Mötet {{ dag|datum }}</h1>",
    ],
)
def test_a_planted_day_of_another_form_is_found(line: str) -> None:
    assert wrong(line) == [line]
