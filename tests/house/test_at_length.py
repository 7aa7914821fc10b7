"""What has a longer form is marked, so that ``make test-lang`` finds it, and CI runs both forms."""

from __future__ import annotations

import re
from pathlib import Path

import hypothesis
import pytest

from support.length import LONG, SHORT, at_length

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def unmarked(source: str) -> bool:
    """Tell whether a file of tests has a longer form that nothing marks."""
    return "at_length()" in source and "pytest.mark.lang" not in source


def test_every_test_with_a_longer_form_is_marked() -> None:
    files = [path for path in TESTS if path != Path(__file__)]
    assert [path.name for path in files if unmarked(path.read_text("utf-8"))] == []
    assert unmarked("STEPS = 1000 if at_length() else 100")


def test_ci_runs_both_forms() -> None:
    said = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert {"make test", "make test-lang"} <= set(said)


def test_the_longer_form_picks_what_is_marked_under_the_profile_that_makes_it_long() -> None:
    recipe = (
        (ROOT / "Makefile").read_text("utf-8").partition("\ntest-lang:")[2].partition("\n\n")[0]
    )
    assert re.search(rf'-m "lang or browser or hypothesis" --hypothesis-profile={LONG}$', recipe)
    short, long = (hypothesis.settings.get_profile(name) for name in (SHORT, LONG))
    assert short.max_examples < long.max_examples


@pytest.mark.lang
def test_the_form_is_the_one_that_was_asked_for() -> None:
    asked = hypothesis.settings.get_current_profile_name()
    assert asked in {SHORT, LONG}
    assert at_length() is (asked == LONG)
