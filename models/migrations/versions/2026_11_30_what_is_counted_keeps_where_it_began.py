"""What is counted keeps where it began.

An agreement remembers the last day that somebody wrote: periods and notice are counted from its
place in the month. Of those that are here it is the last one said in their history. What is
attested period by period remembers the day it was given; what has been attested already goes on
with the period that it waits for.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "4c8e2b7d9a16"
down_revision: str | None = "7c1e5a90b264"
branch_labels: str | None = None
depends_on: str | None = None

SAID = r"""
UPDATE avtal SET forsta_slut = least(giltig_till, coalesce((
    SELECT CAST(CAST(said.innehall AS jsonb) ->> 'giltig_till' AS date)
    FROM handelse JOIN handelseinnehall AS said ON said.handelse_id = handelse.id
    WHERE handelse.sak_id = avtal.id
      AND CAST(said.innehall AS jsonb) ->> 'giltig_till' ~ '^\d{4}-\d{2}-\d{2}$'
    ORDER BY handelse.lopnr DESC LIMIT 1
), giltig_till)) WHERE giltig_till IS NOT NULL
"""

GIVEN = """
UPDATE atagande SET raknas_fran = CASE
    WHEN form = 'aterkommande' AND manader = '{}' THEN CAST(senast - interval '1 year' AS date)
    WHEN NOT EXISTS (SELECT FROM avstamning WHERE atagande_id = atagande.id) THEN beslut.datum
    ELSE senast - 1
END FROM beslut WHERE beslut.id = beslut_id AND form IN ('aterkommande', 'tills_vidare')
"""


def upgrade() -> None:
    op.add_column("atagande", sa.Column("raknas_fran", sa.Date(), nullable=True))
    op.execute(GIVEN)
    op.add_column("avtal", sa.Column("forsta_slut", sa.Date(), nullable=True))
    op.execute(SAID)
    op.create_check_constraint(
        op.f("ck_avtal_forsta_slut"),
        "avtal",
        "(forsta_slut IS NULL) = (giltig_till IS NULL) AND forsta_slut <= giltig_till",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_avtal_forsta_slut"), "avtal", type_="check")
    op.drop_column("avtal", "forsta_slut")
    op.drop_column("atagande", "raknas_fran")
