"""What the ledningsgrupp shall be told waits for a meeting when none is planned."""

from __future__ import annotations

from alembic import op

revision: str = "c40f7d1e95b8"
down_revision: str | None = "3b9d0e64c7a1"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.alter_column("dagordningspunkt", "mote_id", nullable=True)
    op.create_check_constraint(
        "vantar", "dagordningspunkt", "mote_id IS NOT NULL OR slag = 'staende'"
    )


def downgrade() -> None:
    op.drop_constraint("vantar", "dagordningspunkt", type_="check")
    op.execute("DELETE FROM dagordningspunkt WHERE mote_id IS NULL")
    op.alter_column("dagordningspunkt", "mote_id", nullable=False)
