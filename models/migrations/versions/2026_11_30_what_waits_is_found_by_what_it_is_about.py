"""What waits is found by what it is about, and what is to be verified by who reported it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "d0b7364ea1f8"
down_revision: str | None = "4e8b20c6d917"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_index(
        "ix_frist_sak_id_oppen", "frist", ["sak_id"], postgresql_where=sa.text("stangd IS NULL")
    )
    op.create_index(
        "ix_atagande_verifieras",
        "atagande",
        ["rapporterad_av"],
        postgresql_where=sa.text("verifierare_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_atagande_verifieras", "atagande")
    op.drop_index("ix_frist_sak_id_oppen", "frist")
