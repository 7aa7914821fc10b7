"""Who was told of an åtagande is found also where the letter tells of several."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "e48b5c90d217"
down_revision: str | None = "c7e2a9d41f06"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_index(
        "ix_avisering_rader",
        "avisering",
        [sa.text("(data -> 'rader')")],
        postgresql_using="gin",
    )


def downgrade() -> None:
    op.drop_index("ix_avisering_rader", "avisering")
