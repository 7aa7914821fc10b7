"""A large county is read a page at a time.

People and agreements get a key that sorts as Swedish does, made by the database itself of the rows
that are there and of those to come. What is listed, waits, was due or failed is found by an index
that holds little else. Long work says how far it has come, and letters let go of their HTML.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "7d1e5a9c3f42"
down_revision: str | None = "b3d61f0e7a52"
branch_labels: str | None = None
depends_on: str | None = None

FUNCTION = r"""
CREATE OR REPLACE FUNCTION svensk_ordning(namn text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT left(regexp_replace(regexp_replace(
    lower(regexp_replace(
        normalize(
            translate(normalize(namn, NFC), 'ÅåÄäÆæÖöØøŁłĐđẞß', '{{||||}}}}llddss'), NFKD
        ), '[\u0300-\u036f]', '', 'g'
    ) COLLATE "C"),
    '([0-9]+)', '0000000000000000000\1', 'g'), '[0-9]*([0-9]{20})', '\1', 'g'), 200)
$$
"""
KEYS = {
    "person": ("namnordning", "namn", "epost"),
    "avtal": ("rubrikordning", "rubrik", "id"),
}
NEWEST_DECISION, TOLD_OF = sa.text("beslut_id DESC"), sa.text("(data -> 'rader')")
# Table, index, columns, and which rows it holds where that is not all.
FOUND: tuple[tuple[str, str, list[str | sa.TextClause], str | None], ...] = (
    ("atagande", "ix_atagande_beslut_id_id", [NEWEST_DECISION, "id"], None),
    ("atagande", "ix_atagande_senast", ["senast"], None),
    ("atagande", "ix_atagande_verifieras", ["rapporterad_av"], "verifierare_id IS NOT NULL"),
    ("avisering", "ix_avisering_form", ["skickad"], "html IS NOT NULL"),
    ("avisering", "ix_avisering_mall_sak_id", ["mall", "sak_id"], None),
    ("frist", "ix_frist_sak_id_oppen", ["sak_id"], "stangd IS NULL"),
)
# The first column of another index.
NEEDLESS = (
    ("atagande", "ix_atagande_beslut_id", ["beslut_id"]),
    ("mote", "ix_mote_organ_id", ["organ_id"]),
)
FAILED = "ix_avisering_ej_framme"


def upgrade() -> None:
    op.execute(FUNCTION)
    for table, (key, name, then) in KEYS.items():
        made = sa.Computed(f"svensk_ordning({name})", persisted=True)
        op.add_column(table, sa.Column(key, sa.Text(collation="C"), made, nullable=False))
        op.create_index(f"ix_{table}_{key}_{then}", table, [key, then])
    op.create_table(
        "framsteg",
        sa.Column("arbete", sa.String(length=200), nullable=False),
        sa.Column("gjort", sa.Integer(), nullable=False),
        sa.Column("av", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("arbete", name=op.f("pk_framsteg")),
    )
    for table, name, columns, some in FOUND:
        op.create_index(name, table, columns, postgresql_where=some and sa.text(some))
    op.create_index("ix_avisering_rader", "avisering", [TOLD_OF], postgresql_using="gin")
    for table, name, _ in NEEDLESS:
        op.drop_index(name, table)
    _failed("lage = 'misslyckad'")


def downgrade() -> None:
    _failed("lage = 'misslyckad' AND hanterad IS NULL")
    for table, name, columns in NEEDLESS:
        op.create_index(name, table, columns)
    op.drop_index("ix_avisering_rader", "avisering")
    for table, name, _, _ in FOUND:
        op.drop_index(name, table)
    op.drop_table("framsteg")
    for table, (key, _, then) in KEYS.items():
        op.drop_index(f"ix_{table}_{key}_{then}", table)
        op.drop_column(table, key)
    op.execute("DROP FUNCTION svensk_ordning(text)")


def _failed(which: str) -> None:
    op.drop_index(FAILED, "avisering")
    op.create_index(FAILED, "avisering", ["id"], postgresql_where=sa.text(which))
