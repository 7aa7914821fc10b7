"""The house rules that no linter knows, each with a planted sample that shows it can fail."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from models.lagen import Slag
from support.house.finders import (
    clock_reads,
    commits,
    environment_reads,
    names,
    state_writes,
    words,
)
from workflows.nouns import NOUNS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "workflows", "notifications", "flows", "api")
LONGEST_FILE = 400
LONGEST_FUNCTION = 30
LONGEST_LINE = 100
MOST_IN_A_FOLDER = 20
# Folders that may hold more, how many, and why.
ROOMIER = {"models": (32, "one file for each noun, beside what every table stands on")}
TABLES_BY_HAND = ("workflows/*/lifecycle.py", "workflows/*/parties/steps.py")
FOUND_BY_DATE = "models/migrations/versions/"  # written by alembic, read once

Finder = Callable[[ast.Module], Iterator[int]]


def written_by_us(*folders: str) -> list[Path]:
    """Return every Python file of the folders except generated migrations."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in files if not name_of(path).startswith(FOUND_BY_DATE)]


@cache
def parsed(path: Path) -> ast.Module:
    """Return a file as a tree. Every rule reads the same ones."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def day_arithmetic(tree: ast.Module) -> Iterator[int]:
    """Find lines that reach for what reckons with days."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            reached = {"timedelta", "calendar"} & {one.name for one in node.names}
        else:
            reached = {"timedelta"} & {getattr(node, "attr", "")}
        if reached:
            yield getattr(node, "lineno", 0)


def long_functions(tree: ast.Module) -> Iterator[int]:
    """Find functions of more than thirty lines; what the docstring takes is not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_words = ast.get_docstring(node, clean=False) is not None
            words = (first.end_lineno or 0) - first.lineno + 1 if has_words else 0
            if (node.end_lineno or 0) - node.lineno + 1 - words > LONGEST_FUNCTION:
                yield node.lineno


# Rule, what finds a breach, where it is allowed, and a sample of a breach.
RULES: dict[str, tuple[Finder, tuple[str, ...], str]] = {
    "only the engine assigns a state": (
        state_writes,
        ("workflows/engine",),
        """sak.lage = ny
session.execute(update(tabell).where(villkor).values(lage=ny))
session.execute(insert(tabell).values({'lage': ny}))
session.execute(statement, [{'lage': ny}])
session.execute(update(tabell).values({tabell.c.lage: ny}))
session.execute(update(tabell).values(dict(lage=ny)))
session.execute(update(tabell).ordered_values((tabell.c.lage, ny)))
setattr(sak, 'lage', ny)
sak.sqlmodel_update({'lage': ny})
fore, sak.lage = sak.lage, ny
for sak.lage in nya: pass
session.add(Sak(slag=slag))
from models import tables; session.add(tables.Sak(slag=slag))
from models.sak import Sak as S; session.execute(delete(S))
session.execute(delete(Sak))
text('UPDATE sak SET version = 1')
text('DELETE FROM public.sak')
text('UPDATE ONLY "public"."sak" SET version = 1')""",
    ),
    "only the session scope ends a transaction": (
        commits,
        ("models/database.py", "models/migrations/"),
        "session.commit()\nsession.rollback()\nengine.begin()\nslut = session.commit",
    ),
    "only the settings read the environment": (
        environment_reads,
        ("models/settings.py",),
        """os.environ['A']
os.getenv('A')
from os import environ
import os as o; o.environ['A']
from os import environ as e; e['A']
from pydantic_settings import BaseSettings
import pydantic_settings as p; p.BaseSettings""",
    ),
    "only the outermost layer reads a clock": (
        clock_reads,
        ("api/", "flows/running.py"),
        """datetime.now(UTC)
date.today()
time.time()
datetime.datetime.now()
func.now()
func.current_timestamp()
func.clock_timestamp()
text('select now()')
text('select current_date')
from datetime import datetime as dt; dt.now(UTC)
from time import time as when; when()
nu = datetime.now; from datetime import datetime; nu()
import time as t; t.time_ns()""",
    ),
    # The ladder looks back from an instant, which is no day.
    "only ground/deadlines reckons with days": (
        day_arithmetic,
        (
            *("models/", "notifications/", "flows/", "api/"),
            *("workflows/ground/deadlines.py", "workflows/reminders/ladder.py"),
        ),
        "from datetime import date, timedelta\nimport calendar\ndatetime.timedelta(days=1)",
    ),
    "a function has at most thirty lines": (
        long_functions,
        (),
        "def f():\n" + "    pass\n" * LONGEST_FUNCTION,
    ),
}


PRAGMA = re.compile(r"\s*# (noqa|type|fmt)\b.*")  # what ruff does not count either
# What ruff heeds, with or without the space.
LAID_OUT = re.compile(r"#\s*(fmt|yapf)\s*:")
UNCHECKED = re.compile(r"#\s*(mypy|flake8|ruff|pyright)\s*:|@(typing\.)?no_type_check")
LEFT_BEHIND = re.compile(r"\s*[)\]}]+,?\s+# (?!noqa|type|fmt)")


def long_lines(source: str) -> Iterator[int]:
    return lines_where(source, lambda line: len(PRAGMA.sub("", line)) > LONGEST_LINE)


def formatter_switched_off(source: str) -> Iterator[int]:
    return lines_where(source, lambda line: LAID_OUT.search(line) is not None)


def unchecked(source: str) -> Iterator[int]:
    return lines_where(source, lambda line: UNCHECKED.search(line) is not None)


def comments_left_behind(source: str) -> Iterator[int]:
    """Find comments that the formatter left beside a closing bracket, away from what they are
    about.
    """
    return lines_where(source, lambda line: LEFT_BEHIND.match(line) is not None)


def lines_where(source: str, wrong: Callable[[str], bool]) -> Iterator[int]:
    return (number for number, line in enumerate(source.splitlines(), 1) if wrong(line))


# The same for rules about how a file is written; they hold for tests too.
WRITTEN: dict[str, tuple[Callable[[str], Iterator[int]], tuple[str, ...], str]] = {
    "a line has at most a hundred columns": (
        long_lines,
        (),
        f"{'x' * (LONGEST_LINE + 1)}\n{'å' * (LONGEST_LINE + 1)}  # noqa: E501 - as long as it is",
    ),
    "only the tables of lifecycles are laid out by hand": (
        formatter_switched_off,
        TABLES_BY_HAND,
        "a = 1  # fmt: skip\n# fmt: off\n# fmt: on\n#fmt: off\na = [  # yapf: disable",
    ),
    "no file is left out of what is checked": (
        unchecked,
        (),
        "# mypy: ignore-errors\n#ruff: noqa\n# flake8: noqa\n@no_type_check",
    ),
    "a comment stands above what it is about": (
        comments_left_behind,
        (),
        ")  # a few words\n    ),  # a few words\n]) # a few words",
    ),
}


@pytest.mark.parametrize("rule", WRITTEN)
def test_every_file_keeps_the_rule(rule: str) -> None:
    find, allowed, _ = WRITTEN[rule]
    breaches = [
        f"{name_of(path)}:{line}"
        for path in written_by_us(*ROOMS, "tests", "benchmarks")
        if path != Path(__file__) and not any(fnmatch(name_of(path), one) for one in allowed)
        for line in find(path.read_text(encoding="utf-8"))
    ]
    assert breaches == []


@pytest.mark.parametrize("rule", WRITTEN)
def test_the_reader_finds_each_planted_breach(rule: str) -> None:
    find, _, sample = WRITTEN[rule]
    assert list(find(sample)) == list(range(1, len(sample.splitlines()) + 1))


def test_a_lifecycle_switches_the_formatter_off_for_its_table_alone() -> None:
    tables = [path for one in TABLES_BY_HAND for path in ROOT.glob(one)]
    switched = {name_of(path): len([*formatter_switched_off(path.read_text())]) for path in tables}
    assert {name: times for name, times in switched.items() if times > 1} == {}


def test_ruff_counts_the_same_columns() -> None:
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert ruff["line-length"] == LONGEST_LINE
    assert "E501" not in ruff["lint"]["ignore"]


def entries(folder: Path) -> int:
    """Count what somebody has to choose among: modules, and folders below with modules in them."""
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    below = {path.parent for path in folder.glob("*/*.py")}
    return len(modules) + len(below)


def too_full(house: Path) -> list[str]:
    """Return the folders with more than they may hold; migrations are kept by date."""
    rooms = (*ROOMS, "tests")
    packages = {path.parent for room in rooms for path in (house / room).rglob("*.py")}
    return [
        f"{name}: {count}"
        for folder in sorted(packages)
        if not (name := folder.relative_to(house).as_posix()).startswith("models/migrations")
        and (count := entries(folder)) > ROOMIER.get(name, (MOST_IN_A_FOLDER, ""))[0]
    ]


def test_no_folder_has_more_than_twenty_entries() -> None:
    assert too_full(ROOT) == []


def test_a_folder_with_one_entry_too_many_is_found(tmp_path: Path) -> None:
    room = tmp_path / "api" / "web"
    (room / "frame").mkdir(parents=True)
    for name in ("__init__", "frame/__init__", *(f"page{n}" for n in range(MOST_IN_A_FOLDER - 1))):
        (room / f"{name}.py").touch()
    assert too_full(tmp_path) == []
    (room / "one_more.py").touch()
    stories = tmp_path / "tests" / "stories"
    stories.mkdir(parents=True)
    for number in range(MOST_IN_A_FOLDER + 2):
        (stories / f"test_{number}.py").touch()
    assert too_full(tmp_path) == [
        f"api/web: {MOST_IN_A_FOLDER + 1}",
        f"tests/stories: {MOST_IN_A_FOLDER + 2}",
    ]


# The kinds of matter by their words, and by the names of their tables, states and cases.
KINDS = {slag.value for slag in Slag}
OF_NOUNS = {
    name
    for kind in (KINDS - {Slag.ATAGANDE}) | {"beslut", "lagen"}
    for name, one in vars(import_module(f"models.{kind}")).items()
    if getattr(one, "__module__", "") == f"models.{kind}" and name not in {"Slag", "Fas"}
}
CASES = {noun.case.__name__ for noun in NOUNS} | {"OmCase"}


def nouns_known(tree: ast.Module) -> Iterator[int]:
    """Find lines that name a kind of matter, its word, its states, its table or its case."""
    for name, line in names(tree):
        owner, _, last = name.rpartition(".")
        if last in OF_NOUNS | CASES or owner.rpartition(".")[2] == "Slag":
            yield line
    yield from (line for word, line in words(tree) if word.lower() in KINDS)


# Where a noun's word is another thing: the county's meetings stand in each case, and a field of a
# form may ask for one.
NOT_NOUNS = {"workflows/engine/case.py", "workflows/ground/payload.py"}


def test_the_engine_and_what_lies_under_it_know_no_noun() -> None:
    rooms = ("workflows/ground", "workflows/engine")
    breaches = [
        f"{name_of(path)}:{line}"
        for path in written_by_us(*rooms)
        for line in nouns_known(parsed(path))
        if name_of(path) not in NOT_NOUNS
    ]
    assert breaches == []


def test_a_noun_that_the_engine_knows_is_found() -> None:
    sample = """a = Slag.MOTE
from models.tables import Remiss
from a.facts import ArendeCase
isinstance(case, OmCase)
from models.lagen import AvtalLage
import models.tables as t; t.Remiss
from models.tables import Avtalspart as P
from models.lagen import Slag as S; S.MOTE
Slag('mote')
slag == 'mote'
Slag['MOTE']
match case:
    case ArendeCase(): pass"""
    assert set(nouns_known(ast.parse(sample))) == {*range(1, 12), 13}
    left = '"""About a mote."""\nOrganSlag.AU\nisinstance(a, Case | int)\nfrom a import Slag'
    assert list(nouns_known(ast.parse(left))) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(rule: str) -> None:
    find, allowed, _ = RULES[rule]
    # A long test is as hard to read as a long function; the other rules are about what the product
    # does.
    folders = (*ROOMS, "tests") if find is long_functions else ROOMS
    breaches = [
        f"{name_of(path)}:{line}"
        for path in written_by_us(*folders)
        if not name_of(path).startswith(allowed)
        for line in find(parsed(path))
    ]
    assert breaches == []


@pytest.mark.parametrize("rule", RULES)
def test_the_detector_finds_each_planted_breach(rule: str) -> None:
    find, _, sample = RULES[rule]
    planted = {1} if find is long_functions else set(range(1, len(sample.splitlines()) + 1))
    assert set(find(ast.parse(sample))) == planted


def test_what_reads_a_state_or_measures_a_time_is_left_alone() -> None:
    sample = (
        "values(id=sak.lage)\nrow.lage == ny\nselect(Sak)\nFacts(lage=ny)\n{'lage': ny}\n"
        "text('SELECT 1 FROM sak FOR UPDATE OF sak')\ntext('UPDATE sakord SET a = 1')"
    )
    assert list(state_writes(ast.parse(sample))) == []
    sample = "import time\ntime.monotonic()\nfrom datetime import time\ntime(8)\ndatetime(2026)"
    assert list(clock_reads(ast.parse(sample))) == []


def test_a_docstring_does_not_make_a_function_long() -> None:
    sample = "def f():\n    '''" + "word\n" * 40 + "    '''\n    return 1\n"
    assert list(long_functions(ast.parse(sample))) == []


def test_no_file_has_more_than_400_lines() -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in written_by_us(*ROOMS, "tests", "benchmarks")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_package_stands_below_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
