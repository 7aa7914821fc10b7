"""What a step does, and which step to show, is said in ``workflows``: ``api`` names no step."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from workflows.nouns import LIFECYCLES

ROOT = Path(__file__).resolve().parent.parent
# A story is told by the steps that people take in it, as a test is.
STORIES = "api/demo/"
# Words that happen to be the name of a step, and what they are instead.
OTHER_WORDS = {("api/web/remiss/svara.html", "svara"): "the anchor of the form, for links to it"}
NAMES = {step.name for lifecycle in LIFECYCLES.values() for step in lifecycle.steps}
QUOTED = re.compile(r"'([a-z_]+)'|\"([a-z_]+)\"")
ADDRESS = re.compile(r"/steg/([a-z_]+)")
MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def in_python(source: str) -> Iterator[str]:
    """Yield each step that a string names, alone or as the end of an address."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from NAMES.intersection([node.value, *ADDRESS.findall(node.value)])


def in_template(source: str) -> Iterator[str]:
    """Yield the same of a template: strings in its expressions, and addresses anywhere."""
    quoted = [
        word
        for markup in MARKUP.findall(source)
        for pair in QUOTED.findall(markup)
        for word in pair
    ]
    yield from (word for word in [*quoted, *ADDRESS.findall(source)] if word in NAMES)


def named() -> Iterator[tuple[str, str]]:
    for ending, find in ((".py", in_python), (".html", in_template)):
        for path in sorted((ROOT / "api").rglob(f"*{ending}")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(STORIES):
                yield from ((name, step) for step in find(path.read_text(encoding="utf-8")))


def test_no_step_is_named_in_api() -> None:
    assert sorted(set(named()) - set(OTHER_WORDS)) == []


def test_every_exception_is_there() -> None:
    assert set(OTHER_WORDS) <= set(named())


def test_a_step_that_is_named_in_python_is_found() -> None:
    sample = """step = next(one for one in steps if one.namn == "bered")
_SHAPES = {"lamna_in": _text}
href = f"{bas}/steg/redigera?tillbaka=/"
"""
    assert sorted(in_python(sample)) == ["bered", "lamna_in", "redigera"]


def test_a_step_that_is_named_in_a_template_is_found() -> None:
    sample = """<a href="{{ bas }}/steg/redigera">{% if steg.name == 'bered' %}{% endif %}</a>
{{ ui.form(bas ~ '/steg/lamna_in') }} <p id="avsluta">avsluta</p>"""
    assert sorted(in_template(sample)) == ["bered", "lamna_in", "redigera"]
