"""Who comes is said, and an installation has a mark.

The mark is drawn here, once, and stays: two installations never share the id of a letter or of a
meeting in a calendar, and one that moves to another address keeps its own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "e01403b487b1"
down_revision: str | None = "c1a1b5e2d035"
branch_labels: str | None = None
depends_on: str | None = None

SAID = ("kommer", "digitalt", "kan_inte")


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("marke", sa.String(length=60), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_en")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.execute(
        "INSERT INTO installation (id, marke)"
        " VALUES (1, replace(CAST(gen_random_uuid() AS text), '-', ''))"
    )
    besked = sa.Enum(
        *SAID, name="kallelsebesked", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "kallelsesvar",
        sa.Column("mote_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("besked", besked, nullable=False),
        sa.Column("ersattare", sa.String(length=120), nullable=False),
        sa.Column("lamnat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mote_id"], ["mote.id"], name=op.f("fk_kallelsesvar_mote_id_mote")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_kallelsesvar_person_id_person")
        ),
        sa.PrimaryKeyConstraint("mote_id", "person_id", name=op.f("pk_kallelsesvar")),
    )
    op.add_column("mote", sa.Column("andringar", sa.Integer(), server_default="0", nullable=False))
    op.alter_column("mote", "andringar", server_default=None)


def downgrade() -> None:
    op.drop_column("mote", "andringar")
    op.drop_table("kallelsesvar")
    op.drop_table("installation")
