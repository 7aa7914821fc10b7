"""What follows from a step leaves it to the other matter's lifecycle where a step can be taken."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from models.lagen import LAGEN

ROOT = Path(__file__).resolve().parent.parent
# Each noun's own states. A revision that stands over tells an agreement its day in one way where it
# is in force and in another where it is planned: less than the agreement's own lifecycle allows.
STATES = {
    "arende": {"ArendeLage"},
    "avtal": {"AvtalLage"},
    "beslut": {"AtagandeLage"},
    "delgivning": {"DelgivningLage"},
    "mote": {"MoteLage"},
    "remiss": {"RemissLage"},
    "revision": {"RevisionLage", "AvtalLage"},
}

MATTERS = {lagen.__name__ for lagen in LAGEN.values()}


def states_of_others(tree: ast.Module, noun: str) -> Iterator[int]:
    """Find lines that name a state of another kind of matter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            lagen = node.value.id
            if lagen in MATTERS and lagen not in STATES.get(noun, set()):
                yield node.lineno


def test_no_consequence_names_a_state_of_another_kind() -> None:
    files = sorted((ROOT / "workflows").rglob("consequences.py"))
    breaches = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        for line in states_of_others(
            ast.parse(path.read_text(encoding="utf-8")), path.relative_to(ROOT).parts[1]
        )
    ]
    assert files
    assert breaches == []


def test_a_state_of_another_kind_is_found() -> None:
    sample = ast.parse("a = ArendeLage.BERETT\nb = (RemissLage.OPPEN,)")
    assert list(states_of_others(sample, "mote")) == [1, 2]
    assert list(states_of_others(sample, "arende")) == [2]
