"""Whoever raised an ärende hears of each turn, also one outside; and AU gives it a priority."""

from __future__ import annotations

from alembic import op

revision: str = "d42a90c7e815"
down_revision: str | None = "c0a1f7e35b9d"
branch_labels: str | None = None
depends_on: str | None = None

_NEWS = """
CREATE TABLE nyhet (
    handelse_id BIGINT NOT NULL,
    sak_id BIGINT NOT NULL,
    person_id INTEGER NOT NULL,
    avisering_id BIGINT,
    CONSTRAINT pk_nyhet PRIMARY KEY (handelse_id, sak_id, person_id),
    CONSTRAINT fk_nyhet_handelse_id_handelse FOREIGN KEY (handelse_id) REFERENCES handelse (id),
    CONSTRAINT fk_nyhet_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id),
    CONSTRAINT fk_nyhet_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_nyhet_avisering_id_avisering FOREIGN KEY (avisering_id) REFERENCES avisering (id)
);
CREATE INDEX ix_nyhet_avisering_id ON nyhet (avisering_id);
CREATE INDEX ix_nyhet_kvar ON nyhet (person_id) WHERE avisering_id IS NULL
"""


def upgrade() -> None:
    op.execute(_NEWS)


def downgrade() -> None:
    op.execute("DROP TABLE nyhet")
