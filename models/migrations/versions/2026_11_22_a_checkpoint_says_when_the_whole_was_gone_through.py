"""A checkpoint says when the whole history was last found to hold; nobody knows of those that are there already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "3b9d0e64c7a1"
down_revision: str | None = "e2b7f4c81d05"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column(
        "kontrollpunkt", sa.Column("hel_kontroll", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("kontrollpunkt", "hel_kontroll")
