"""What is to come back does: a row says of each matter from which day it is proposed on an agenda.

What a meeting has put off, sent on into dialog or left out before gets its row; so does an avsteg
that nobody has taken a position on.
"""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard, unguard

revision: str = "3e7b90d2c5f8"
down_revision: str | None = "a3e95c17d640"
branch_labels: str | None = None
depends_on: str | None = None

_TABLE = """
CREATE TABLE aterkommande (
    sak_id BIGINT NOT NULL,
    dag DATE NOT NULL,
    som VARCHAR(40) NOT NULL,
    med VARCHAR(10000) NOT NULL,
    vilar VARCHAR(10000) NOT NULL,
    CONSTRAINT pk_aterkommande PRIMARY KEY (sak_id),
    CONSTRAINT fk_aterkommande_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id),
    CONSTRAINT ck_aterkommande_aterkomst CHECK (som IN
        ('dialog', 'bordlagt', 'utgick', 'avlyft', 'medskick', 'avsteg', 'forum'))
)
"""
_IN_DIALOG = """
INSERT INTO aterkommande (sak_id, dag, som, med, vilar)
SELECT a.id, a.aterkommer, 'dialog', '', '' FROM arende a JOIN sak s ON s.id = a.id
WHERE s.lage = 'i_dialog' AND a.aterkommer IS NOT NULL
"""
_PUT_OFF = """
INSERT INTO aterkommande (sak_id, dag, som, med, vilar)
SELECT s.id, current_date, item.utfall, item.anteckning, '' FROM sak s
CROSS JOIN LATERAL (
    SELECT p.utfall, p.anteckning FROM dagordningspunkt p JOIN mote m ON m.id = p.mote_id
    WHERE p.om_id = s.id ORDER BY m.datum DESC, p.id DESC LIMIT 1
) item
WHERE item.utfall IN ('bordlagt', 'utgick')
    AND (s.slag = 'arende' AND s.lage = 'berett' OR s.slag = 'revision' AND s.lage = 'slutligt')
"""
_AVSTEG = """
INSERT INTO aterkommande (sak_id, dag, som, med, vilar)
SELECT a.id, current_date, 'avsteg', a.avsteg_orsak, '' FROM atagande a JOIN sak s ON s.id = a.id
WHERE s.lage = 'avsteg_anmalt'
"""


def upgrade() -> None:
    op.execute(_TABLE)
    for rows in (_IN_DIALOG, _PUT_OFF, _AVSTEG):
        op.execute(rows)
    guard(
        "aterkommande",
        nyckel=("sak_id",),
        kolumner=("sak_id", "dag", "som", "med", "vilar"),
        saker=("n.sak_id",),
    )
    _items("'staende', 'tidigare_beslut', 'arende', 'revision', 'avsteg'")
    _about("'arende', 'revision', 'avsteg'")


def downgrade() -> None:
    op.execute("ALTER TABLE dagordningspunkt DISABLE TRIGGER USER")
    op.execute("UPDATE dagordningspunkt SET slag = 'staende', om_id = NULL WHERE slag = 'avsteg'")
    op.execute("ALTER TABLE dagordningspunkt ENABLE TRIGGER USER")
    _about("'arende', 'revision'")
    _items("'staende', 'tidigare_beslut', 'arende', 'revision'")
    unguard("aterkommande")
    op.execute("DROP TABLE aterkommande")


def _items(words: str) -> None:
    op.execute("ALTER TABLE dagordningspunkt DROP CONSTRAINT ck_dagordningspunkt_punktslag")
    op.execute(
        "ALTER TABLE dagordningspunkt ADD CONSTRAINT ck_dagordningspunkt_punktslag"
        f" CHECK (slag IN ({words}))"
    )


def _about(words: str) -> None:
    op.execute("ALTER TABLE dagordningspunkt DROP CONSTRAINT ck_dagordningspunkt_om")
    op.execute(
        "ALTER TABLE dagordningspunkt ADD CONSTRAINT ck_dagordningspunkt_om"
        f" CHECK ((slag IN ({words})) = (om_id IS NOT NULL))"
    )
