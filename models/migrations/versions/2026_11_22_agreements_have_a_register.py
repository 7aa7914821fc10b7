"""Agreements have a register.

A text that has been put there is never changed: the database refuses, as it does for the history.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "a070e7e6e4a6"
down_revision: str | None = "5f0c8d2a91e6"
branch_labels: str | None = None
depends_on: str | None = None

KINDS_BEFORE = "slag IN ('arende', 'mote', 'remiss', 'atagande', 'delgivning')"
KINDS = "slag IN ('arende', 'mote', 'remiss', 'atagande', 'avtal', 'delgivning')"
STATES_BEFORE = (
    "(slag = 'arende' AND lage IN ('utkast', 'inkommet', 'under_beredning', 'kompletteras', 'pa_remiss', "
    "'sammanstalls', 'berett', 'pa_dagordning', 'i_dialog', 'lyft', 'implementeras', 'avslutat', 'avvisat', "
    "'aterkallat')) OR (slag = 'mote' AND lage IN ('planerat', 'kallat', 'oppnat', 'anteckningar_skrivs', "
    "'justeras', 'fardigstallt', 'publicerat', 'installt')) OR (slag = 'remiss' AND lage IN ('utkast', 'oppen', "
    "'stangd', 'aterkopplad', 'avbruten')) OR (slag = 'atagande' AND lage IN ('tilldelat', 'kvitterat', 'pagar', "
    "'rapporterat', 'verifierat', 'avsteg_anmalt', 'avsteg', 'ersatt')) OR (slag = 'delgivning' AND lage IN "
    "('vantar', 'bekraftad', 'invand', 'besvarad'))"
)
STATES = f"{STATES_BEFORE} OR (slag = 'avtal' AND lage IN ('planerat', 'i_kraft', 'upphort'))"


def upgrade() -> None:
    op.create_table(
        "avtal",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("rubrik", sa.String(length=200), nullable=False),
        sa.Column(
            "slag",
            sa.Enum(
                "avtal",
                "overenskommelse",
                "samverkansavtal",
                "strategi",
                "riktlinje",
                "rutin",
                "praktisk_anvisning",
                name="avtalslag",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("omrade", sa.String(length=120), nullable=False),
        sa.Column("trappsteg", sa.String(length=60), nullable=True),
        sa.Column("agare_organ_id", sa.Integer(), nullable=False),
        sa.Column("giltig_till", sa.Date(), nullable=True),
        sa.Column(
            "forlangning",
            sa.Enum(
                "tills_vidare",
                "automatisk",
                "upphor",
                name="forlangning",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("forlangning_manader", sa.Integer(), nullable=True),
        sa.Column("uppsagning_manader", sa.Integer(), nullable=True),
        sa.Column("oversyn", sa.Date(), nullable=False),
        sa.Column("varnad_upphor", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(forlangning_manader IS NOT NULL) = (forlangning = 'automatisk')",
            name=op.f("ck_avtal_forlangning_manader"),
        ),
        sa.CheckConstraint(
            "(giltig_till IS NULL) = (forlangning = 'tills_vidare')",
            name=op.f("ck_avtal_sista_dag"),
        ),
        sa.CheckConstraint("forlangning_manader BETWEEN 1 AND 120", name=op.f("ck_avtal_period")),
        sa.CheckConstraint(
            "uppsagning_manader BETWEEN 1 AND 60", name=op.f("ck_avtal_uppsagningstid")
        ),
        sa.ForeignKeyConstraint(
            ["agare_organ_id"], ["organ.id"], name=op.f("fk_avtal_agare_organ_id_organ")
        ),
        sa.ForeignKeyConstraint(["id"], ["sak.id"], name=op.f("fk_avtal_id_sak")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avtal")),
        sa.UniqueConstraint("slug", name=op.f("uq_avtal_slug")),
    )
    op.create_index(op.f("ix_avtal_agare_organ_id"), "avtal", ["agare_organ_id"], unique=False)
    op.create_table(
        "avtalspart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avtal_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "slag",
            sa.Enum(
                "part",
                "informeras",
                name="partslag",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("huvudman_id", sa.Integer(), nullable=True),
        sa.Column("namn", sa.String(length=120), nullable=False),
        sa.Column("uppsagning_manader", sa.Integer(), nullable=True),
        sa.Column("uppsagd", sa.Date(), nullable=True),
        sa.Column("lamnar", sa.Date(), nullable=True),
        sa.Column("varnad", sa.Date(), nullable=True),
        sa.CheckConstraint("(huvudman_id IS NULL) = (namn <> '')", name=op.f("ck_avtalspart_vem")),
        sa.CheckConstraint(
            "slag = 'informeras' OR huvudman_id IS NOT NULL",
            name=op.f("ck_avtalspart_part_ar_huvudman"),
        ),
        sa.CheckConstraint(
            "(uppsagd IS NULL) = (lamnar IS NULL)", name=op.f("ck_avtalspart_uppsagd")
        ),
        sa.CheckConstraint(
            "uppsagning_manader BETWEEN 1 AND 60", name=op.f("ck_avtalspart_uppsagningstid")
        ),
        sa.ForeignKeyConstraint(["avtal_id"], ["sak.id"], name=op.f("fk_avtalspart_avtal_id_sak")),
        sa.ForeignKeyConstraint(
            ["huvudman_id"], ["huvudman.id"], name=op.f("fk_avtalspart_huvudman_id_huvudman")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avtalspart")),
    )
    op.create_index(op.f("ix_avtalspart_avtal_id"), "avtalspart", ["avtal_id"], unique=False)
    op.create_index(op.f("ix_avtalspart_huvudman_id"), "avtalspart", ["huvudman_id"], unique=False)
    op.create_index(
        "uq_avtalspart_vem",
        "avtalspart",
        ["avtal_id", "huvudman_id", "namn"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "avtalssamband",
        sa.Column("avtal_id", sa.BigInteger(), nullable=False),
        sa.Column("till_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "slag",
            sa.Enum(
                "bygger_pa",
                "ersatter",
                name="avtalslank",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("avtal_id <> till_id", name=op.f("ck_avtalssamband_inte_sig_sjalvt")),
        sa.ForeignKeyConstraint(
            ["avtal_id"], ["sak.id"], name=op.f("fk_avtalssamband_avtal_id_sak")
        ),
        sa.ForeignKeyConstraint(["till_id"], ["sak.id"], name=op.f("fk_avtalssamband_till_id_sak")),
        sa.PrimaryKeyConstraint("avtal_id", "till_id", name=op.f("pk_avtalssamband")),
    )
    op.create_index(op.f("ix_avtalssamband_till_id"), "avtalssamband", ["till_id"], unique=False)
    op.create_table(
        "avtalsversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avtal_id", sa.BigInteger(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=400000), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("galler_fran", sa.Date(), nullable=False),
        sa.Column("beslutad", sa.String(length=500), nullable=False),
        sa.Column("andring", sa.String(length=10000), nullable=False),
        sa.Column("redaktionell", sa.Boolean(), nullable=False),
        sa.Column("skapad", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skapad_av", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["avtal_id"], ["sak.id"], name=op.f("fk_avtalsversion_avtal_id_sak")
        ),
        sa.ForeignKeyConstraint(
            ["skapad_av"], ["person.id"], name=op.f("fk_avtalsversion_skapad_av_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avtalsversion")),
        sa.UniqueConstraint("avtal_id", "nr", name=op.f("uq_avtalsversion_avtal_id_nr")),
    )
    for what in (
        "UPDATE OR DELETE ON avtalsversion FOR EACH ROW",
        "TRUNCATE ON avtalsversion FOR EACH STATEMENT",
    ):
        name = "bara_tillagg" if what.startswith("UPDATE") else "ingen_tomning"
        op.execute(f"CREATE TRIGGER {name} BEFORE {what} EXECUTE FUNCTION historien_ska_sta_kvar()")
    op.create_table(
        "avtalsbilaga",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("fil_id", sa.Integer(), nullable=False),
        sa.Column("rubrik", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["fil_id"], ["fil.id"], name=op.f("fk_avtalsbilaga_fil_id_fil")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["avtalsversion.id"],
            name=op.f("fk_avtalsbilaga_version_id_avtalsversion"),
        ),
        sa.PrimaryKeyConstraint("version_id", "fil_id", name=op.f("pk_avtalsbilaga")),
    )
    _allow(KINDS, STATES)


def downgrade() -> None:
    _allow(KINDS_BEFORE, STATES_BEFORE)
    op.drop_table("avtalsbilaga")
    op.drop_table("avtalsversion")
    op.drop_index(op.f("ix_avtalssamband_till_id"), table_name="avtalssamband")
    op.drop_table("avtalssamband")
    op.drop_index("uq_avtalspart_vem", table_name="avtalspart", postgresql_nulls_not_distinct=True)
    op.drop_index(op.f("ix_avtalspart_huvudman_id"), table_name="avtalspart")
    op.drop_index(op.f("ix_avtalspart_avtal_id"), table_name="avtalspart")
    op.drop_table("avtalspart")
    op.drop_index(op.f("ix_avtal_agare_organ_id"), table_name="avtal")
    op.drop_table("avtal")


def _allow(kinds: str, states: str) -> None:
    for name, words in (("ck_sak_slag", kinds), ("ck_sak_lage", states)):
        op.drop_constraint(op.f(name), "sak", type_="check")
        op.create_check_constraint(op.f(name), "sak", words)
