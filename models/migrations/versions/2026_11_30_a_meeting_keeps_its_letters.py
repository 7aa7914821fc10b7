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
# A meeting that was not held has nowhere to go: the way back stops at it.
_STATES = """
ALTER TABLE sak DROP CONSTRAINT ck_sak_lage;
ALTER TABLE sak ADD CONSTRAINT ck_sak_lage CHECK (
    (slag = 'arende' AND lage IN ('utkast', 'inkommet', 'under_beredning', 'kompletteras',
        'pa_remiss', 'sammanstalls', 'berett', 'pa_dagordning', 'i_dialog', 'lyft',
        'forum_har_svarat', 'implementeras', 'avslutat', 'avvisat', 'aterkallat'))
    OR (slag = 'mote' AND lage IN ('planerat', 'kallat', 'oppnat', 'anteckningar_skrivs',
        'justeras', 'fardigstallt', 'publicerat', {lage}'installt'))
    OR (slag = 'remiss' AND lage IN ('utkast', 'oppen', 'stangd', 'aterkopplad', 'avbruten'))
    OR (slag = 'atagande' AND lage IN ('tilldelat', 'kvitterat', 'pagar', 'rapporterat',
        'verifierat', 'avsteg_anmalt', 'avsteg', 'ersatt'))
    OR (slag = 'delgivning' AND lage IN ('vantar', 'bekraftad', 'invand', 'besvarad'))
    OR (slag = 'grupp' AND lage IN ('pagar', 'avslutad'))
    OR (slag = 'avtal' AND lage IN ('planerat', 'i_kraft', 'upphort'))
    OR (slag = 'revision' AND lage IN ('initierad', 'prioriterad', 'utarbetas', 'hos_au',
        'pa_remiss', 'sammanstalls', 'slutligt', 'pa_dagordning', 'i_dialog', 'lyft',
        'forum_har_svarat', 'hos_parterna', 'signeras', 'vantar_ikraft', 'implementeras',
        'genomford', 'avstadd', 'avbruten')))
"""


# Nor is a letter lost in silence that somebody is to get: its meeting is closed first.
_NONE_WAITS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM hallet_brev) THEN
        RAISE EXCEPTION 'Brev väntar på att möten avslutas eller justeras. Gör det först.';
    END IF;
END $$
"""


def upgrade() -> None:
    op.execute(_KEPT)
    op.execute(_STATES.format(lage="'uteblev', "))


def downgrade() -> None:
    op.execute(_NONE_WAITS)
    op.execute(_STATES.format(lage=""))
    op.execute("DROP TABLE hallet_brev")
