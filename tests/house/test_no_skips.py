"""Where Chromium is missing a test of the pages is skipped with one line, but in CI it fails:
nothing skips there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = "tests/pages/test_components.py"
ONE = "test_a_refused_form_says_so_in_title_focus_summary_and_field"


@pytest.mark.parametrize(
    ("ci", "code", "said"), [("", 0, "1 skipped"), ("true", 1, "1 error")], ids=["here", "ci"]
)
def test_without_a_browser_the_pages_are_skipped_here_and_fail_in_ci(
    tmp_path: Path, ci: str, code: int, said: str
) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{PAGES}::{ONE}"],
        cwd=ROOT,
        env={
            "HOME": str(tmp_path),
            "PATH": str(tmp_path),
            "CI": ci,
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, said in found.stdout) == (code, True), found.stdout
    assert "Chromium is missing" in found.stdout
