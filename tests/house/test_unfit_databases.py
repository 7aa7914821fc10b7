"""A database that can't be brought to the present is told of in Swedish, with what to do: by every
command the same, and by doctor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from api.cli.app import run
from models.database import create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.migrations import migrate

NAME, ROLE = "olamplig", "liten"


class Unfit(NamedTuple):
    """What stands in the way, as its owner made it, and what is said of it."""

    made: tuple[str, ...]
    told: str
    migrated: bool = False  # beforehand
    by_role: bool = False  # that owns nothing
    doctor_knows: bool = True  # also what is seen only when it is tried


UNFIT = {
    "a role without the right": Unfit(
        (),
        "får inte skapa några. Kör det här som databasens ägare: GRANT USAGE, CREATE ON SCHEMA"
        " public TO liten;",
        by_role=True,
    ),
    "somebody else's table": Unfit(
        ("CREATE TABLE sak (id int)",),
        "sak finns redan, utan uppgift om version. Ge Samflöde en tom databas",
    ),
    "no version": Unfit(
        ("DELETE FROM alembic_version",),
        "till finns redan, utan uppgift om version. Ge Samflöde en tom databas",
        migrated=True,
    ),
    "two versions": Unfit(
        ("INSERT INTO alembic_version VALUES ('57eb49643b61')",),
        "de säger sig vara av flera versioner på en gång. Lägg tillbaka en säkerhetskopia",
        migrated=True,
    ),
    "something else of the same name": Unfit(
        ("CREATE TABLE x (id int)", "CREATE INDEX pk_sak ON x (id)"),
        "något med samma namn finns redan där. Ge Samflöde en tom databas",
        doctor_knows=False,
    ),
    "tables of another role": Unfit(
        (
            "UPDATE alembic_version SET version_num = '57eb49643b61'",
            "GRANT CREATE ON SCHEMA public TO liten",
            "GRANT SELECT ON alembic_version TO liten",
        ),
        "rollen har inte rätt till dem. Låt rollen i SAMFLODE_DATABASE_URL äga databasen",
        migrated=True,
        by_role=True,
        doctor_knows=False,
    ),
}


def say(url: str, statement: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def make(postgres: EmbeddedPostgres) -> Iterator[Callable[[Unfit], str]]:
    """Make a database where something stands in the way; return its address for whoever can't
    pass it.
    """

    def made(unfit: Unfit) -> str:
        url = make_url(create_database(postgres.url, NAME))
        owners = url.render_as_string(hide_password=False)
        if unfit.migrated:
            migrate(owners)
        for statement in unfit.made:
            say(owners, statement)
        if unfit.by_role:
            url = url.set(username=ROLE, password="x")
        return url.render_as_string(hide_password=False)

    say(postgres.url, f"CREATE ROLE {ROLE} LOGIN PASSWORD 'x'")
    yield made
    drop_database(postgres.url, NAME)
    say(postgres.url, f"DROP ROLE {ROLE}")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMFLODE_DATA", str(tmp_path))
    monkeypatch.setenv("SAMFLODE_PORT", "0")


@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT)
def test_what_stands_in_the_way_is_told_with_what_to_do(
    make: Callable[[Unfit], str],
    unfit: Unfit,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", make(unfit))
    assert run(["personer"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Databasens tabeller går inte att använda: ")
    assert unfit.told in said
    if not unfit.doctor_knows:
        return
    assert run(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "samflode up" not in said, "advice that can't help"
    assert all(part in said for part in unfit.told.split(". ", 1))


def test_doctor_sees_that_a_table_has_been_taken_away(
    make: Callable[[Unfit], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = Unfit(("DROP TABLE apitoken",), "apitoken saknas", migrated=True)
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", make(broken))
    assert run(["doctor"]) == 1
    assert broken.told in capsys.readouterr().out
