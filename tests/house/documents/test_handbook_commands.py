"""The handbook can be followed: its commands, as it writes them and in its order, take a county
into Samflöde.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from support.agreements.files import GOOD, xlsx_of
from support.installation import ENVIRONMENT, Running
from workflows.county.profile import PROFILES

HANDBOOK = Path(__file__).resolve().parents[3] / "docs" / "handbok"
START = "start-i-ett-lan"  # read first, as its name says
PROFILE = "/sökväg/till/mitt-lan.toml"


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def written() -> list[list[str]]:
    """Return the words of every command line of the handbook, in its order."""
    pages = sorted(HANDBOOK.glob("*.md"), key=lambda path: (path.stem != START, path.stem))
    lines = [
        line
        for page in pages
        for block in blocks(page.read_text("utf-8"), "sh")
        for line in block.splitlines()
    ]
    return [shlex.split(line, comments=True) for line in lines]


def lay_out(folder: Path) -> Path:
    """Put the files there that the handbook speaks of; return the county's profile."""
    [people] = blocks((HANDBOOK / f"{START}.md").read_text("utf-8"), "csv")
    (folder / "personer.csv").write_text(people, "utf-8")
    (folder / "avtal.xlsx").write_bytes(xlsx_of(GOOD))
    profile = folder / "mitt-lan.toml"
    profile.write_bytes((PROFILES / "kronoberg.toml").read_bytes())
    return profile


def test_every_command_does_what_the_handbook_says_from_the_first_to_the_last(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Callable[..., str]
) -> None:
    exported, up, *others = written()
    assert (exported, up) == (["export", f"SAMFLODE_PROFIL={PROFILE}"], ["samflode", "up"])
    assert len(others) >= 6
    running = Running(data, *up[2:], env={**ENVIRONMENT, "SAMFLODE_PROFIL": str(lay_out(tmp_path))})
    for name in ("SAMFLODE_DATA", "SAMFLODE_PROFIL"):
        monkeypatch.setenv(name, running.env[name])
    monkeypatch.setenv("SAMFLODE_PORT", str(running.port))
    monkeypatch.chdir(tmp_path)
    try:
        for name, *words in others:
            assert name == "samflode"
            assert say(*words), words
    finally:
        running.end()
    assert running.process.returncode == 0
