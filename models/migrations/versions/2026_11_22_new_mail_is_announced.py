"""New mail is announced, and somebody takes care of what did not arrive.

The announcement leaves with the transaction that wrote the letters, and never without it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "6d1c5b7f20ae"
down_revision: str | None = "cf31e02c132c"
branch_labels: str | None = None
depends_on: str | None = None

ANNOUNCE = """
CREATE FUNCTION ny_avisering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('avisering', '');
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.add_column("avisering", sa.Column("hanterad", sa.DateTime(timezone=True), nullable=True))
    op.add_column("avisering", sa.Column("hanterad_av", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_avisering_hanterad_av_person"), "avisering", "person", ["hanterad_av"], ["id"]
    )
    op.create_index(
        "ix_avisering_ej_framme",
        "avisering",
        ["id"],
        postgresql_where=sa.text("lage = 'misslyckad' AND hanterad IS NULL"),
    )
    op.execute(ANNOUNCE)
    op.execute(
        "CREATE TRIGGER ny_post AFTER INSERT ON avisering FOR EACH STATEMENT EXECUTE FUNCTION ny_avisering()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER ny_post ON avisering")
    op.execute("DROP FUNCTION ny_avisering()")
    op.drop_index("ix_avisering_ej_framme", table_name="avisering")
    op.drop_constraint(op.f("fk_avisering_hanterad_av_person"), "avisering", type_="foreignkey")
    op.drop_column("avisering", "hanterad_av")
    op.drop_column("avisering", "hanterad")
