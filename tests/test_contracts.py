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

# The beginning of the contract's sentence, the package that breaks it, the line that does.
BREACHES = [
    ("A room imports only", "models", "import workflows"),
    ("A room imports only", "workflows", "import notifications"),
    ("A room imports only", "notifications", "import flows"),
    ("A room imports only", "flows", "import api.web"),
    ("A room imports only", "api/web", "import api.rest"),
    ("A room imports only", "api/rest", "import api.web"),
    ("A room imports only", "api/web", "import api.cli"),
    ("A room imports only", "api/supervisor", "import api.serve"),
    ("Among pages the frame and the forms", "api/web/frame", "import api.web.forms.forms"),
    ("Among pages the frame and the forms", "api/web/forms", "import api.web.mote.fields"),
    ("Among pages the frame and the forms", "api/web/mote", "import api.web.nouns"),
    ("Among pages the frame and the forms", "api/web/revision", "import api.web.desk.au"),
    ("Rules and facts know neither", "workflows", "import fastapi"),
    ("Rules and facts know neither", "models", "import aiosmtplib"),
    ("Only workflows.engine.lifecycle touches", "workflows", "import transitions"),
    ("Only flows imports Prefect", "api/web", "import prefect"),
]


def lint(house: Path) -> tuple[int, str]:
    """Return exit code and report of import-linter on a copy of the rooms."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(house), "NO_COLOR": "1", "COLUMNS": "200"}
    result = subprocess.run(
        command, cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    return result.returncode, result.stdout + result.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the rooms that may be damaged."""
    for room in ROOMS:
        shutil.copytree(
            ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "static")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_holds(house: Path) -> None:
    code, report = lint(house)
    assert code == 0, report


@pytest.mark.parametrize(("contract", "package", "line"), BREACHES)
def test_the_contract_bites(house: Path, contract: str, package: str, line: str) -> None:
    with (house / package / "__init__.py").open("a", encoding="utf-8") as damaged:
        damaged.write(f"\n{line}\n")
    code, report = lint(house)
    broken = [row for row in report.splitlines() if " BROKEN" in row]
    assert code == 1, report
    assert [row for row in broken if row.startswith(contract)], report
