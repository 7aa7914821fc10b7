"""Each run of a sweep is kept: when it began, when it ended, and what it said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "52f38bea1ac8"
down_revision: str | None = "a7e1c0d92f10"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "svepkorning",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("svep", sa.String(length=60), nullable=False),
        sa.Column("startad", sa.DateTime(timezone=True), nullable=False),
        sa.Column("klar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("av_schema", sa.Boolean(), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("mening", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_svepkorning")),
    )
    op.create_index(
        "ix_svepkorning_svep_startad",
        "svepkorning",
        ["svep", sa.literal_column("startad DESC")],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_svepkorning_svep_startad", table_name="svepkorning")
    op.drop_table("svepkorning")
