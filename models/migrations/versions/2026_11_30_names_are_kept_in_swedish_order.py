"""Names are kept in Swedish order.

People and agreements get a key that sorts as Swedish does, made by the database itself of the rows
that are there and of those to come.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "9c41e7d5a3b8"
down_revision: str | None = "c41d09a7e8b3"
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


def upgrade() -> None:
    op.execute(FUNCTION)
    for table, (key, name, then) in KEYS.items():
        made = sa.Computed(f"svensk_ordning({name})", persisted=True)
        op.add_column(table, sa.Column(key, sa.Text(collation="C"), made, nullable=False))
        op.create_index(f"ix_{table}_{key}_{then}", table, [key, then])


def downgrade() -> None:
    for table, (key, _, then) in KEYS.items():
        op.drop_index(f"ix_{table}_{key}_{then}", table)
        op.drop_column(table, key)
    op.execute("DROP FUNCTION svensk_ordning(text)")
