"""What was changed in a text since it was asked about says who wanted it, or why nobody was asked
again.

A text of substance that was locked after a round before this could be said is taken as its group's
wish: nobody has said that a comment asked for it.
"""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard_also, guard_no_longer

revision: str = "d5b7a2c94e18"
down_revision: str | None = "f41c7a9e0b26"
branch_labels: str | None = None
depends_on: str | None = None

_WISHED = """
UPDATE revisionsversion v SET utover = jsonb_build_array(
    left(coalesce(o.kortnamn, 'Gruppen') || ': '
        || coalesce(nullif(v.sammanfattning, ''), 'texten'), 500))
FROM revision r
JOIN sak s ON s.id = r.id
LEFT JOIN organ o ON o.id = r.grupp_organ_id
WHERE r.id = v.revision_id AND s.lage = 'hos_au' AND v.andring IN ('saklig', 'ekonomisk')
    AND v.id > (SELECT max(m.version_id) FROM remiss m JOIN sak held ON held.id = m.id
        WHERE m.om_id = r.id AND held.lage IN ('stangd', 'aterkopplad'))
"""


def upgrade() -> None:
    op.execute("ALTER TABLE revision ADD COLUMN utan_ny_fraga VARCHAR(10000) NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE revision ALTER COLUMN utan_ny_fraga DROP DEFAULT")
    op.execute("ALTER TABLE revisionsversion ADD COLUMN utover JSONB NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE revisionsversion ALTER COLUMN utover DROP DEFAULT")
    op.execute("ALTER TABLE revisionsversion DISABLE TRIGGER USER")
    op.execute(_WISHED)
    op.execute("ALTER TABLE revisionsversion ENABLE TRIGGER USER")
    guard_also("revision", "utan_ny_fraga")
    guard_also("revisionsversion", "utover")


def downgrade() -> None:
    guard_no_longer("revisionsversion", "utover")
    guard_no_longer("revision", "utan_ny_fraga")
    op.execute("ALTER TABLE revisionsversion DROP COLUMN utover")
    op.execute("ALTER TABLE revision DROP COLUMN utan_ny_fraga")
