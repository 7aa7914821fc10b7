"""An ärende says which sector it concerns in particular."""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard_also, guard_no_longer

revision: str = "e7c15b3f9a24"
down_revision: str | None = "c8b1f05e7a34"
branch_labels: str | None = None
depends_on: str | None = None

_CONCERNS = """
ALTER TABLE arende ADD COLUMN berord_sektor VARCHAR(60) NOT NULL DEFAULT '';
ALTER TABLE arende ALTER COLUMN berord_sektor DROP DEFAULT
"""


def upgrade() -> None:
    op.execute(_CONCERNS)
    guard_also("arende", "berord_sektor")


def downgrade() -> None:
    guard_no_longer("arende", "berord_sektor")
    op.execute("ALTER TABLE arende DROP COLUMN berord_sektor")
