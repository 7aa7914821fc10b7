"""The command that writes a migration thinks of the rows that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from support.county import Lan

ROOT = Path(__file__).resolve().parents[2]
MIGRATE = "import sys; from models.migrations import migrate; migrate(sys.argv[1])"
LAST = "    siktar_pa: date | None = None\n"
WITH_DEFAULTS = """
    paminnelser: int = Field(default=0)
    halsning: str = Field(default="Hej, O'Hara!", max_length=40)
    pamind: bool = Field(default=False)
    satt: NarvaroSlag = Field(default=NarvaroSlag.PA_PLATS, sa_type=checked(NarvaroSlag))
    tomt: int | None = Field(default=None)
"""
HAS = "SELECT paminnelser, halsning, pamind, satt, tomt FROM arende"
DEFAULTS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_name = 'arende' AND column_default IS NOT NULL
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the tables and the migrations."""
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "models", tmp_path / "models", ignore=skip)
    return tmp_path


def add(house: Path, fields: str) -> None:
    """Add columns to an ärende."""
    file = house / "models" / "arende.py"
    found = file.read_text("utf-8")
    assert found.count(LAST) == 1
    words = "from models.base import checked\nfrom models.vocabulary import NarvaroSlag\n\n\nclass "
    file.write_text(found.replace(LAST, LAST + fields).replace("class ", words, 1), "utf-8")


def python(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python where the copy is what is imported."""
    env = {**os.environ, "PYTHONPATH": str(house)}
    return subprocess.run(
        [sys.executable, *command], cwd=house, env=env, capture_output=True, text=True, check=False
    )


def written(house: Path) -> set[str]:
    return {path.name for path in (house / "models" / "migrations" / "versions").glob("*.py")}


def test_a_column_that_may_not_be_empty_has_the_model_s_default_in_the_rows_that_are_there(
    house: Path, lan: Lan
) -> None:
    lan.arende()
    add(house, WITH_DEFAULTS)
    made = python(house, "-m", "models.migrations", "new", "Reminders")
    assert made.returncode == 0, made.stderr
    migrated = python(house, "-c", MIGRATE, lan.database.url)
    assert migrated.returncode == 0, migrated.stderr
    with lan.database.read() as session:
        rows = session.execute(text(HAS)).all()
        assert [tuple(row) for row in rows] == [(0, "Hej, O'Hara!", False, "pa_plats", None)]
        assert session.execute(text(DEFAULTS)).all() == [], "new rows get theirs from the program"


def test_a_column_with_nothing_for_the_rows_that_are_there_is_refused_with_what_to_write(
    house: Path,
) -> None:
    add(house, "    paminnelser: int\n    halsning: str\n    pamind: bool = Field(default=False)\n")
    before = written(house)
    refused = python(house, "-m", "models.migrations", "new", "Reminders")
    assert refused.returncode == 1
    assert "nothing for arende.paminnelser, arende.halsning, which" in refused.stderr
    assert "default=…" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert written(house) == before
