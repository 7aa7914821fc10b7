"""Whoever raised an ärende hears of each turn, also one outside; AU gives it a priority; who is
informed of an agreement has an address.
"""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard_also

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


_OUTSIDE = """
ALTER TABLE person ADD COLUMN konto BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE person ALTER COLUMN konto DROP DEFAULT;
ALTER TABLE arende ADD COLUMN avsandare_epost VARCHAR(254) NOT NULL DEFAULT '';
ALTER TABLE arende ALTER COLUMN avsandare_epost DROP DEFAULT;
ALTER TABLE arende ADD COLUMN avsandare_kanal VARCHAR(40);
ALTER TABLE arende ADD CONSTRAINT ck_arende_avsandarkanal CHECK (avsandare_kanal IN (
    'medarbetare', 'politik', 'invanare', 'intresseorganisation'));
ALTER TABLE arende ADD COLUMN avsandare_person_id INTEGER;
ALTER TABLE arende ADD CONSTRAINT fk_arende_avsandare_person_id_person
    FOREIGN KEY (avsandare_person_id) REFERENCES person (id)
"""
_PRIORITY = """
ALTER TABLE arende ADD COLUMN prioritet SMALLINT;
ALTER TABLE arende ADD COLUMN prioritet_skal VARCHAR(500) NOT NULL DEFAULT '';
ALTER TABLE arende ALTER COLUMN prioritet_skal DROP DEFAULT;
ALTER TABLE arende ADD CONSTRAINT ck_arende_prioritet CHECK (prioritet BETWEEN 1 AND 3);
ALTER TABLE arende ADD CONSTRAINT ck_arende_prioritet_skal
    CHECK ((prioritet IS NULL) = (prioritet_skal = ''))
"""
_INFORMED = """
ALTER TABLE avtalspart ADD COLUMN epost VARCHAR(254) NOT NULL DEFAULT '';
ALTER TABLE avtalspart ALTER COLUMN epost DROP DEFAULT;
ALTER TABLE avtalspart ADD COLUMN person_id INTEGER;
ALTER TABLE avtalspart ADD CONSTRAINT fk_avtalspart_person_id_person
    FOREIGN KEY (person_id) REFERENCES person (id)
"""
_NEW = (
    "avsandare_epost",
    "avsandare_kanal",
    "avsandare_person_id",
    "prioritet",
    "prioritet_skal",
)


def upgrade() -> None:
    op.execute(_NEWS)
    op.execute(_OUTSIDE)
    op.execute(_PRIORITY)
    guard_also("arende", *_NEW)
    op.execute(_INFORMED)
    guard_also("avtalspart", "epost", "person_id")


def downgrade() -> None:
    for column in ("epost", "person_id"):
        op.execute(f"ALTER TABLE avtalspart DROP COLUMN {column}")
    for column in _NEW:
        op.execute(f"ALTER TABLE arende DROP COLUMN {column}")
    op.execute("ALTER TABLE person DROP COLUMN konto")
    op.execute("DROP TABLE nyhet")
