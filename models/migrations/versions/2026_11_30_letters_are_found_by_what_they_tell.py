"""Letters are found by what they tell.

A meeting's organ is the first column of another index.
"""

from __future__ import annotations

from alembic import op

revision: str = "c41d09a7e8b3"
down_revision: str | None = "b3d61f0e7a52"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_index("ix_avisering_mall_sak_id", "avisering", ["mall", "sak_id"])
    op.drop_index("ix_mote_organ_id", "mote")


def downgrade() -> None:
    op.create_index("ix_mote_organ_id", "mote", ["organ_id"])
    op.drop_index("ix_avisering_mall_sak_id", "avisering")
