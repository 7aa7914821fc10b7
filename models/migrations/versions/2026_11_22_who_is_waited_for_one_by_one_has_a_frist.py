"""Those who are waited for one by one have a frist each: parties and ledamöter too, as recipients of a remiss had."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "57eb49643b61"
down_revision: str | None = "e7c2a94d1f60"
branch_labels: str | None = None
depends_on: str | None = None

OWN, PART = "uq_frist_oppen", "uq_delfrist_oppen"
EACH: list[str | sa.ColumnElement[int]] = [
    sa.literal_column(f"coalesce({name}, 0)")
    for name in ("mottagare_id", "huvudman_id", "person_id")
]


def upgrade() -> None:
    op.add_column(
        "frist", sa.Column("delfrist", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.alter_column("frist", "delfrist", server_default=None)
    op.execute("UPDATE frist SET delfrist = true WHERE mottagare_id IS NOT NULL")
    op.create_check_constraint(
        op.f("ck_frist_mottagarens"), "frist", "mottagare_id IS NULL OR delfrist"
    )
    op.drop_index(OWN, table_name="frist")
    op.create_index(
        OWN, "frist", ["sak_id"], unique=True, postgresql_where="stangd IS NULL AND NOT delfrist"
    )
    op.create_index(
        PART,
        "frist",
        ["sak_id", *EACH],
        unique=True,
        postgresql_where="stangd IS NULL AND delfrist",
    )


def downgrade() -> None:
    op.drop_index(PART, table_name="frist")
    op.drop_index(OWN, table_name="frist")
    op.execute(
        "DELETE FROM paminnad USING frist WHERE frist.id = frist_id AND delfrist AND mottagare_id IS NULL"
    )
    op.execute("DELETE FROM frist WHERE delfrist AND mottagare_id IS NULL")
    op.create_index(
        OWN,
        "frist",
        ["sak_id", sa.text("coalesce(mottagare_id, 0)")],
        unique=True,
        postgresql_where="stangd IS NULL",
    )
    op.drop_constraint(op.f("ck_frist_mottagarens"), "frist", type_="check")
    op.drop_column("frist", "delfrist")
