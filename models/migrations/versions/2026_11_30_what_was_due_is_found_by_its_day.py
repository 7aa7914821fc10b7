"""What was due is found by its day."""

from __future__ import annotations

from alembic import op

revision: str = "4e8b20c6d917"
down_revision: str | None = "a2f7c90b41de"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_index("ix_atagande_senast", "atagande", ["senast"])


def downgrade() -> None:
    op.drop_index("ix_atagande_senast", "atagande")
