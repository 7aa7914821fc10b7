"""Every measurement can still be made, at length also that of a whole installation; how fast
anything is, nobody asserts.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import PARTS
from support.length import at_length

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
# What each part prints, the last included.
FIGURES = {
    "steps": (r"^steg genom dörren +\d+ per sekund", r"^kvot +\d+\.\d\d "),
    "endpoints": (
        r"^def +\d+ anrop per sekund",
        r"^async def +\d+ anrop",
        r"^kvot def / async def \d+\.\d\d$",
    ),
    "pages": (
        r"^storlek 0\.\d+: +median +längst +bar +kvot +kB$",
        r"^översikt, chef +\d+ ms +\d+ ms +[\d.]+ ms +\d\.\d\d +[1-9]\d*$",
        r"^ett beslut +\d+ ms",
    ),
    "idle": (
        r"^tillsammans +\d+ processer +\d+ MB",
        r"^processortid under [\d.]+ minuter: [\d.]+ s",
    ),
    "mails": (r"^\d+ chefer, \d+ veckor, [1-9]\d* brev", r"^95:e percentilen \d+"),
    "avtalsdiff": (r"^två skilda texter +[\d.]+ ms", r"^sammanfogning +[\d.]+ ms +[\d.]+ gånger"),
    "sammanstallning": (r"^/remisser/\d+/sammanstallning +\d+ ms", r"^/remisser/\d+ +\d+ ms"),
}


MEASURED = [part for part in PARTS if at_length() or part != "idle"]
pytestmark = pytest.mark.lang


@pytest.fixture(scope="module")
def printed() -> str:
    """What one small run of them all prints."""
    command = [sys.executable, "-m", "benchmarks", "--small", *MEASURED]
    done = subprocess.run(command, cwd=FOLDER.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("part", MEASURED)
def test_each_measurement_ends_well_and_prints_its_figures(part: str, printed: str) -> None:
    heading, _ = PARTS[part]
    own = printed.split(f"\n{heading}\n")[1]
    for figure in FIGURES[part]:
        assert re.search(figure, own, flags=re.MULTILINE), own


def test_no_measurement_is_left_out() -> None:
    measuring = {
        path.stem for path in FOLDER.glob("*.py") if "\ndef main(" in path.read_text("utf-8")
    } - {"__main__"}
    assert set(PARTS) == measuring
