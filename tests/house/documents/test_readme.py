"""What the documents say can be done can be done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import pytest

from api.cli import app

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LONGEST_DECISION = 40
PLACE = r"^((?:models|workflows|notifications|flows|api|docs|tests)/[\w./-]*)"
NAME = r"^((?:models|workflows|notifications|flows|api)(?:\.\w+)+)"
IN_DOCSTRING = re.compile(r"``((?:models|workflows|notifications|flows|api)(?:\.\w+)+)``")
ROOMS = ("models", "workflows", "notifications", "flows", "api", "tests", "benchmarks")
GONE = re.compile(r"`([^`\n]+)` is gone")


def in_code(document: Path, pattern: str) -> Iterator[str]:
    """Give what matches in the code of a document: between single backticks or in a fenced
    block.
    """
    text = document.read_text(encoding="utf-8")
    for code in re.findall(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", text, flags=re.DOTALL):
        yield from re.findall(pattern, "".join(code), flags=re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_command_exists(document: Path) -> None:
    targets = set(
        re.findall(
            r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE
        )
    )
    assert set(in_code(document, r"^make ([a-z]+)")) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_samflode_command_exists(document: Path) -> None:
    commands = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    assert set(in_code(document, r"^(?:\.venv/bin/)?samflode ([a-zåäö]+)")) <= commands


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_place_that_a_document_names_is_there_or_said_to_be_gone(document: Path) -> None:
    gone = set(GONE.findall(document.read_text(encoding="utf-8")))
    named = set(in_code(document, PLACE)) - gone
    assert [place for place in sorted(named) if not (ROOT / place).exists()] == []


def test_a_place_that_is_gone_is_found_unless_the_document_says_so(tmp_path: Path) -> None:
    sample = tmp_path / "0000.md"
    sample.write_text("In `api/nowhere.py`.\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"api/nowhere\.py"):
        test_every_place_that_a_document_names_is_there_or_said_to_be_gone(sample)
    sample.write_text("In `api/nowhere.py`.\n\n`api/nowhere.py` is gone.\n", encoding="utf-8")
    test_every_place_that_a_document_names_is_there_or_said_to_be_gone(sample)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_and_function_that_a_document_names_is_there(document: Path) -> None:
    for name in sorted(set(in_code(document, NAME))):
        assert resolve_name(name), name


def test_a_name_that_is_not_there_is_found(tmp_path: Path) -> None:
    sample = tmp_path / "0000.md"
    sample.write_text("As `workflows.engine.frister.differs` says.\n", encoding="utf-8")
    with pytest.raises(AttributeError, match="differs"):
        test_every_module_and_function_that_a_document_names_is_there(sample)


def names_in_docstrings(source: str) -> Iterator[str]:
    """Give the modules and functions that the docstrings of a file name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from IN_DOCSTRING.findall(ast.get_docstring(node) or "")


def resolves(name: str) -> bool:
    try:
        return resolve_name(name) is not None
    except (ImportError, AttributeError):
        return False


def test_every_module_and_function_that_a_docstring_names_is_there() -> None:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    named = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in files
        for name in names_in_docstrings(path.read_text(encoding="utf-8"))
    ]
    assert named
    assert [one for one in named if not resolves(one[1])] == []


def test_a_name_in_a_docstring_that_is_not_there_is_found() -> None:
    sample = 'def f():\n    """As ``workflows.engine.effects`` and ``workflows.effects`` say."""\n'
    assert [(name, resolves(name)) for name in names_in_docstrings(sample)] == [
        ("workflows.engine.effects", True),
        ("workflows.effects", False),
    ]


def test_the_readme_begins_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^# Samflöde\n+```\nmake run .*\nmake test .*\n```", text)


def test_a_decision_is_at_most_forty_lines() -> None:
    lengths = {
        path.name: len(path.read_text().splitlines())
        for path in (ROOT / "docs" / "beslut").glob("*.md")
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_DECISION} == {}
