"""A letter that a meeting gave rise to waits until the meeting has been closed, and a meeting that
nobody was called to stands where it was not held.
"""

from __future__ import annotations

from alembic import op

revision: str = "b27e4d90a6c3"
down_revision: str | None = "c93a5e7d10b8"
branch_labels: str | None = None
depends_on: str | None = None

_KEPT = """
CREATE TABLE hallet_brev (
    id BIGSERIAL NOT NULL,
    vantar_pa BIGINT NOT NULL,
    nyckel VARCHAR(200) NOT NULL,
    mall VARCHAR(60) NOT NULL,
    person_id INTEGER NOT NULL,
    epost VARCHAR(254) NOT NULL,
    sak_id BIGINT,
    skal VARCHAR(500) NOT NULL,
    data JSONB NOT NULL,
    CONSTRAINT pk_hallet_brev PRIMARY KEY (id),
    CONSTRAINT uq_hallet_brev_nyckel UNIQUE (nyckel),
    CONSTRAINT fk_hallet_brev_vantar_pa_sak FOREIGN KEY (vantar_pa) REFERENCES sak (id),
    CONSTRAINT fk_hallet_brev_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_hallet_brev_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id)
);
CREATE INDEX ix_hallet_brev_vantar_pa ON hallet_brev (vantar_pa)
"""
# What else the constraint says is left as it is. A meeting that was not held has nowhere to go: the
# way back stops at it.
_STATES = """
DO $$
DECLARE said TEXT := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conname = 'ck_sak_lage' AND conrelid = 'sak'::regclass);
BEGIN
    ALTER TABLE sak DROP CONSTRAINT ck_sak_lage;
    EXECUTE 'ALTER TABLE sak ADD CONSTRAINT ck_sak_lage ' || replace(said, {before}, {after});
END $$
"""
_ONE = "$s$'installt'::character varying$s$"
_TWO = "$s$'uteblev'::character varying, 'installt'::character varying$s$"


def upgrade() -> None:
    op.execute(_KEPT)
    op.execute(_STATES.format(before=_ONE, after=_TWO))


def downgrade() -> None:
    op.execute(_STATES.format(before=_TWO, after=_ONE))
    op.execute("DROP TABLE hallet_brev")
