"""Tests of the house may ask for a data folder of their own, which the database's account can reach."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="samflode-"))
    folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder)
