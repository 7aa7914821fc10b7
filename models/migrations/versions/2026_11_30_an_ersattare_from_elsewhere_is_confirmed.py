"""An ersättare from elsewhere is confirmed.

Somebody who is away asks for them; the secretary confirms. Those who stand there already stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "8f3a6c1d70e5"
down_revision: str | None = "d42a90c7e815"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("franvaro", sa.Column("foreslagen_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_franvaro_foreslagen_id_person"), "franvaro", "person", ["foreslagen_id"], ["id"]
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_franvaro_foreslagen_id_person"), "franvaro", type_="foreignkey")
    op.drop_column("franvaro", "foreslagen_id")
