"""Who was reminded of what is kept, and everyone chooses the day and the hour of their digest.

Reminders that were sent before are read out of the letters that were written of them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "e2b7f4c81d05"
down_revision: str | None = "6d1c5b7f20ae"
branch_labels: str | None = None
depends_on: str | None = None

OUTCOMES = ("skickad", "overhoppad")
FROM_LETTERS = """
INSERT INTO paminnad (frist_id, steg, person_id, utfall, tid, avisering_id)
SELECT p.frist_id, p.steg, a.person_id, p.utfall, p.tid, a.id
FROM paminnelse p JOIN avisering a ON a.skapad = p.tid AND a.mall IN ('paminnelse', 'forsenad')
  AND a.data @> jsonb_build_object('rader', jsonb_build_array(jsonb_build_object('frist', p.frist_id)))
ON CONFLICT DO NOTHING
"""
BACK_AGAIN = """
INSERT INTO paminnelse (frist_id, steg, utfall, tid)
SELECT frist_id, steg, max(utfall), min(tid) FROM paminnad GROUP BY frist_id, steg
"""


def upgrade() -> None:
    op.add_column(
        "person", sa.Column("brevdag", sa.SmallInteger(), nullable=False, server_default="1")
    )
    op.add_column(
        "person", sa.Column("brevtimme", sa.SmallInteger(), nullable=False, server_default="7")
    )
    op.add_column("person", sa.Column("sammandrag", sa.Date(), nullable=True))
    op.alter_column("person", "brevdag", server_default=None)
    op.alter_column("person", "brevtimme", server_default=None)
    op.create_check_constraint("brevdag", "person", "brevdag BETWEEN 1 AND 5")
    op.create_check_constraint("brevtimme", "person", "brevtimme BETWEEN 6 AND 18")
    op.create_table(
        "paminnad",
        sa.Column("frist_id", sa.BigInteger(), nullable=False),
        sa.Column("steg", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _outcome(),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("avisering_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frist_id"], ["frist.id"], name=op.f("fk_paminnad_frist_id_frist")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_paminnad_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["avisering_id"], ["avisering.id"], name=op.f("fk_paminnad_avisering_id_avisering")
        ),
        sa.PrimaryKeyConstraint("frist_id", "steg", "person_id", name=op.f("pk_paminnad")),
    )
    op.create_index("ix_paminnad_avisering_id", "paminnad", ["avisering_id"])
    op.execute(FROM_LETTERS)
    op.drop_table("paminnelse")


def downgrade() -> None:
    op.create_table(
        "paminnelse",
        sa.Column("frist_id", sa.BigInteger(), nullable=False),
        sa.Column("steg", sa.Integer(), nullable=False),
        _outcome(),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["frist_id"], ["frist.id"], name=op.f("fk_paminnelse_frist_id_frist")
        ),
        sa.PrimaryKeyConstraint("frist_id", "steg", name=op.f("pk_paminnelse")),
    )
    op.execute(BACK_AGAIN)
    op.drop_table("paminnad")
    for name in ("brevdag", "brevtimme"):
        op.drop_constraint(name, "person", type_="check")
    for name in ("brevdag", "brevtimme", "sammandrag"):
        op.drop_column("person", name)


def _outcome() -> sa.Column[str]:
    kind = sa.Enum(
        *OUTCOMES, name="paminnelseutfall", native_enum=False, create_constraint=True, length=40
    )
    return sa.Column("utfall", kind, nullable=False)
