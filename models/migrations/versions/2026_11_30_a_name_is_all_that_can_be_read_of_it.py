"""A name is all that can be read of it.

What is searched is compared without the signs that nobody sees, and a party of an agreement has the
number it keeps the agreement under in its own register.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "c41f7e02b9d6"
down_revision: str | None = "4c8e2b7d9a16"
branch_labels: str | None = None
depends_on: str | None = None

FUNCTION = r"""
CREATE OR REPLACE FUNCTION utan_osynligt(ord text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT regexp_replace(ord,
    '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f'
    '\ufeff\ufff9-\ufffb]', '', 'g')
$$
"""


def upgrade() -> None:
    op.execute(FUNCTION)
    number = sa.Column("diarienummer", sa.String(length=60), nullable=False, server_default="")
    op.add_column("avtalspart", number)
    op.alter_column("avtalspart", "diarienummer", server_default=None)


def downgrade() -> None:
    op.drop_column("avtalspart", "diarienummer")
    op.execute("DROP FUNCTION utan_osynligt(text)")
