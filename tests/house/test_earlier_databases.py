"""A database that an earlier release made is taken over, or its operator is told what to do.

``3acfebb.sql`` is what pg_dump said of a database that the migrations of that commit made;
``3acfebb_one_head_older.sql`` takes it back one of that commit's steps, as its own downgrade did.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from api.cli.app import run
from api.supervisor.preparation import prepare
from house.seen import schema
from models.database import create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.faults import OtherRelease
from models.migrations import alembic_config, is_current, migrate
from models.settings import Settings
from support.installation import ENVIRONMENT, SAMFLODE

HERE = Path(__file__).parent
NEWEST, ONE_BACK = (
    (HERE / name).read_text(encoding="utf-8")
    for name in ("3acfebb.sql", "3acfebb_one_head_older.sql")
)
TAKEN_OVER = "57eb49643b61"
Make = Callable[..., str]
WHAT_TO_DO = (
    "Databasens tabeller är äldre än version 3acfebb och kan inte uppdateras i ett enda steg."
    " Starta version 3acfebb en gång mot samma databas, stoppa den och starta sedan den här"
    " versionen."
)


@pytest.fixture
def make(postgres: EmbeddedPostgres) -> Iterator[Make]:
    """Fill a database of its own with what some texts say; return its address."""
    names = [f"tidigare_{number}" for number in range(2)]
    unused = iter(names)

    def filled(*texts: str) -> str:
        url = create_database(postgres.url, next(unused))
        for text in texts:
            say(url, text)
        return url

    yield filled
    for name in names:
        drop_database(postgres.url, name)


def say(url: str, sql: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql(sql.replace("%", "%%"))


def test_a_database_of_3acfebb_is_exactly_as_one_that_is_made_today(
    make: Make, database_url: str
) -> None:
    url = make(NEWEST)
    migrate(url)
    assert is_current(url)
    # PostgreSQL says a rule in other words when it has been read from a dump
    assert schema(url) == schema(make(schema(database_url)))


def test_a_database_of_3acfebb_needs_nothing_of_the_first_tables(make: Make) -> None:
    url = make(NEWEST)
    before = schema(url)
    command.upgrade(alembic_config(url), TAKEN_OVER)
    assert schema(url) == before


def test_the_tables_of_a_database_of_3acfebb_are_those_of_the_models(make: Make) -> None:
    url = make(NEWEST)
    migrate(url)
    command.check(alembic_config(url))


def test_an_older_database_is_left_as_it_is_and_its_operator_told_what_to_do(
    make: Make, settings: Settings
) -> None:
    url = make(NEWEST, ONE_BACK)
    before = schema(url)
    with pytest.raises(OtherRelease) as told:
        prepare(settings.model_copy(update={"database_url": url}), tell=print)
    assert str(told.value) == WHAT_TO_DO
    assert schema(url) == before


def test_a_database_of_a_release_to_come_is_left_to_that_release(make: Make) -> None:
    url = make(NEWEST)
    say(url, "UPDATE public.alembic_version SET version_num = 'annu_inte'")
    with pytest.raises(OtherRelease, match=r"från en nyare version än den här\. Starta den nyare"):
        migrate(url)


@pytest.mark.parametrize("words", [("up", "--port", "0"), ("tick",), ("doctor",)])
def test_every_command_says_so_in_words(make: Make, tmp_path: Path, words: tuple[str, ...]) -> None:
    environment = {
        **ENVIRONMENT,
        "SAMFLODE_DATABASE_URL": make(NEWEST, ONE_BACK),
        "SAMFLODE_DATA": str(tmp_path / "data"),
    }
    said = subprocess.run(
        [SAMFLODE, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "Traceback" not in said.stdout + said.stderr
    assert WHAT_TO_DO.partition(". ")[2] in said.stdout + said.stderr


def test_doctor_tells_it_of_the_tables(
    make: Make,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", make(NEWEST, ONE_BACK))
    monkeypatch.setenv("SAMFLODE_DATA", str(settings.data))
    assert run(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "Tabeller" in told
    assert "äldre än version 3acfebb" in told
