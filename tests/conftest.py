"""What every test may ask for: a real PostgreSQL, a fresh migrated database, a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

from api.demo import build_demo
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres, throwaway_server
from models.migrations import migrate
from models.settings import Settings
from support.application import application
from support.county import Lan, settle
from support.demo import told
from support.house.one_writer import watch
from support.length import SHORT
from support.site import Sajt, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000.0  # milliseconds: a slow machine is no bug
_numbers = count(1)
LONGEST = (
    "test_a_year.py",
    "test_walk.py",
    "in_the_browser.py",
    "test_kill_nine.py",
    "test_matrix.py",
)
# Tests that share nothing and are long.
SPREAD = ("test_a_year.py", "test_walk.py", "test_matrix.py")
# Two cores: one whole installation at a time is slow enough. The same demo is built once.
INSTALLATIONS = (
    "test_up.py",
    "test_kill_nine.py",
    "test_prefect.py",
    "test_handbook_commands.py",
    "test_benchmarks.py",
)
TOGETHER = {
    **dict.fromkeys(INSTALLATIONS, "installationer"),
    **dict.fromkeys(
        ("test_demo_kalmar.py", "test_demo_approvals.py", "test_approval_link.py"), "kalmar"
    ),
}

hypothesis.settings.load_profile(SHORT)
watch()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing skips: a test that would is a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """One server for each test process, without waiting for the disk."""
    with throwaway_server() as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """Name of a database that has been migrated once, to be copied by every test."""
    migrate(create_database(postgres.url, "mall"))
    return "mall"


@pytest.fixture(scope="session")
def settled(postgres: EmbeddedPostgres, template: str) -> Lan:
    """A county in a database of its own that nobody touches, to be copied by every test that wants
    one.
    """
    opened = Database(create_database(postgres.url, "lan", template=template))
    county = settle(opened)
    opened.close()
    return county


@pytest.fixture(scope="session")
def demo_template(postgres: EmbeddedPostgres, template: str) -> Callable[[str], str]:
    """Return the name of a database with a county's demo, built once for each test process, to be
    copied.
    """

    @cache
    def built(kod: str) -> str:
        database = Database(create_database(postgres.url, f"demo_{kod}", template=template))
        assert build_demo(database, kod)
        database.close()
        return f"demo_{kod}"

    return built


@contextmanager
def _fresh(server: str, template: str) -> Iterator[str]:
    name = f"prov_{next(_numbers)}"
    yield create_database(server, name, template=template)
    drop_database(server, name)


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, postgres: EmbeddedPostgres, template: str
) -> Iterator[str]:
    """Address of a fresh migrated database, removed afterwards; without rows unless the test asks
    for ``lan``.
    """
    if "lan" in request.fixturenames:
        request.getfixturevalue("settled")
        template = "lan"
    with _fresh(postgres.url, template) as url:
        yield url


@pytest.fixture(scope="module")
def postgres_database(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """Address of a migrated database that the tests of one file share."""
    with _fresh(postgres.url, template) as url:
        yield url


@pytest.fixture(scope="module")
def shared_lan(postgres: EmbeddedPostgres, settled: Lan) -> Iterator[Lan]:
    """A county of its own for a whole file: one fixture tells its story, and the tests read it."""
    with _fresh(postgres.url, "lan") as url:
        database = Database(url, name="samflode-test")
        yield replace(settled, database=database)
        database.close()


@contextmanager
def _demo(server: str, template: str, kod: str) -> Iterator[Lan]:
    with _fresh(server, template) as url:
        database = Database(url, name="samflode-test")
        yield told(database, kod)
        database.close()


@pytest.fixture(scope="module")
def kronoberg(postgres: EmbeddedPostgres, demo_template: Callable[[str], str]) -> Iterator[Lan]:
    """The demo of Kronoberg, shared by the tests of one file: they leave it as it is."""
    with _demo(postgres.url, demo_template("kronoberg"), "kronoberg") as demo:
        yield demo


@pytest.fixture(scope="module")
def kalmar(postgres: EmbeddedPostgres, demo_template: Callable[[str], str]) -> Iterator[Lan]:
    """The demo of Kalmar, shared by the tests of one file: they leave it as it is."""
    with _demo(postgres.url, demo_template("kalmar"), "kalmar") as demo:
        yield demo


@pytest.fixture
def own_kalmar(postgres: EmbeddedPostgres, demo_template: Callable[[str], str]) -> Iterator[Lan]:
    """The demo of Kalmar for one test, which may change it."""
    with _demo(postgres.url, demo_template("kalmar"), "kalmar") as demo:
        yield demo


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh migrated database, without rows unless the test asks for ``lan``."""
    opened = Database(database_url, name="samflode-test")
    yield opened
    opened.close()


@pytest.fixture
def lan(database: Database, settled: Lan) -> Lan:
    """A county with one person for every role, without any matters yet."""
    return replace(settled, database=database, ids=dict(settled.ids))


@pytest.fixture
def settings(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an installation on the fresh database, whatever the developer's own environment
    says.
    """
    for name in [name for name in os.environ if name.startswith("SAMFLODE_")]:
        monkeypatch.delenv(name)
    return Settings(data=tmp_path / "data", database_url=database_url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Where it is missing the test is skipped with one line.

    One for each test file: while it runs, its event loop keeps this thread from ``asyncio.run``.
    """
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - slow to import

    expect.set_options(timeout=PATIENCE)
    path = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    if path is None:
        pytest.skip("Chromium is missing: make system says how to install it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_CHROMIUM_FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window in Swedish for a whole test file: opening one costs more than most tests."""
    context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page) -> Page:
    """The window as new: signed out, 1280 pixels wide, on screen, remembering nothing."""
    window.goto("about:blank")
    window.context.clear_cookies()
    window.set_viewport_size({"width": 1280, "height": 900})
    window.emulate_media(media="null", color_scheme="null")
    return window


@pytest.fixture
def sajt(lan: Lan, settings: Settings) -> Iterator[Sajt]:
    """The demo of a county without matters, behind a real server."""
    with served(application(settings.model_copy(update={"demo": True}))) as address:
        opened = Sajt(lan, address)
        yield opened
        opened.close()


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Gives each worker a file at a time: its tests share a browser, a server or a demo."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        name = path.rpartition("/")[2]
        return nodeid if name in SPREAD else TOGETHER.get(name, path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Return how the tests are handed out."""
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest tests first, so that no worker waits for one at the end."""
    items.sort(key=lambda item: not any(long in item.nodeid for long in LONGEST))
