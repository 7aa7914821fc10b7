"""A decision makes a group for a time: an organ with a last day, and the matter that ends it."""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard, unguard

revision: str = "c93a5e7d10b8"
down_revision: str | None = "7d04c1be93fa"
branch_labels: str | None = None
depends_on: str | None = None

_ORGAN = """
ALTER TABLE organ ADD COLUMN tom DATE;
ALTER TABLE organ ADD COLUMN avslutad BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE organ ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organ ALTER COLUMN avslutad DROP DEFAULT;
ALTER TABLE organ ALTER COLUMN version DROP DEFAULT
"""
_TABLE = """
CREATE TABLE grupp (
    id BIGINT NOT NULL,
    organ_id INTEGER NOT NULL,
    beslut_id INTEGER NOT NULL,
    stod_id INTEGER NOT NULL,
    namn VARCHAR(120) NOT NULL,
    uppdrag VARCHAR(500) NOT NULL,
    sista_dag DATE NOT NULL,
    resultat VARCHAR(10000) NOT NULL,
    CONSTRAINT pk_grupp PRIMARY KEY (id),
    CONSTRAINT uq_grupp_organ_id UNIQUE (organ_id),
    CONSTRAINT fk_grupp_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_grupp_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_grupp_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES beslut (id),
    CONSTRAINT fk_grupp_stod_id_beslut FOREIGN KEY (stod_id) REFERENCES beslut (id)
);
CREATE INDEX ix_grupp_beslut_id ON grupp (beslut_id);
CREATE INDEX ix_grupp_stod_id ON grupp (stod_id)
"""
_COLUMNS = ("id", "organ_id", "beslut_id", "stod_id", "namn", "uppdrag", "sista_dag", "resultat")
_CHECKS = """
ALTER TABLE sak DROP CONSTRAINT ck_sak_slag;
ALTER TABLE sak ADD CONSTRAINT ck_sak_slag CHECK (slag IN ('arende', 'mote', 'remiss',
    'atagande', 'avtal', 'revision', {slag}'delgivning'));
ALTER TABLE sak DROP CONSTRAINT ck_sak_lage;
ALTER TABLE sak ADD CONSTRAINT ck_sak_lage CHECK (
    (slag = 'arende' AND lage IN ('utkast', 'inkommet', 'under_beredning', 'kompletteras',
        'pa_remiss', 'sammanstalls', 'berett', 'pa_dagordning', 'i_dialog', 'lyft',
        'forum_har_svarat', 'implementeras', 'avslutat', 'avvisat', 'aterkallat'))
    OR (slag = 'mote' AND lage IN ('planerat', 'kallat', 'oppnat', 'anteckningar_skrivs',
        'justeras', 'fardigstallt', 'publicerat', 'installt'))
    OR (slag = 'remiss' AND lage IN ('utkast', 'oppen', 'stangd', 'aterkopplad', 'avbruten'))
    OR (slag = 'atagande' AND lage IN ('tilldelat', 'kvitterat', 'pagar', 'rapporterat',
        'verifierat', 'avsteg_anmalt', 'avsteg', 'ersatt'))
    OR (slag = 'delgivning' AND lage IN ('vantar', 'bekraftad', 'invand', 'besvarad'))
    {lage}OR (slag = 'avtal' AND lage IN ('planerat', 'i_kraft', 'upphort'))
    OR (slag = 'revision' AND lage IN ('initierad', 'prioriterad', 'utarbetas', 'hos_au',
        'pa_remiss', 'sammanstalls', 'slutligt', 'pa_dagordning', 'i_dialog', 'lyft',
        'forum_har_svarat', 'hos_parterna', 'signeras', 'vantar_ikraft', 'implementeras',
        'genomford', 'avstadd', 'avbruten')))
"""


def upgrade() -> None:
    op.execute(_ORGAN)
    op.execute(_TABLE)
    guard("grupp", nyckel=("id",), kolumner=_COLUMNS, saker=("n.id",))
    own = "OR (slag = 'grupp' AND lage IN ('pagar', 'avslutad'))\n    "
    op.execute(_CHECKS.format(slag="'grupp', ", lage=own))


def downgrade() -> None:
    op.execute(_CHECKS.format(slag="", lage=""))
    unguard("grupp")
    op.execute("DROP TABLE grupp")
    op.execute("ALTER TABLE organ DROP COLUMN version, DROP COLUMN avslutad, DROP COLUMN tom")
