"""A letter is found by each matter it tells of: what it reminds of, what waits besides and what a
decision gave.

One index over the three instead of one over the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "c1a1b5e2d035"
down_revision: str | None = "5b90c2e4a7d1"
branch_labels: str | None = None
depends_on: str | None = None

SEVERAL = ("rader", "vantar", "ataganden")
BEFORE, AFTER = "ix_avisering_rader", "ix_avisering_berattar_om"


def upgrade() -> None:
    columns = [sa.text(f"(data -> '{one}')") for one in SEVERAL]
    op.create_index(AFTER, "avisering", columns, postgresql_using="gin")
    op.drop_index(BEFORE, "avisering")


def downgrade() -> None:
    op.create_index(BEFORE, "avisering", [sa.text("(data -> 'rader')")], postgresql_using="gin")
    op.drop_index(AFTER, "avisering")
