"""What a county calls things is data: the program's sentences have marks, and no county stands in
the code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflows.county.profile import PROFILES, Ordval, load_profile
from workflows.ground.words import stor

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("api", "flows", "models", "notifications", "workflows")
KINDS = {".py", ".html", ".js", ".css", ".txt"}
COUNTIES = tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))
# The one place that may name a county: what is started when nothing is said.
DEFAULT = re.compile(r'default="(\w+)"')
GENERAL = {"Regionen", "Gymnasieförbundet", "Beredningsgruppen"}  # words of Swedish, not names
HARD = re.compile(r"(?<![⟨\w])(AU|[Ll]edningsgruppens?|[Aa]rbetsutskottet|LGL|LGS)(?![\w⟩])")
MARK = re.compile(r"⟨([^⟩]*)⟩")


def program() -> Iterator[Path]:
    """Yield every file of the program: not the länsprofiler, and not the counties' own stories in
    the demo.
    """
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            where = path.relative_to(ROOT).as_posix()
            a_story = any(where.startswith(f"api/demo/{county}/") for county in COUNTIES)
            if path.suffix in KINDS and not a_story and "/vendor/" not in where:
                yield path


def names(county: str) -> set[str]:
    """Return what only this county has: its own name, its huvudmän, its organ and the prefix of its
    numbers.
    """
    profile = load_profile(county)
    said = {profile.lan.namn.split()[0].removesuffix("s"), profile.lan.namn}
    for huvudman in profile.huvudman:
        said |= {huvudman.namn, huvudman.kortnamn, huvudman.kod}
    for organ in profile.organ:
        said |= {organ.namn, organ.prefix or organ.namn, *([organ.kod] if "_" in organ.kod else [])}
    return said - GENERAL


def texts(path: Path) -> Iterator[str]:
    """Yield what people may read: strings other than docstrings, templates without their
    comments.
    """
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield (
            re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
            if path.suffix == ".html" or "templates" in path.parts
            else ""
        )
        return
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("county", COUNTIES)
def test_no_county_stands_in_the_code(county: str) -> None:
    words = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(names(county))))})(?!\w)")
    address = re.compile(rf"\b{county}\b")
    found = []
    for path in program():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if words.search(line) or (address.search(line) and not DEFAULT.search(line)):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


def test_no_sentence_says_by_itself_what_a_county_calls_things() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text.strip()}"
        for path in program()
        if "migrations" not in path.parts
        for text in texts(path)
        if HARD.search(text)
        and path.name != "likeness.py"  # words left out when two questions are compared
    ]
    assert found == []


def test_every_mark_is_a_word_that_each_county_has() -> None:
    known = set(Ordval.model_fields)
    used = {mark for path in program() for text in texts(path) for mark in MARK.findall(text)}
    assert used
    assert {mark for mark in used if mark[0].lower() + mark[1:] not in known} == set()


def test_a_mark_becomes_the_word_and_a_large_one_begins_a_sentence() -> None:
    words = load_profile("kalmar").ord
    assert (
        words.fill("⟨Au⟩ bereder; ⟨au_genitiv⟩ möte.")
        == "Beredningsgruppen bereder; beredningsgruppens möte."
    )
    assert (
        load_profile("kronoberg").ord.fill("⟨Au⟩ bereder; ⟨au_genitiv⟩ möte.")
        == "AU bereder; AU:s möte."
    )


def test_what_somebody_wrote_is_left_as_it_is() -> None:
    words = load_profile("kalmar").ord
    assert (
        words.fill("AU och ledningsgruppen, ⟨annat⟩ <b>") == "AU och ledningsgruppen, ⟨annat⟩ <b>"
    )


def test_every_text_of_a_letter_is_filled_however_deep_it_lies() -> None:
    words = load_profile("kronoberg").ord
    assert words.fill_all({"a": ["⟨au⟩", {"b": "⟨ledningsgrupp⟩"}], "c": 1}) == {
        "a": ["AU", {"b": "ledningsgruppen"}],
        "c": 1,
    }


def test_a_sentence_may_begin_with_a_mark() -> None:
    assert stor("⟨au⟩ svarar") == "⟨Au⟩ svarar"
    assert (stor("ärende"), stor("")) == ("Ärende", "")
