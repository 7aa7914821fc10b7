"""The migrations make exactly the tables that the models describe, whoever runs them and however
many at once.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from models.base import metadata
from models.database import create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.migrations import is_current, migrate

# Alembic compares tables, columns and indexes; what a check constraint says it does not read.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
      AND conrelid::regclass::text <> 'alembic_version'
"""
INDEXES = """
    SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
# Ours, not what checks that history stands: that is of the migrations alone.
FUNCTIONS = """
    SELECT proname, prosrc, provolatile::text, proparallel::text FROM pg_proc
    WHERE proname IN ('svensk_ordning', 'utan_osynligt')
"""
MADE_OF_OTHERS = """
    SELECT table_name, column_name, generation_expression, collation_name
    FROM information_schema.columns WHERE is_generated = 'ALWAYS'
"""


@pytest.fixture
def empty(postgres: EmbeddedPostgres) -> Iterator[str]:
    """Address of a database without tables."""
    yield create_database(postgres.url, "utan_tabeller")
    drop_database(postgres.url, "utan_tabeller")


def described(url: str, question: str) -> set[tuple[str, ...]]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(text(question))}


@pytest.mark.parametrize(
    "question",
    [CONSTRAINTS, INDEXES, FUNCTIONS, MADE_OF_OTHERS],
    ids=["constraints", "indexes", "functions", "made_of_others"],
)
def test_migrated_tables_keep_the_same_rules_as_the_models(
    database_url: str, empty: str, question: str
) -> None:
    metadata.create_all(create_engine(empty, poolclass=NullPool))
    migrated = described(database_url, question)
    assert migrated
    assert migrated ^ described(empty, question) == set()


def test_every_constraint_has_a_name_that_the_convention_gave(database_url: str) -> None:
    beginnings = ("pk_", "fk_", "uq_", "ck_")
    names = {
        name
        for table, name, definition in described(database_url, CONSTRAINTS)
        if "NOT NULL" not in definition
    }
    assert {name for name in names if not name.startswith(beginnings)} == set()


def test_two_programs_may_migrate_at_once(empty: str) -> None:
    program = "import sys; from models.migrations import migrate; migrate(sys.argv[1])"
    started = [subprocess.Popen([sys.executable, "-c", program, empty]) for _ in range(2)]
    assert [process.wait() for process in started] == [0, 0]
    assert is_current(empty)


def test_a_migrated_database_may_be_migrated_again(database_url: str) -> None:
    migrate(database_url)
    assert is_current(database_url)
