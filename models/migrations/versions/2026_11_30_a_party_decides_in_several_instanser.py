"""A party decides in several instanser, and no decision of one overwrites another's.

A party that has decided about its newest text has the instans that did; another has the one it had
planned.
"""

from __future__ import annotations

from alembic import op

revision: str = "7c1e5a90b264"
down_revision: str | None = "7d1e5a9c3f42"
branch_labels: str | None = None
depends_on: str | None = None

_FROM = """
INSERT INTO partsinstans (revision_id, huvudman_id, namn, planerat, efter, plats)
SELECT part.revision_id, part.huvudman_id, coalesce(said.instans, part.instans),
    CASE WHEN said.instans IS NULL THEN part.planerat END, '', 1
FROM revisionspart part
LEFT JOIN partsbeslut said ON said.huvudman_id = part.huvudman_id AND said.version_id =
    (SELECT max(id) FROM revisionsversion WHERE revision_id = part.revision_id)
WHERE coalesce(said.instans, part.instans) <> ''
"""
_BACK = """
UPDATE revisionspart part SET instans = first.namn, planerat = first.planerat
FROM partsinstans first
WHERE first.revision_id = part.revision_id AND first.huvudman_id = part.huvudman_id
    AND first.plats = (SELECT min(plats) FROM partsinstans other
        WHERE other.revision_id = part.revision_id AND other.huvudman_id = part.huvudman_id)
"""
_ONE_EACH = """
DELETE FROM partsbeslut earlier USING partsbeslut later
WHERE later.version_id = earlier.version_id AND later.huvudman_id = earlier.huvudman_id
    AND (later.id > earlier.id OR earlier.utfall = 'aterremiss')
    OR earlier.id = later.id AND earlier.utfall = 'aterremiss'
"""


_TABLE = """
CREATE TABLE partsinstans (
    revision_id BIGINT NOT NULL,
    huvudman_id INTEGER NOT NULL,
    namn VARCHAR(120) NOT NULL,
    planerat DATE,
    efter VARCHAR(120) NOT NULL,
    plats INTEGER NOT NULL,
    CONSTRAINT pk_partsinstans PRIMARY KEY (revision_id, huvudman_id, namn),
    CONSTRAINT fk_partsinstans_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_partsinstans_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id)
);
CREATE INDEX ix_partsinstans_huvudman_id ON partsinstans (huvudman_id)
"""


def upgrade() -> None:
    op.execute(_TABLE)
    op.execute(_FROM)
    op.execute("ALTER TABLE revisionspart DROP COLUMN instans, DROP COLUMN planerat")
    op.execute("ALTER TABLE partsbeslut DROP CONSTRAINT uq_partsbeslut_version_id_huvudman_id")
    op.execute(
        "CREATE INDEX ix_partsbeslut_version_id_huvudman_id"
        " ON partsbeslut (version_id, huvudman_id)"
    )
    _outcomes("'ja', 'villkor', 'nej', 'aterremiss'")


def downgrade() -> None:
    op.execute(_ONE_EACH)
    _outcomes("'ja', 'villkor', 'nej'")
    op.execute("DROP INDEX ix_partsbeslut_version_id_huvudman_id")
    op.execute(
        "ALTER TABLE partsbeslut ADD CONSTRAINT uq_partsbeslut_version_id_huvudman_id"
        " UNIQUE (version_id, huvudman_id)"
    )
    op.execute(
        "ALTER TABLE revisionspart ADD COLUMN planerat DATE,"
        " ADD COLUMN instans VARCHAR(120) NOT NULL DEFAULT ''"
    )
    op.execute("ALTER TABLE revisionspart ALTER COLUMN instans DROP DEFAULT")
    op.execute(_BACK)
    op.execute("DROP TABLE partsinstans")


def _outcomes(words: str) -> None:
    op.execute("ALTER TABLE partsbeslut DROP CONSTRAINT ck_partsbeslut_partsutfall")
    op.execute(
        "ALTER TABLE partsbeslut ADD CONSTRAINT ck_partsbeslut_partsutfall"
        f" CHECK (utfall IN ({words}))"
    )
