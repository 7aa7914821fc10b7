"""Long work shows how far it has come, and letters let go of their HTML after a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "c7e2a9d41f06"
down_revision: str | None = "9c41e7d5a3b8"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "framsteg",
        sa.Column("arbete", sa.String(length=200), nullable=False),
        sa.Column("gjort", sa.Integer(), nullable=False),
        sa.Column("av", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("arbete", name=op.f("pk_framsteg")),
    )
    op.create_index(
        "ix_avisering_form",
        "avisering",
        ["skickad"],
        postgresql_where=sa.text("html IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_avisering_form", table_name="avisering")
    op.drop_table("framsteg")
