"""Half-way through a silent wait an ersättare is asked too: the frist says that it is so."""

from __future__ import annotations

from alembic import op

revision: str = "7d04c1be93fa"
down_revision: str | None = "e7c15b3f9a24"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.execute("ALTER TABLE frist ADD COLUMN halvvags BOOLEAN NOT NULL DEFAULT false")


def downgrade() -> None:
    op.execute("ALTER TABLE frist DROP COLUMN halvvags")
