"""A letter may not be needed any more.

Every state of a letter is listed in a check constraint; Alembic does not compare what it says.
"""

from __future__ import annotations

from alembic import op

revision: str = "5f0c8d2a91e6"
down_revision: str | None = "c40f7d1e95b8"
branch_labels: str | None = None
depends_on: str | None = None

STATES_BEFORE = "lage IN ('vantar', 'skickad', 'misslyckad')"
STATES = "lage IN ('vantar', 'skickad', 'misslyckad', 'onodig')"


def upgrade() -> None:
    _allow(STATES)


def downgrade() -> None:
    op.execute("UPDATE avisering SET lage = 'skickad' WHERE lage = 'onodig'")
    _allow(STATES_BEFORE)


def _allow(words: str) -> None:
    op.drop_constraint(op.f("ck_avisering_aviseringlage"), "avisering", type_="check")
    op.create_check_constraint(op.f("ck_avisering_aviseringlage"), "avisering", words)
