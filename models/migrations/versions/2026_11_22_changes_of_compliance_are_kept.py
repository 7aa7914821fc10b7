"""Changes of compliance are kept, and the database itself refuses to rewrite them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "cf31e02c132c"
down_revision: str | None = "ad8b003940c3"
branch_labels: str | None = None
depends_on: str | None = None

WORDS = ("forsenat", "tyst", "avsteg", "snart", "pagar", "klart", "ersatt")


def upgrade() -> None:
    word = sa.Enum(*WORDS, name="efterlevnad", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "efterlevnadsandring",
        sa.Column("beslut_id", sa.Integer(), nullable=False),
        sa.Column("huvudman_id", sa.Integer(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("ord", word, nullable=False),
        sa.Column("forsenat", sa.Boolean(), nullable=False),
        sa.Column("tyst", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beslut_id"], ["beslut.id"], name=op.f("fk_efterlevnadsandring_beslut_id_beslut")
        ),
        sa.ForeignKeyConstraint(
            ["huvudman_id"],
            ["huvudman.id"],
            name=op.f("fk_efterlevnadsandring_huvudman_id_huvudman"),
        ),
        sa.PrimaryKeyConstraint(
            "beslut_id", "huvudman_id", "dag", name=op.f("pk_efterlevnadsandring")
        ),
    )
    for name, when in (
        ("bara_tillagg", "UPDATE OR DELETE ON efterlevnadsandring FOR EACH ROW"),
        ("ingen_tomning", "TRUNCATE ON efterlevnadsandring FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {name} BEFORE {when} EXECUTE FUNCTION historien_ska_sta_kvar()")


def downgrade() -> None:
    op.drop_table("efterlevnadsandring")
