"""Several people may answer and sign for a party that is no huvudman."""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard_also, guard_no_longer

revision: str = "a47d1e93b5f0"
down_revision: str | None = "b27e4d90a6c3"
branch_labels: str | None = None
depends_on: str | None = None

_TABLES = ("avtalspart", "revisionsmotpart")


def upgrade() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN ovriga INTEGER[] NOT NULL DEFAULT '{{}}'")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN ovriga DROP DEFAULT")
        guard_also(table, "ovriga")


def downgrade() -> None:
    for table in _TABLES:
        guard_no_longer(table, "ovriga")
        op.execute(f"ALTER TABLE {table} DROP COLUMN ovriga")
