"""A party to an agreement or to its new text may be one that is no huvudman: it has a kind and an
address, and signs before the text holds.
"""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard, guard_also, guard_no_longer, unguard

revision: str = "c8b1f05e7a34"
down_revision: str | None = "3e7b90d2c5f8"
branch_labels: str | None = None
depends_on: str | None = None

_KINDS = "('larosate', 'myndighet', 'privat', 'ideburen', 'annan')"
_TABLE = f"""
CREATE TABLE revisionsmotpart (
    revision_id BIGINT NOT NULL,
    namn VARCHAR(120) NOT NULL,
    slag VARCHAR(40) NOT NULL,
    person_id INTEGER NOT NULL,
    slappt BOOLEAN NOT NULL,
    CONSTRAINT pk_revisionsmotpart PRIMARY KEY (revision_id, namn),
    CONSTRAINT fk_revisionsmotpart_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_revisionsmotpart_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT ck_revisionsmotpart_motpartsslag CHECK (slag IN {_KINDS})
);
CREATE INDEX ix_revisionsmotpart_person_id ON revisionsmotpart (person_id)
"""
_SIGNED = """
ALTER TABLE signatur ALTER COLUMN huvudman_id DROP NOT NULL;
ALTER TABLE signatur ADD COLUMN motpart VARCHAR(120) NOT NULL DEFAULT '';
ALTER TABLE signatur ALTER COLUMN motpart DROP DEFAULT;
ALTER TABLE signatur ADD CONSTRAINT ck_signatur_vem
    CHECK ((huvudman_id IS NULL) = (motpart <> ''));
ALTER TABLE signatur DROP CONSTRAINT uq_signatur_version_id_huvudman_id;
CREATE UNIQUE INDEX uq_signatur_vem
    ON signatur (version_id, huvudman_id, motpart) NULLS NOT DISTINCT
"""
_BOUND = f"""
ALTER TABLE avtalspart ADD COLUMN motpartsslag VARCHAR(40);
ALTER TABLE avtalspart ADD CONSTRAINT ck_avtalspart_motpartsslag
    CHECK (motpartsslag IN {_KINDS});
ALTER TABLE avtalspart DROP CONSTRAINT ck_avtalspart_partslag;
ALTER TABLE avtalspart ADD CONSTRAINT ck_avtalspart_partslag
    CHECK (slag IN ('part', 'motpart', 'informeras'));
ALTER TABLE avtalspart DROP CONSTRAINT ck_avtalspart_part_ar_huvudman;
ALTER TABLE avtalspart ADD CONSTRAINT ck_avtalspart_part_ar_huvudman
    CHECK (slag <> 'part' OR huvudman_id IS NOT NULL);
ALTER TABLE avtalspart ADD CONSTRAINT ck_avtalspart_motpart
    CHECK ((slag = 'motpart') = (motpartsslag IS NOT NULL))
"""
_BEFORE = """
ALTER TABLE signatur DROP COLUMN motpart;
ALTER TABLE signatur ALTER COLUMN huvudman_id SET NOT NULL;
ALTER TABLE signatur ADD CONSTRAINT uq_signatur_version_id_huvudman_id
    UNIQUE (version_id, huvudman_id);
ALTER TABLE avtalspart DROP COLUMN motpartsslag;
ALTER TABLE avtalspart DROP CONSTRAINT ck_avtalspart_partslag;
ALTER TABLE avtalspart ADD CONSTRAINT ck_avtalspart_partslag
    CHECK (slag IN ('part', 'informeras'));
ALTER TABLE avtalspart DROP CONSTRAINT ck_avtalspart_part_ar_huvudman;
ALTER TABLE avtalspart ADD CONSTRAINT ck_avtalspart_part_ar_huvudman
    CHECK (slag = 'informeras' OR huvudman_id IS NOT NULL)
"""


def upgrade() -> None:
    op.execute(_TABLE)
    guard(
        "revisionsmotpart",
        nyckel=("revision_id", "namn"),
        kolumner=("revision_id", "namn", "slag", "person_id", "slappt"),
        saker=("n.revision_id",),
    )
    op.execute(_SIGNED)
    guard_also("signatur", "motpart")
    op.execute(_BOUND)
    guard_also("avtalspart", "motpartsslag")


def downgrade() -> None:
    guard_no_longer("avtalspart", "motpartsslag")
    guard_no_longer("signatur", "motpart")
    op.execute(_BEFORE)
    unguard("revisionsmotpart")
    op.execute("DROP TABLE revisionsmotpart")
