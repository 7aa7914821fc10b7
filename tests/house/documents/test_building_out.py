"""What ``docs/bygga-ut.md`` says is built on a copy of the rooms, and what it names is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "bygga-ut.md").read_text(encoding="utf-8")
ROOMS = ("models", "workflows", "notifications", "flows", "api")
EDITS = re.compile(r"```diff\n(.*?)```", re.DOTALL)
TOUCHED = re.compile(r"^\+\+\+ b/(\S+)$", re.MULTILINE)
ADDED = re.compile(r"^\+(?!\+\+ )", re.MULTILINE)
COST = re.compile(r"\b(\d+)(?: files)? and (\d+)(?: new lines)?\b")
CODE = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(r"(?:models|workflows|notifications|flows|api|docs|tests)/[\w./-]*")

IMPORTED = """
import importlib, sys

for name in sys.argv[1:]:
    importlib.import_module(name)
from models.lagen import Slag
from workflows.nouns import NOUNS

print(NOUNS[Slag.FRAGA].case.__name__)
"""
TAKEN = """
from dataclasses import replace
from notifications.rendering import render
from support.cases.arende import arende
from support.guards import asking, in_the_way
from workflows.arende.lifecycle import ARENDE

step = ARENDE.step("paminn_om_komplettering")
case = arende("kompletteras", since="2023-11-06", when="2023-11-07")
case = asking(case, "au_ledamot", step.name, {"halsning": "Ring gärna."})
assert in_the_way(case, step.name) == [], in_the_way(case, step.name)
assert ARENDE.move(step, case) == case.sak.lage
kept, letter = [effect for rule in step.then for effect in rule(case, case.payload)]
assert "'paminnelse': 'Ring gärna.'" in str(kept), kept
known = {"au": "AU", "rubrik": case.arende.rubrik, "beteckning": "LGS 2023:1", "lank": "/arenden/1"}
written = render(letter.mall, {**known, **letter.data}, varfor=letter.why, address="http://x")
print(written.text)
"""
GUARDED = """
from runpy import run_path

tests = run_path("tests/rules/arende/test_guards_arende.py")
tests["test_nobody_is_reminded_of_a_completion_on_the_day_it_was_asked_for"]()
"""


def edited(house: Path, edit: str) -> subprocess.CompletedProcess[str]:
    """Make an edit of the page, a repository above the house notwithstanding."""
    return subprocess.run(
        ["git", "apply", "-"],
        input=edit,
        cwd=house,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(house.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rooms with every edit of the page made."""
    made = tmp_path_factory.mktemp("bygge") / "house"
    for name in (*ROOMS, "tests/support", "tests/rules/arende"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", made)
    for edit in EDITS.findall(PAGE):
        assert (done := edited(made, edit)).returncode == 0, f"{done.stderr}\n{edit}"
    return made


def said_in(house: Path, script: str, *arguments: str) -> str:
    """Return what a script prints in the house; fails with what it complains of."""
    paths = os.pathsep.join((str(house), str(house / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=house,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def missing(page: str, house: Path) -> Iterator[str]:
    """Yield each place that the words of a page name and that neither the house nor we have."""
    for code in CODE.findall(EDITS.sub("", page)):
        for place in PLACE.findall(code):
            if not (house / place).exists() and not (ROOT / place).exists():
                yield place


def test_every_section_has_its_edits() -> None:
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    named = [section.splitlines()[0] for section in sections if EDITS.search(section)]
    assert named == ["A step", "A message", "A county's rule", "A noun"]


def cost(edits: list[str]) -> tuple[int, int]:
    """Return how many files edits touch, and how many lines they add."""
    files = {path for edit in edits for path in TOUCHED.findall(edit)}
    return len(files), sum(len(ADDED.findall(edit)) for edit in edits)


def test_what_a_step_with_two_columns_costs_is_what_the_page_says() -> None:
    step = EDITS.findall(PAGE.partition("## A step\n")[2].partition("\n## ")[0])
    said = [tuple(map(int, one)) for one in COST.findall(PAGE)]
    assert said == [cost(step), *(cost([edit]) for edit in step)]


def test_every_module_can_be_imported_and_the_noun_is_in_the_registry(house: Path) -> None:
    files = [path for path in TOUCHED.findall(PAGE) if path.endswith(".py")]
    modules = [path.removesuffix(".py").removesuffix("/__init__") for path in files]
    named = {path.replace("/", ".") for path in modules if path.split("/")[0] in ROOMS}
    loaded = sorted(name for name in named if ".versions." not in name)
    assert "workflows.fraga" in loaded
    assert said_in(house, IMPORTED, *loaded).strip() == "FragaCase"


def test_the_step_is_accepted_held_by_its_guard_taken_and_told_of(house: Path) -> None:
    letter = said_in(house, GUARDED + TAKEN)
    assert "AU väntar på din komplettering" in letter
    assert "Ring gärna." in letter


def test_every_place_that_is_named_is_there(house: Path) -> None:
    assert list(missing(PAGE, house)) == []


def test_a_place_that_is_not_there_is_found(house: Path) -> None:
    sample = "In `workflows/nowhere.py` and `models/lagen.py`.\n```diff\n+++ b/api/no.py\n```"
    assert list(missing(sample, house)) == ["workflows/nowhere.py"]


def test_an_edit_of_what_the_code_no_longer_says_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text("new = 1\n", encoding="utf-8")
    edit = "--- a/rules.py\n+++ b/rules.py\n@@ -1 +1,2 @@\n old = 1\n+more = 2\n"
    assert "does not apply" in edited(tmp_path, edit).stderr
