"""What a step does, and which step to show, is said in ``workflows``: ``api`` names no step."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.house.finders import words
from workflows.nouns import LIFECYCLES

ROOT = Path(__file__).resolve().parent.parent
# A story is told by the steps that people take in it, as a test is.
STORIES = "api/demo/"
# Words that happen to be the name of a step, and what they are instead.
OTHER_WORDS = {("api/web/remiss/svara.html", "svara"): "the anchor of the form, for links to it"}
NAMES = {step.name for lifecycle in LIFECYCLES.values() for step in lifecycle.steps}
# Headings of what is written in for somebody, and of what is asked about.
IN = re.compile(r"(Skriv|Lägg) in\b")
SAYS = re.compile(r"(Säg|Svara)\b")
QUOTED = re.compile(r"'([a-z_]+)'|\"([a-z_]+)\"")
ADDRESS = re.compile(r"\bsteg/([a-z_]+)")
ATTRIBUTE = re.compile(r"\b(?:[\w-]*steg|value)\s*=\s*[\"']?([a-z_]+)\b")
WORD = re.compile(r"[a-z]+(?:_[a-z]+)+")  # of several, and so no word of Swedish
MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def in_python(source: str) -> Iterator[str]:
    """Yield each step that a string names: alone, in an address, or as words joined to a name."""
    for said, _ in words(ast.parse(source)):
        yield from NAMES.intersection([said, *ADDRESS.findall(said), *WORD.findall(said)])


def in_template(source: str) -> Iterator[str]:
    """Yield the same of a template: strings in its expressions, addresses, and attributes that say
    which step.
    """
    inside = " ".join(MARKUP.findall(source))
    addresses = [*ADDRESS.findall(source), *ATTRIBUTE.findall(source)]
    yield from NAMES.intersection([*_quoted(inside), *WORD.findall(inside), *addresses])


def in_script(source: str) -> Iterator[str]:
    """Yield the same of a script."""
    yield from NAMES.intersection([*_quoted(source), *ADDRESS.findall(source)])


def _quoted(source: str) -> list[str]:
    return [word for pair in QUOTED.findall(source) for word in pair]


def named() -> Iterator[tuple[str, str]]:
    for ending, find in ((".py", in_python), (".html", in_template), (".js", in_script)):
        for path in sorted((ROOT / "api").rglob(f"*{ending}")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(STORIES) and "/vendor/" not in name:
                yield from ((name, step) for step in find(path.read_text(encoding="utf-8")))


def test_no_step_is_named_in_api() -> None:
    assert sorted(set(named()) - set(OTHER_WORDS)) == []


def test_every_exception_is_there() -> None:
    assert set(OTHER_WORDS) <= set(named())


def test_a_step_that_is_named_in_python_is_found() -> None:
    sample = """step = next(one for one in steps if one.namn == "bered")
_SHAPES = {"lamna_in": _text}
href = f"{bas}/steg/redigera?tillbaka=/"
nasta = "steg/avsluta"
alla = "lyft lamna_in".split()
"""
    assert sorted(in_python(sample)) == ["avsluta", "bered", "lamna_in", "lamna_in", "redigera"]


def test_a_step_that_is_named_in_a_template_is_found() -> None:
    sample = """<a href="{{ bas }}/steg/redigera">{% if steg.name == 'bered' %}{% endif %}</a>
{{ ui.form(bas ~ '/steg/lamna_in') }} <p id="avsluta">avsluta</p>"""
    assert sorted(in_template(sample)) == ["bered", "lamna_in", "redigera"]


@pytest.mark.parametrize(
    "sample",
    ['<button data-steg="bered">', "<input name=steg value=bered>", '<a href="steg/bered">'],
)
def test_a_step_that_an_attribute_names_is_found(sample: str) -> None:
    assert list(in_template(sample)) == ["bered"]


def test_a_step_that_is_named_in_a_script_is_found() -> None:
    sample = "if (steg.name === 'bered') fetch(`/steg/redigera`); // avsluta"
    assert sorted(in_script(sample)) == ["bered", "redigera"]


def test_a_button_that_saves_says_so_and_one_that_sends_too() -> None:
    """A step's name is for the history and the way to it; its form says what pressing does."""
    said = {
        f"{slag.value}.{one.name}": one
        for slag, lifecycle in LIFECYCLES.items()
        for one in lifecycle.steps
    }
    saves = {
        name
        for name, one in said.items()
        if (one.writes and not one.answers) or IN.match(one.rubrik)
    }
    sends = {name for name, one in said.items() if one.answers and SAYS.match(one.rubrik)}
    assert [
        name
        for name in sorted(saves)
        if not (said[name].knapp or said[name].rubrik).startswith("Spara ")
    ] == []
    assert [
        name
        for name in sorted(sends)
        if not (said[name].knapp or said[name].rubrik).startswith("Skicka ")
    ] == []
    assert {"arende.bered", "remiss.svara_pa_telefon"} <= saves
    assert {"remiss.svara", "arende.godkann"} <= sends
