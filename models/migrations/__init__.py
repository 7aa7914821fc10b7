"""The database's history: one file for each change, named by date and sentence.

``migrate`` brings a database to the present; ``is_current`` says whether it is there. Developers:
see ``__main__``.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

FOLDER = Path(__file__).resolve().parent
# Any fixed number: two programs that start at once migrate in turn.
MIGRATION_LOCK = 5_107_412_023


def alembic_config(url: str) -> Config:
    """Return alembic's configuration, which lives here and in env.py instead of in a file of its
    own.
    """
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    config.set_main_option("truncate_slug_length", "80")
    config.set_main_option("timezone", "UTC")
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Bring the database to the newest revision; each is one transaction and waits for no lock for
    long.
    """
    command.upgrade(alembic_config(url), "head")


def is_current(url: str) -> bool:
    """Say whether the database stands at the newest revision. Raises sqlalchemy's OperationalError
    when unreachable.
    """
    newest = ScriptDirectory.from_config(alembic_config(url)).get_heads()
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(newest)
