"""A ledamot approves the underlag of an ärende; AU proposes that a revision is broken off; the
others decide that a party leaves.
"""

from __future__ import annotations

from alembic import op

revision: str = "e80b4d6f1c35"
down_revision: str | None = "e01403b487b1"
branch_labels: str | None = None
depends_on: str | None = None

_APPROVALS = """
CREATE TABLE underlagsgodkannande (
    id SERIAL NOT NULL,
    arende_id BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    person_id INTEGER NOT NULL,
    for_id INTEGER NOT NULL,
    ord VARCHAR(40) NOT NULL,
    text VARCHAR(10000) NOT NULL,
    tid TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_underlagsgodkannande PRIMARY KEY (id),
    CONSTRAINT fk_underlagsgodkannande_arende_id_sak FOREIGN KEY (arende_id) REFERENCES sak (id),
    CONSTRAINT fk_underlagsgodkannande_person_id_person FOREIGN KEY (person_id)
        REFERENCES person (id),
    CONSTRAINT fk_underlagsgodkannande_for_id_person FOREIGN KEY (for_id) REFERENCES person (id),
    CONSTRAINT ck_underlagsgodkannande_godkannandeord CHECK (ord IN ('godkanner',
        'godkanner_med_anmarkning', 'invander'))
);
CREATE INDEX ix_underlagsgodkannande_arende_id ON underlagsgodkannande (arende_id)
"""


def upgrade() -> None:
    op.execute(_APPROVALS)
    for table, column, length in (
        ("revision", "avbrott_skal", 10000),
        ("avtalspart", "uteslutning", 500),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR({length}) NOT NULL DEFAULT ''")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT")


def downgrade() -> None:
    op.execute("ALTER TABLE avtalspart DROP COLUMN uteslutning")
    op.execute("ALTER TABLE revision DROP COLUMN avbrott_skal")
    op.execute("DROP TABLE underlagsgodkannande")
