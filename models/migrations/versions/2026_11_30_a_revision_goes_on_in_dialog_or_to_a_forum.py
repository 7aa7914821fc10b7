"""A revision goes on in dialog or is lifted to a forum, and what a forum has answered is AU's to
take up.
"""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard_also, guard_no_longer

revision: str = "f41c7a9e0b26"
down_revision: str | None = "d4f0a96c2b17"
branch_labels: str | None = None
depends_on: str | None = None

_STATES = """
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
    OR (slag = 'avtal' AND lage IN ('planerat', 'i_kraft', 'upphort'))
    OR (slag = 'revision' AND lage IN ('initierad', 'prioriterad', 'utarbetas', 'hos_au',
        'pa_remiss', 'sammanstalls', 'slutligt', 'pa_dagordning', 'i_dialog', 'lyft',
        'forum_har_svarat', 'hos_parterna', 'signeras', 'vantar_ikraft', 'implementeras',
        'genomford', 'avstadd', 'avbruten')))
"""
_COLUMNS = """
ALTER TABLE revision ADD COLUMN barare_organ_id INTEGER,
    ADD COLUMN forum_organ_id INTEGER,
    ADD COLUMN aterkommer DATE,
    ADD CONSTRAINT fk_revision_barare_organ_id_organ FOREIGN KEY (barare_organ_id)
        REFERENCES organ (id),
    ADD CONSTRAINT fk_revision_forum_organ_id_organ FOREIGN KEY (forum_organ_id)
        REFERENCES organ (id)
"""
# A matter that stands in one of the new states has nowhere to go: the way back stops at it.
_STATES_BEFORE = _STATES.replace("'forum_har_svarat', ", "").replace(
    "'i_dialog', 'lyft',\n        'hos_parterna'", "'hos_parterna'"
)
_COLUMNS_AWAY = """
ALTER TABLE revision DROP COLUMN barare_organ_id,
    DROP COLUMN forum_organ_id,
    DROP COLUMN aterkommer
"""


def upgrade() -> None:
    op.execute(_STATES)
    op.execute(_COLUMNS)
    guard_also("revision", "barare_organ_id", "forum_organ_id", "aterkommer")


def downgrade() -> None:
    guard_no_longer("revision", "barare_organ_id", "forum_organ_id", "aterkommer")
    op.execute(_COLUMNS_AWAY)
    op.execute(_STATES_BEFORE)
