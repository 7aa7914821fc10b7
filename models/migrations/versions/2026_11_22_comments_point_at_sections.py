"""Comments point at a section and carry a wanted wording; answers come on paper; an organisation drafts together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "3f6a0b9d5c27"
down_revision: str | None = "98d8d81bfcac"
branch_labels: str | None = None
depends_on: str | None = None

WAYS_BEFORE = "kanal IN ('sjalv', 'telefon')"
WAYS = "kanal IN ('sjalv', 'telefon', 'papper')"
NEW_TEXTS = (("avsnitt", 200), ("onskad", 10_000))


def upgrade() -> None:
    for name, longest in NEW_TEXTS:
        column = sa.Column(name, sa.String(length=longest), nullable=False, server_default="")
        op.add_column("synpunkt", column)
        op.alter_column("synpunkt", name, server_default=None)
    _allow(WAYS)
    op.add_column("remissvar", sa.Column("fil_id", sa.Integer(), nullable=True))
    op.add_column("remissvar", sa.Column("ersatte_av", sa.Integer(), nullable=True))
    op.add_column(
        "remissvar", sa.Column("ersatte_lamnat", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_foreign_key(op.f("fk_remissvar_fil_id_fil"), "remissvar", "fil", ["fil_id"], ["id"])
    op.create_foreign_key(
        op.f("fk_remissvar_ersatte_av_person"), "remissvar", "person", ["ersatte_av"], ["id"]
    )
    op.create_index(op.f("ix_remissvar_fil_id"), "remissvar", ["fil_id"])
    replaced = "(ersatte_av IS NULL) = (ersatte_lamnat IS NULL)"
    op.create_check_constraint(op.f("ck_remissvar_ersatte"), "remissvar", replaced)
    op.create_table(
        "remissutkast",
        sa.Column("mottagare_id", sa.Integer(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("upplaga", sa.Integer(), nullable=False),
        sa.Column("skrivet", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skrivet_av", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mottagare_id"],
            ["remissmottagare.id"],
            name=op.f("fk_remissutkast_mottagare_id_remissmottagare"),
        ),
        sa.ForeignKeyConstraint(
            ["skrivet_av"], ["person.id"], name=op.f("fk_remissutkast_skrivet_av_person")
        ),
        sa.PrimaryKeyConstraint("mottagare_id", name=op.f("pk_remissutkast")),
    )


def downgrade() -> None:
    op.drop_table("remissutkast")
    op.drop_constraint(op.f("ck_remissvar_ersatte"), "remissvar", type_="check")
    for name in ("ersatte_lamnat", "ersatte_av", "fil_id"):
        op.drop_column("remissvar", name)
    _allow(WAYS_BEFORE)
    for name, _ in NEW_TEXTS:
        op.drop_column("synpunkt", name)


def _allow(ways: str) -> None:
    op.drop_constraint(op.f("ck_remissvar_kanal"), "remissvar", type_="check")
    op.create_check_constraint(op.f("ck_remissvar_kanal"), "remissvar", ways)
