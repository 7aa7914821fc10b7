"""What is open or failed is found.

All that a matter waits for, and letters that did not arrive, also those that somebody has taken
care of.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "d5c0a4e61b93"
down_revision: str | None = "4e8b20c6d917"
branch_labels: str | None = None
depends_on: str | None = None

WAITS, FAILED = "ix_frist_sak_id_oppen", "ix_avisering_ej_framme"


def upgrade() -> None:
    op.create_index(WAITS, "frist", ["sak_id"], postgresql_where=sa.text("stangd IS NULL"))
    _failed("lage = 'misslyckad'")


def downgrade() -> None:
    _failed("lage = 'misslyckad' AND hanterad IS NULL")
    op.drop_index(WAITS, "frist")


def _failed(which: str) -> None:
    op.drop_index(FAILED, "avisering")
    op.create_index(FAILED, "avisering", ["id"], postgresql_where=sa.text(which))
