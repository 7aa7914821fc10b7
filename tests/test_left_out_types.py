"""A type is left out of the rules only where it is said why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Where a type is left out, on how many lines, and why. What has one reason in many places has one
# name there: AnyCase, AnyPayload, Json, Described, Fields.
UNTYPED = {
    "workflows/beslut/word_in_sql.py": (1, "the same case gives a word, or a place among words"),
    "workflows/county/actors.py": (1, "what a mandate is made of: columns of many types"),
    "workflows/county/bemanning.py": (1, "rows read by place, of everybody, in every step"),
    "workflows/engine/apply.py": (1, "which field of a case is its own only the noun knows"),
    "workflows/engine/case.py": (1, "AnyCase: the case of some kind, the same throughout"),
    "workflows/desk/party.py": (1, "columns of the three nouns, each of a type of its own"),
    "workflows/desk/views.py": (1, "what is waited for: rows of kinds with columns of their own"),
    "workflows/engine/effects.py": (1, "who hears besides: of a case of its own kind"),
    "workflows/engine/handlers.py": (3, "each handler takes an effect of its own class"),
    "workflows/engine/lifecycle.py": (1, "AnyPayload: each rule takes that of its own row"),
    "workflows/engine/noun.py": (
        3,
        "what payloads name; effects and payloads of every noun",
    ),
    "workflows/reminders/needed.py": (1, "what a stored letter is made of: JSON"),
    "workflows/engine/visibility.py": (1, "a statement is cut the same whatever its rows are"),
    "workflows/ground/payload.py": (4, "Json, Described, and a field as pydantic's own Field"),
    "workflows/handling/pages.py": (1, "Fields: by name, each of a type of its own"),
    "workflows/texts/sheets/workbook.py": (1, "Theirs: what a library's types say nothing of"),
}


def untyped(tree: ast.Module) -> Iterator[int]:
    """Find where a type is left out."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Name) and node.id == "Any") or (
            isinstance(node, ast.Attribute) and node.attr == "Any"
        ):
            yield node.lineno


def test_a_rule_leaves_a_type_out_only_where_it_is_said_why() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): len(lines)
        for path in sorted((ROOT / "workflows").rglob("*.py"))
        if (lines := set(untyped(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {name: lines for name, (lines, _) in UNTYPED.items()}


def test_a_type_that_is_left_out_is_found() -> None:
    sample = "a: Any\nb: dict[str, Any] = {}\nc: typing.Any\ndef f(x: list[Any]) -> int: ..."
    assert set(untyped(ast.parse(sample))) == {1, 2, 3, 4}
    assert list(untyped(ast.parse("from typing import Any\na: AnyCase = Anything"))) == []
