"""The rooms' contracts in pyproject.toml hold, and each bites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "workflows", "notifications", "flows", "api")

_UP = "import workflows.revision.parties.dates"

# The beginning of the contract's sentence, the package that breaks it, the line that does.
BREACHES = [
    ("A room imports only", "models", "import workflows"),
    ("A room imports only", "workflows", "import notifications"),
    ("A room imports only", "notifications", "import flows"),
    ("A room imports only", "flows", "import api.web"),
    ("Within api", "api/web", "import api.rest"),
    ("Within api", "api/rest", "import api.web"),
    ("Within api", "api/web", "import api.cli"),
    ("Within api", "api/supervisor", "import api.serve"),
    ("Within api", "api/shared", "import api.demo"),
    ("Within api", "api/doorway", "import api.web.mote.page"),
    ("Within api", "api/doorway", "import api.shared.limits"),
    ("The frame and the forms know", "api/web/frame", "import workflows.beslut.cells"),
    ("The frame and the forms know", "api/web/forms", "import workflows.avtal"),
    ("Among pages the frame and the forms", "api/web/frame", "import api.web.forms.forms"),
    ("Among pages the frame and the forms", "api/web/forms", "import api.web.mote.fields"),
    ("Among pages the frame and the forms", "api/web/mote", "import api.web.nouns"),
    ("Among pages the frame and the forms", "api/web/revision", "import api.web.desk.au"),
    ("Among rules a noun knows those below", "workflows/engine", "import workflows.mote"),
    ("Among rules a noun knows those below", "workflows/avtal", "import workflows.revision"),
    ("Among rules a noun knows those below", "workflows/remiss", "import workflows.delgivning"),
    ("Among rules a noun knows those below", "workflows/ground", "import workflows.county"),
    ("Within a noun", "workflows/arende/rules", "import workflows.arende.consequences"),
    ("Within a noun", "workflows/mote/rules", "import workflows.mote.dates"),
    ("Within a noun", "workflows/remiss/facts", "import workflows.remiss.rules"),
    ("Within a noun", "workflows/delgivning/lifecycle", "import workflows.delgivning.load"),
    ("Within a noun", "workflows/avtal/writes", "import workflows.avtal.views"),
    ("Within a noun", "workflows/beslut/obligations", "import workflows.beslut.matrix"),
    ("Within a noun", "workflows/revision/consequences", "import workflows.revision.parties.rules"),
    ("Among a revision's parties", "workflows/revision/parties/rules", _UP),
    ("A noun queries its own tables", "workflows/avtal", "import models.revision"),
    ("A noun queries its own tables", "workflows/revision", "import models.tables"),
    ("A noun queries its own tables", "workflows/engine", "import models.beslut"),
    ("A noun queries its own tables", "workflows/county", "import models.mote"),
    ("A noun queries its own tables", "workflows/delgivning/views", "import models.remiss"),
    ("A round and a delgivning know", "workflows/remiss/views", "import models.delgivning"),
    ("Rules, dates and lifecycles touch", "workflows/arende/rules", "import sqlalchemy"),
    ("Rules, dates and lifecycles touch", "workflows/mote/dates", "import sqlalchemy"),
    ("Rules, dates and lifecycles touch", "workflows/avtal/rules", "import sqlmodel"),
    ("Rules, dates and lifecycles touch", "workflows/avtal/days", "import sqlalchemy"),
    ("Rules, dates and lifecycles touch", "workflows/revision/plan", "import sqlmodel"),
    ("Rules and facts know neither", "workflows", "import fastapi"),
    ("Rules and facts know neither", "models", "import aiosmtplib"),
    ("Only workflows.engine.lifecycle touches", "workflows", "import transitions"),
    ("Only flows imports Prefect", "api/web", "import prefect"),
]


def test_every_room_and_every_table_has_its_place_in_the_contract_of_tables() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(
        one
        for one in contracts["tool"]["importlinter"]["contracts"]
        if one["name"].startswith("A noun queries its own tables")
    )
    placed = {name for layer in contract["layers"] for name in layer.split(" : ")}
    rooms = {
        f"workflows.{path.stem}"
        for path in (ROOT / "workflows").iterdir()
        if not path.name.startswith("__")
    }
    tables = {
        f"models.{path.stem}"
        for path in (ROOT / "models").glob("*.py")
        if ", table=True):" in path.read_text(encoding="utf-8")
    }
    assert placed == {*rooms, *tables, "models.tables"}


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
    place = house / package
    module = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    with module.open("a", encoding="utf-8") as damaged:
        damaged.write(f"\n{line}\n")
    code, report = lint(house)
    broken = [row for row in report.splitlines() if " BROKEN" in row]
    assert code == 1, report
    assert [row for row in broken if row.startswith(contract)], report


@pytest.mark.parametrize(
    "folder", ["api", "workflows", "workflows/mote", "workflows/revision/parties"]
)
def test_a_file_without_a_place_is_found(house: Path, folder: str) -> None:
    (house / folder / "anything.py").touch()
    code, report = lint(house)
    assert code == 1, report
    assert "anything" in report
