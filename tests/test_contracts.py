"""The rooms' contracts in pyproject.toml hold, and each bites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "workflows", "notifications", "flows", "api")

# The beginning of the contract's sentence, the file that breaks it, the line that does.
BREACHES = [
    ("A room imports only", "models/arende.py", "import workflows.lifecycle"),
    ("A room imports only", "workflows/cases.py", "import notifications.formatting"),
    ("A room imports only", "notifications/formatting.py", "import flows.sweeps"),
    ("A room imports only", "flows/sweeps.py", "import api.web.templating"),
    ("A room imports only", "api/web/templating.py", "import api.rest"),
    ("A room imports only", "api/rest/__init__.py", "import api.web"),
    ("A room imports only", "api/web/templating.py", "import api.cli"),
    ("Rules and facts know neither", "workflows/cases.py", "import fastapi"),
    ("Rules and facts know neither", "models/arende.py", "import aiosmtplib"),
    ("Only workflows.lifecycle touches", "workflows/cases.py", "import transitions"),
    ("Only flows imports Prefect", "api/web/templating.py", "import prefect"),
]


def lint(house: Path) -> tuple[int, str]:
    """Return exit code and report of import-linter on a copy of the rooms."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(house), "NO_COLOR": "1", "COLUMNS": "200"}
    result = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the rooms that may be damaged."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_holds(house: Path) -> None:
    code, report = lint(house)
    assert code == 0, report


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES)
def test_the_contract_bites(house: Path, contract: str, file: str, line: str) -> None:
    with (house / file).open("a", encoding="utf-8") as damaged:
        damaged.write(f"\n{line}\n")
    code, report = lint(house)
    broken = [row for row in report.splitlines() if row.strip().endswith("BROKEN")]
    assert code == 1, report
    assert [row for row in broken if row.startswith(contract)], report
