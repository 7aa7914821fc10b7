"""How alembic reaches the database and what it compares it with."""

from __future__ import annotations

from alembic import context
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from models import tables as tables  # noqa: PLC0414 - registers every table
from models.base import metadata
from models.migrations import MIGRATION_LOCK, engine_of, known_revisions
from models.migrations.writing import plainly


def _run(connection: Connection) -> None:
    """Migrate while holding a lock that other starters wait for; give up on a table that is locked
    for ten seconds.
    """
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
    connection.execute(text("SET lock_timeout = '10s'"))
    known_revisions(connection, ScriptDirectory.from_config(context.config))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=True,
        render_item=plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


with engine_of(context.config.attributes["url"]).connect() as started:
    _run(started)
