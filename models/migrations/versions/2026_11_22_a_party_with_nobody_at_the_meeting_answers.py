"""A party with nobody at the meeting answers.

Every kind of matter and every state is listed in two check constraints; Alembic does not compare what they say.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "ad8b003940c3"
down_revision: str | None = "52f38bea1ac8"
branch_labels: str | None = None
depends_on: str | None = None

KINDS_BEFORE = "slag IN ('arende', 'mote', 'remiss', 'atagande')"
KINDS = "slag IN ('arende', 'mote', 'remiss', 'atagande', 'delgivning')"
STATES_BEFORE = (
    "(slag = 'arende' AND lage IN ('utkast', 'inkommet', 'under_beredning', 'kompletteras', 'pa_remiss', "
    "'sammanstalls', 'berett', 'pa_dagordning', 'i_dialog', 'lyft', 'implementeras', 'avslutat', 'avvisat', "
    "'aterkallat')) OR (slag = 'mote' AND lage IN ('planerat', 'kallat', 'oppnat', 'anteckningar_skrivs', "
    "'justeras', 'fardigstallt', 'publicerat', 'installt')) OR (slag = 'remiss' AND lage IN ('utkast', 'oppen', "
    "'stangd', 'aterkopplad', 'avbruten')) OR (slag = 'atagande' AND lage IN ('tilldelat', 'kvitterat', 'pagar', "
    "'rapporterat', 'verifierat', 'avsteg_anmalt', 'avsteg', 'ersatt'))"
)
STATES = f"{STATES_BEFORE} OR (slag = 'delgivning' AND lage IN ('vantar', 'bekraftad', 'invand', 'besvarad'))"


def upgrade() -> None:
    op.create_table(
        "delgivning",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mote_id", sa.BigInteger(), nullable=False),
        sa.Column("huvudman_id", sa.Integer(), nullable=False),
        sa.Column("invandning", sa.String(length=10000), nullable=False),
        sa.Column("atgard", sa.String(length=10000), nullable=False),
        sa.Column("svarad", sa.DateTime(timezone=True), nullable=True),
        sa.Column("svarad_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["huvudman_id"], ["huvudman.id"], name=op.f("fk_delgivning_huvudman_id_huvudman")
        ),
        sa.ForeignKeyConstraint(["id"], ["sak.id"], name=op.f("fk_delgivning_id_sak")),
        sa.ForeignKeyConstraint(["mote_id"], ["sak.id"], name=op.f("fk_delgivning_mote_id_sak")),
        sa.ForeignKeyConstraint(
            ["svarad_av"], ["person.id"], name=op.f("fk_delgivning_svarad_av_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delgivning")),
        sa.UniqueConstraint(
            "mote_id", "huvudman_id", name=op.f("uq_delgivning_mote_id_huvudman_id")
        ),
    )
    _allow(KINDS, STATES)


def downgrade() -> None:
    _allow(KINDS_BEFORE, STATES_BEFORE)
    op.drop_table("delgivning")


def _allow(kinds: str, states: str) -> None:
    for name, words in (("ck_sak_slag", kinds), ("ck_sak_lage", states)):
        op.drop_constraint(op.f(name), "sak", type_="check")
        op.create_check_constraint(op.f(name), "sak", words)
