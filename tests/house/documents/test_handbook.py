"""The handbook speaks the words of the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.vocabulary import Efterlevnad
from workflows.ground.deadlines import parse_due
from workflows.ground.payload import describe
from workflows.nouns import LIFECYCLES

ROOT = Path(__file__).resolve().parents[3]
_WHO = ("sekreterare", "sammankallande", "chef", "avtal", "revision")
PAGES = [ROOT / "docs" / "handbok" / f"{who}.md" for who in _WHO]
SAID_IN = ("api/web/**/*.html", "api/web/**/*.py", "workflows/**/*.py")


def of_the_rules() -> set[str]:
    """Return every word that a step, its fields or the matrix shows."""
    steps = [step for lifecycle in LIFECYCLES.values() for step in lifecycle.steps]
    fields = {str(field["rubrik"]) for step in steps for field in describe(step.takes)}
    return {step.rubrik for step in steps} | fields | {word.ord for word in Efterlevnad}


def in_bold(text: str) -> set[str]:
    return {
        " ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, flags=re.DOTALL)
    }


def unknown(text: str) -> set[str]:
    """Return what a page of the handbook calls a word on the screen but no screen shows."""
    shown = "\n".join(
        path.read_text(encoding="utf-8") for pattern in SAID_IN for path in ROOT.glob(pattern)
    )
    return {words for words in in_bold(text) - of_the_rules() - {"fetstil"} if words not in shown}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_word_in_bold_stands_on_a_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(in_bold(text)) > 10
    assert unknown(text) == set()


def test_a_word_that_no_page_shows_is_found() -> None:
    assert unknown("Tryck på **Avgör ärendet** eller **Besluta**.") == {"Avgör ärendet"}


def test_every_way_to_say_when_can_be_read() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    said = re.findall(r"`([^`]+)`", text)
    assert len(said) == 6
    for words in said:
        parse_due(words)
