"""A rule and the step that asks it agree about what is said, or mypy refuses the table."""

from __future__ import annotations

from pathlib import Path

from mypy import api

ROOT = Path(__file__).resolve().parents[3]
BREACH = "# refused"
TABLE = """
from collections.abc import Iterator, Sequence
from models.lagen import RemissLage as S
from workflows.county.mandate import R
from workflows.engine.effects import Effect
from workflows.engine.lifecycle import AnyStep, Choice, Step
from workflows.ground.payload import Payload, Tom
from workflows.handling.payloads import Besluta, PaMotet, Skal
from workflows.remiss.facts import RemissCase
from workflows.remiss.payloads import Anstand, Forlang, NamnerMottagare

BY, AT = (R.AU,), (S.OPPEN,)

def anything(case: RemissCase, _said: object) -> str | None:
    return case.sak.lage

def later(_case: RemissCase, said: Forlang) -> str | None:
    return said.skal

def named(_case: RemissCase, said: NamnerMottagare) -> str | None:
    return said.mottagare

def misspelt(_case: RemissCase, said: Forlang) -> str | None:
    return said.sista_dagen  # refused

def moved(_case: RemissCase, said: Forlang) -> Iterator[Effect]:
    yield from ()

def at_once(_case: RemissCase, said: Forlang) -> bool:
    return said.sista_dag is None

ONE_OF_TWO = Choice("genast", at_once, S.STANGD, S.OPPEN)
ROWS: Sequence[AnyStep[RemissCase]] = (
    Step("a", "A", BY, AT, None, ".", takes=Tom, needs=(anything,)),
    Step("b", "B", BY, AT, None, ".", takes=Forlang, checks=(anything, later), then=(moved,)),
    Step("c", "C", BY, AT, None, ".", takes=Anstand, needs=(later, named), then=(moved,)),
    Step("d", "D", BY, AT, ONE_OF_TWO, ".", takes=Anstand, checks=(named,)),
    Step("e", "E", BY, AT, None, ".", takes=Tom, needs=(later,)),  # refused
    Step("f", "F", BY, AT, None, ".", takes=Skal, checks=(anything, later)),  # refused
    Step("g", "G", BY, AT, None, ".", takes=Forlang, checks=(named,)),  # refused
    Step("h", "H", BY, AT, None, ".", takes=Skal, then=(moved,)),  # refused
    Step("i", "I", BY, AT, ONE_OF_TWO, ".", takes=Besluta),  # refused
    Step("j", "J", BY, AT, None, "."),  # refused
)
"""


def test_a_row_whose_rules_want_what_it_does_not_take_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.py"
    table.write_text(TABLE, encoding="utf-8")
    said, _, _ = api.run(["--config-file", str(ROOT / "pyproject.toml"), str(table)])
    wrong = {int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line}
    assert wrong == {nr for nr, line in enumerate(TABLE.splitlines(), 1) if BREACH in line}
