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
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from models.database import without_values
from models.faults import OtherRelease
from models.migrations.refusals import in_words, refuse_unfit, require_every_table

FOLDER = Path(__file__).resolve().parent
# Any fixed number: two programs that start at once migrate in turn.
MIGRATION_LOCK = 5_107_412_023
# Revisions that one release had before it made one of them all; only it can leave them.
_LEFT_BY = "3acfebb"
_LEFT = frozenset(
    {
        "3b9d0e64c7a1",
        "3f6a0b9d5c27",
        "52f38bea1ac8",
        "5f0c8d2a91e6",
        "6d1c5b7f20ae",
        "98d8d81bfcac",
        "a070e7e6e4a6",
        "a7e1c0d92f10",
        "ad8b003940c3",
        "b81e4c07d2f3",
        "bf390b74a124",
        "c40f7d1e95b8",
        "cf31e02c132c",
        "e2b7f4c81d05",
        "e7c2a94d1f60",
    }
)


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


def engine_of(url: str) -> Engine:
    """Return an engine whose errors do not quote the rows that a migration writes anew."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "handle_error", without_values)
    return engine


def migrate(url: str) -> None:
    """Bring the database to the newest revision; each is one transaction and waits for no lock for
    long.

    Raises OtherRelease, having changed nothing, when none of ours leads from where it stands;
    WrongTables, DatabaseUnavailable or LockTimeout, whatever else went wrong.
    """
    with in_words():
        command.upgrade(alembic_config(url), "head")


def is_current(url: str) -> bool:
    """Say whether the database stands at the newest revision and has its tables. Raises as
    ``migrate`` would.
    """
    scripts = ScriptDirectory.from_config(alembic_config(url))
    with in_words(), engine_of(url).connect() as connection:
        if known_revisions(connection, scripts) != set(scripts.get_heads()):
            return False
        require_every_table(connection)
        return True


def known_revisions(connection: Connection, scripts: ScriptDirectory) -> set[str]:
    """Return where the database stands: nowhere when it is empty. Raises OtherRelease when that is
    no revision of ours, WrongTables when its tables can't be what that revision made.
    """
    stands = set(MigrationContext.configure(connection).get_current_heads())
    if stands & _LEFT:
        raise OtherRelease(
            f"äldre än version {_LEFT_BY} och kan inte uppdateras i ett enda steg",
            f"Starta version {_LEFT_BY} en gång mot samma databas, stoppa den och starta sedan den"
            " här versionen.",
        )
    if stands - {script.revision for script in scripts.walk_revisions()}:
        raise OtherRelease(
            "från en nyare version än den här", "Starta den nyare versionen i stället."
        )
    refuse_unfit(connection, stands, current=stands == set(scripts.get_heads()))
    return stands
