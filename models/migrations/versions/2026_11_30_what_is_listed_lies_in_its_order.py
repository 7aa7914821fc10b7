"""What is listed lies in its order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "a2f7c90b41de"
down_revision: str | None = "e48b5c90d217"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    newest_first = sa.text("beslut_id DESC")
    op.create_index("ix_atagande_beslut_id_id", "atagande", [newest_first, "id"])
    op.drop_index("ix_atagande_beslut_id", "atagande")


def downgrade() -> None:
    op.create_index("ix_atagande_beslut_id", "atagande", ["beslut_id"])
    op.drop_index("ix_atagande_beslut_id_id", "atagande")
