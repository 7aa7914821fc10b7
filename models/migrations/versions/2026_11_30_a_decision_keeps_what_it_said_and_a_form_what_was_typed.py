"""A decision keeps what it said and a form what was typed.

What a decision was corrected from can be read beside what it says, and what somebody has typed in a
form and not sent is theirs to bring back.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "a6626dbe3d6b"
down_revision: str | None = "c41f7e02b9d6"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "formularutkast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sak_id", sa.BigInteger(), nullable=False),
        sa.Column("steg", sa.String(length=60), nullable=False),
        sa.Column("falt", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("borjat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sparat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sant", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_formularutkast_person_id_person")
        ),
        sa.ForeignKeyConstraint(["sak_id"], ["sak.id"], name=op.f("fk_formularutkast_sak_id_sak")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formularutkast")),
    )
    op.create_index(
        "ix_formularutkast_plats",
        "formularutkast",
        ["person_id", "sak_id", "steg", "sparat"],
        unique=False,
    )
    op.create_index(op.f("ix_formularutkast_sak_id"), "formularutkast", ["sak_id"], unique=False)
    op.create_table(
        "beslutsrattelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beslut_id", sa.Integer(), nullable=False),
        sa.Column("mote_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "slag",
            sa.Enum(
                "lydelse",
                "atagande",
                "utfall",
                "skrivfel",
                "raknefel",
                "namn",
                "datum",
                name="rattelseslag",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fore", sa.String(length=10000), nullable=False),
        sa.Column("efter", sa.String(length=10000), nullable=False),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("av", sa.Integer(), nullable=False),
        sa.Column("bekraftad", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bekraftad_av", sa.Integer(), nullable=True),
        sa.Column("avbojd", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["av"], ["person.id"], name=op.f("fk_beslutsrattelse_av_person")),
        sa.ForeignKeyConstraint(
            ["bekraftad_av"], ["person.id"], name=op.f("fk_beslutsrattelse_bekraftad_av_person")
        ),
        sa.ForeignKeyConstraint(
            ["beslut_id"], ["beslut.id"], name=op.f("fk_beslutsrattelse_beslut_id_beslut")
        ),
        sa.ForeignKeyConstraint(
            ["mote_id"], ["sak.id"], name=op.f("fk_beslutsrattelse_mote_id_sak")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beslutsrattelse")),
    )
    op.create_index(
        op.f("ix_beslutsrattelse_beslut_id"), "beslutsrattelse", ["beslut_id"], unique=False
    )
    op.create_index(
        op.f("ix_beslutsrattelse_mote_id"), "beslutsrattelse", ["mote_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_beslutsrattelse_mote_id"), table_name="beslutsrattelse")
    op.drop_index(op.f("ix_beslutsrattelse_beslut_id"), table_name="beslutsrattelse")
    op.drop_table("beslutsrattelse")
    op.drop_index(op.f("ix_formularutkast_sak_id"), table_name="formularutkast")
    op.drop_index("ix_formularutkast_plats", table_name="formularutkast")
    op.drop_table("formularutkast")
