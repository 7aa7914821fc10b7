"""First tables: everything as it stood in commit 3acfebb.

Sixteen steps of one day became this one, which keeps the id of the last of them: a database that
took them all needs nothing more. ``models/migrations/__init__.py`` knows the other fifteen.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "57eb49643b61"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

FOLDER = Path(__file__).resolve().parent.parent / "first"
# One file for each module of ``models``; each points only at tables of those before it.
ORDER = (
    "organisation",
    "sak",
    "handelse",
    "atkomst",
    "drift",
    "beslut",
    "arende",
    "avtal",
    "mote",
    "delgivning",
    "revision",
    "remiss",
    "efterlevnad",
    "avisering",
    "frist",
)


def upgrade() -> None:
    for noun in ORDER:
        op.execute((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError
