"""Tests of the house may ask for a data folder that the database's account can reach, and for the
commands.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from api.cli.app import run
from models.settings import Settings


@contextmanager
def _folder() -> Iterator[Path]:
    """Lend a folder that the database's account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="samflode-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def data() -> Iterator[Path]:
    with _folder() as folder:
        yield folder / "data"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that the database's account can reach, for the tests of one file."""
    with _folder() as folder:
        yield folder


@pytest.fixture
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment of an installation on the fresh database; the log is given back as it was."""
    assert settings.database_url
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SAMFLODE_DATA", str(settings.data))
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command that ends with the exit code; return what it said, on stderr when it
    refused.
    """

    def run_it(*words: str, code: int = 0, refused: bool = False) -> str:
        capsys.readouterr()
        assert run(words) == code
        out, err = capsys.readouterr()
        if refused:
            assert out == ""
        return err if refused else out

    return run_it
