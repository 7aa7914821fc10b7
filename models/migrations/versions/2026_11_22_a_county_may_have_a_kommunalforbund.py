"""A huvudman may be a kommunalförbund, and a decision may only point out a direction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "e7c2a94d1f60"
down_revision: str | None = "3f6a0b9d5c27"
branch_labels: str | None = None
depends_on: str | None = None

NAME = "ck_huvudman_huvudmanslag"


def upgrade() -> None:
    op.drop_constraint(op.f(NAME), "huvudman", type_="check")
    op.create_check_constraint(
        op.f(NAME), "huvudman", "slag IN ('kommun', 'region', 'kommunalforbund')"
    )
    op.add_column(
        "beslut", sa.Column("inriktning", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.alter_column("beslut", "inriktning", server_default=None)


def downgrade() -> None:
    op.drop_column("beslut", "inriktning")
    op.drop_constraint(op.f(NAME), "huvudman", type_="check")
    op.create_check_constraint(op.f(NAME), "huvudman", "slag IN ('kommun', 'region')")
