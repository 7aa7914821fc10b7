"""The house rules that no linter knows, each with a planted sample that shows it can fail."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "workflows", "notifications", "flows", "api")
LONGEST_FILE = 400
LONGEST_FUNCTION = 30
LONGEST_LINE = 100
MOST_IN_A_FOLDER = 20
# Folders that may hold more, how many, and why.
ROOMIER = {"models": (31, "one file for each noun, beside what every table stands on")}
TABLES_BY_HAND = ("workflows/*/lifecycle.py", "workflows/revision/parties/steps.py")
FOUND_BY_DATE = "models/migrations/versions/"  # written by alembic, read once

WRITING_SQL = re.compile(r"\b(update|insert\s+into|delete\s+from)\s+sak\b", flags=re.IGNORECASE)
CLOCKS = re.compile(
    r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|localtime|gmtime)|func\.now)$"
)

Finder = Callable[[ast.Module], Iterator[int]]


def written_by_us(*folders: str) -> list[Path]:
    """Return every Python file of the folders except generated migrations."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in files if not name_of(path).startswith(FOUND_BY_DATE)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def state_writes(tree: ast.Module) -> Iterator[int]:
    """Find lines that store a state: of any row but a message, whose ``lage`` only says whether it
    has been sent.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (node.lineno for target in targets if is_state(target))
        elif isinstance(node, ast.Call):
            if makes_sak(node) or (
                writes_state(node) and "avisering" not in ast.unparse(node.func).lower()
            ):
                yield node.lineno
        elif isinstance(node, ast.Constant) and WRITING_SQL.search(str(node.value)):
            yield node.lineno


def is_state(target: ast.expr) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and target.attr == "lage"
        and not (isinstance(target.value, ast.Name) and target.value.id == "avisering")
    )


def makes_sak(call: ast.Call) -> bool:
    """``Sak(…)``, ``insert(Sak)``, ``update(Sak)``, ``delete(Sak)``."""
    verb = call.func.id if isinstance(call.func, ast.Name) else None
    about_sak = any(
        isinstance(argument, ast.Name) and argument.id == "Sak" for argument in call.args
    )
    return verb == "Sak" or (verb in {"insert", "update", "delete"} and about_sak)


def writes_state(call: ast.Call) -> bool:
    """``….values(lage=…)``, ``….values({"lage": …})``, ``….execute(…, [{"lage": …}])``,
    ``setattr(row, "lage", …)``.
    """
    verb = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if verb == "setattr":
        return any(
            isinstance(argument, ast.Constant) and argument.value == "lage"
            for argument in call.args
        )
    if verb not in {"values", "execute"}:
        return False
    keys: set[object] = {keyword.arg for keyword in call.keywords}
    dictionaries = [
        node for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Dict)
    ]
    keys |= {
        key.value for found in dictionaries for key in found.keys if isinstance(key, ast.Constant)
    }
    return "lage" in keys


def commits(tree: ast.Module) -> Iterator[int]:
    """Find lines that end a transaction, or open one that ends itself."""
    return (line for verb, _, line in method_calls(tree) if verb in {"commit", "rollback", "begin"})


def clock_reads(tree: ast.Module) -> Iterator[int]:
    """Find lines that ask what day or time it is; measuring how long something takes is another
    thing.
    """
    return (line for _, asked, line in method_calls(tree) if CLOCKS.search(asked))


def method_calls(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    """Give the last name, the whole expression and the line of each ``a.b.c()``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, ast.unparse(node.func), node.lineno


def environment_reads(tree: ast.Module) -> Iterator[int]:
    """Find lines that read or change the environment."""
    names = {"environ", "environb", "getenv", "putenv", "unsetenv"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found = node.attr in names and ast.unparse(node.value) == "os"
        else:
            found = (
                isinstance(node, ast.ImportFrom)
                and node.module == "os"
                and any(n.name in names for n in node.names)
            )
        if found:
            yield getattr(node, "lineno", 0)


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
setattr(sak, 'lage', ny)
session.add(Sak(slag=slag))
session.execute(delete(Sak))
text('UPDATE sak SET version = 1')""",
    ),
    "only the session scope ends a transaction": (
        commits,
        ("models/database.py", "models/migrations/"),
        "session.commit()\nsession.rollback()\nengine.begin()",
    ),
    "only the settings read the environment": (
        environment_reads,
        ("models/settings.py",),
        "os.environ['A']\nos.getenv('A')\nfrom os import environ",
    ),
    "only the outermost layer reads a clock": (
        clock_reads,
        ("api/", "flows/running.py"),
        "datetime.now(UTC)\ndate.today()\ntime.time()\ndatetime.datetime.now()\nfunc.now()",
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
LEFT_BEHIND = re.compile(r"\s*[)\]}]+,?\s+# (?!noqa|type|fmt)")


def long_lines(source: str) -> Iterator[int]:
    return lines_where(source, lambda line: len(PRAGMA.sub("", line)) > LONGEST_LINE)


def formatter_switched_off(source: str) -> Iterator[int]:
    return lines_where(source, lambda line: "# fmt:" in line)


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
        "a = 1  # fmt: skip\n# fmt: off\n# fmt: on",
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


# The kinds of matter by the names of their tables; a meeting of an organ is also the county's.
NOUNS = {"Arende", "Atagande", "Avtal", "Beslut", "Delgivning", "Mote", "Remiss", "Revision"}


def nouns_known(tree: ast.Module) -> Iterator[int]:
    """Find lines that name a kind of matter, its states, its table or its case."""
    told = re.compile(rf"({'|'.join(sorted(NOUNS))})(Lage|Case|Facts)?")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Slag":
            yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from (node.lineno for one in node.names if told.fullmatch(one.name))
        elif isinstance(node, ast.Call) and re.match(r"isinstance\(.*Case\)", ast.unparse(node)):
            yield node.lineno


def test_the_engine_and_what_lies_under_it_know_no_noun() -> None:
    rooms = ("workflows/ground", "workflows/engine")
    breaches = [
        f"{name_of(path)}:{line}"
        for path in written_by_us(*rooms)
        for line in nouns_known(ast.parse(path.read_text(encoding="utf-8")))
        if name_of(path) != "workflows/engine/case.py"  # the county's meetings stand in each case
    ]
    assert breaches == []


def test_a_noun_that_the_engine_knows_is_found() -> None:
    sample = (
        "a = Slag.MOTE\nfrom models.tables import Remiss\nfrom a.facts import ArendeCase\n"
        "isinstance(case, OmCase)\nfrom models.lagen import AvtalLage"
    )
    assert set(nouns_known(ast.parse(sample))) == set(range(1, 6))
    assert list(nouns_known(ast.parse("OrganSlag.AU\nisinstance(a, Case | int)"))) == []


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
        for line in find(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert breaches == []


@pytest.mark.parametrize("rule", RULES)
def test_the_detector_finds_each_planted_breach(rule: str) -> None:
    find, _, sample = RULES[rule]
    planted = {1} if find is long_functions else set(range(1, len(sample.splitlines()) + 1))
    assert set(find(ast.parse(sample))) == planted


def test_a_message_may_be_marked_as_sent_outside_the_engine() -> None:
    sample = "avisering.lage = skickad\nupdate(Avisering).values(lage=skickad)"
    assert list(state_writes(ast.parse(sample))) == []


def test_a_docstring_does_not_make_a_function_long() -> None:
    sample = "def f():\n    '''" + "word\n" * 40 + "    '''\n    return 1\n"
    assert list(long_functions(ast.parse(sample))) == []


def test_no_file_has_more_than_400_lines() -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in written_by_us(*ROOMS, "tests")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_package_stands_below_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
