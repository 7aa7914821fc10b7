"""Agreements are revised.

A text that was locked and a signature are never changed: the database refuses, as it does for the history.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "98d8d81bfcac"
down_revision: str | None = "b81e4c07d2f3"
branch_labels: str | None = None
depends_on: str | None = None

KINDS_BEFORE = "slag IN ('arende', 'mote', 'remiss', 'atagande', 'avtal', 'delgivning')"
KINDS = "slag IN ('arende', 'mote', 'remiss', 'atagande', 'avtal', 'revision', 'delgivning')"
STATES_OF_REVISION = (
    "(slag = 'revision' AND lage IN ('initierad', 'prioriterad', 'utarbetas', 'hos_au', 'pa_remiss', 'sammanstalls', "
    "'slutligt', 'pa_dagordning', 'hos_parterna', 'signeras', 'vantar_ikraft', 'implementeras', 'genomford', "
    "'avstadd', 'avbruten'))"
)
STATES_BEFORE = (
    "(slag = 'arende' AND lage IN ('utkast', 'inkommet', 'under_beredning', 'kompletteras', 'pa_remiss', "
    "'sammanstalls', 'berett', 'pa_dagordning', 'i_dialog', 'lyft', 'implementeras', 'avslutat', 'avvisat', "
    "'aterkallat')) OR (slag = 'mote' AND lage IN ('planerat', 'kallat', 'oppnat', 'anteckningar_skrivs', "
    "'justeras', 'fardigstallt', 'publicerat', 'installt')) OR (slag = 'remiss' AND lage IN ('utkast', 'oppen', "
    "'stangd', 'aterkopplad', 'avbruten')) OR (slag = 'atagande' AND lage IN ('tilldelat', 'kvitterat', 'pagar', "
    "'rapporterat', 'verifierat', 'avsteg_anmalt', 'avsteg', 'ersatt')) OR (slag = 'delgivning' AND lage IN "
    "('vantar', 'bekraftad', 'invand', 'besvarad')) OR (slag = 'avtal' AND lage IN ('planerat', 'i_kraft', 'upphort'))"
)
STATES = f"{STATES_BEFORE} OR {STATES_OF_REVISION}"
LOCKED = ("revisionsversion", "signatur")


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("avtal_id", sa.BigInteger(), nullable=False),
        sa.Column("nr", sa.String(length=60), nullable=False),
        sa.Column("beteckning", sa.String(length=60), nullable=False),
        sa.Column("rubrik", sa.String(length=200), nullable=False),
        sa.Column("orsak", sa.String(length=10000), nullable=False),
        sa.Column("initierad_av", sa.Integer(), nullable=True),
        sa.Column("initierad_av_organ_id", sa.Integer(), nullable=True),
        sa.Column("prioritet", sa.Integer(), nullable=True),
        sa.Column("prioritet_skal", sa.String(length=500), nullable=False),
        sa.Column("grupp_organ_id", sa.Integer(), nullable=True),
        sa.Column("mandat", sa.String(length=10000), nullable=False),
        sa.Column("mandat_till", sa.Date(), nullable=True),
        sa.Column("siktar_pa", sa.Date(), nullable=True),
        sa.Column("extern", sa.Boolean(), nullable=False),
        sa.Column("motpart", sa.String(length=120), nullable=False),
        sa.Column("foredragande", sa.String(length=120), nullable=False),
        sa.Column("mote_id", sa.BigInteger(), nullable=True),
        sa.Column("bordlaggningar", sa.Integer(), nullable=False),
        sa.Column("utkast", sa.String(length=400000), nullable=False),
        sa.Column("utkast_sha256", sa.String(length=64), nullable=False),
        sa.Column("utkast_upplaga", sa.Integer(), nullable=False),
        sa.Column("ataganden", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("ikraft", sa.Date(), nullable=True),
        sa.Column("ny_oversyn", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(prioritet IS NULL) = (prioritet_skal = '')", name=op.f("ck_revision_prioritet_skal")
        ),
        sa.CheckConstraint("prioritet BETWEEN 1 AND 3", name=op.f("ck_revision_prioritet")),
        sa.ForeignKeyConstraint(["avtal_id"], ["sak.id"], name=op.f("fk_revision_avtal_id_sak")),
        sa.ForeignKeyConstraint(
            ["grupp_organ_id"], ["organ.id"], name=op.f("fk_revision_grupp_organ_id_organ")
        ),
        sa.ForeignKeyConstraint(["id"], ["sak.id"], name=op.f("fk_revision_id_sak")),
        sa.ForeignKeyConstraint(
            ["initierad_av"], ["person.id"], name=op.f("fk_revision_initierad_av_person")
        ),
        sa.ForeignKeyConstraint(
            ["initierad_av_organ_id"],
            ["organ.id"],
            name=op.f("fk_revision_initierad_av_organ_id_organ"),
        ),
        sa.ForeignKeyConstraint(["mote_id"], ["sak.id"], name=op.f("fk_revision_mote_id_sak")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("beteckning", name=op.f("uq_revision_beteckning")),
        sa.UniqueConstraint("nr", name=op.f("uq_revision_nr")),
    )
    op.create_index(op.f("ix_revision_avtal_id"), "revision", ["avtal_id"], unique=False)
    op.create_index(
        op.f("ix_revision_grupp_organ_id"), "revision", ["grupp_organ_id"], unique=False
    )
    op.create_index(op.f("ix_revision_mote_id"), "revision", ["mote_id"], unique=False)
    op.create_table(
        "revisionspart",
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("huvudman_id", sa.Integer(), nullable=False),
        sa.Column("beslutar", sa.Boolean(), nullable=False),
        sa.Column("instans", sa.String(length=120), nullable=False),
        sa.Column("planerat", sa.Date(), nullable=True),
        sa.Column("slappt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["huvudman_id"], ["huvudman.id"], name=op.f("fk_revisionspart_huvudman_id_huvudman")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["sak.id"], name=op.f("fk_revisionspart_revision_id_sak")
        ),
        sa.PrimaryKeyConstraint("revision_id", "huvudman_id", name=op.f("pk_revisionspart")),
    )
    op.create_index(
        op.f("ix_revisionspart_huvudman_id"), "revisionspart", ["huvudman_id"], unique=False
    )
    op.create_table(
        "revisionsversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=400000), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sammanfattning", sa.String(length=10000), nullable=False),
        sa.Column("konsekvenser", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("invanare", sa.String(length=10000), nullable=False),
        sa.Column(
            "andring",
            sa.Enum(
                "redaktionell",
                "fortydligande",
                "saklig",
                "ekonomisk",
                name="andringsgrad",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("skapad", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skapad_av", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["sak.id"], name=op.f("fk_revisionsversion_revision_id_sak")
        ),
        sa.ForeignKeyConstraint(
            ["skapad_av"], ["person.id"], name=op.f("fk_revisionsversion_skapad_av_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisionsversion")),
        sa.UniqueConstraint("revision_id", "nr", name=op.f("uq_revisionsversion_revision_id_nr")),
    )
    op.create_table(
        "godkannande",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("for_id", sa.Integer(), nullable=False),
        sa.Column(
            "ord",
            sa.Enum(
                "godkanner",
                "godkanner_med_anmarkning",
                "invander",
                name="godkannandeord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("avsnitt", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("onskad", sa.String(length=10000), nullable=False),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ogiltig", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["for_id"], ["person.id"], name=op.f("fk_godkannande_for_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_godkannande_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["sak.id"], name=op.f("fk_godkannande_revision_id_sak")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["revisionsversion.id"],
            name=op.f("fk_godkannande_version_id_revisionsversion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_godkannande")),
    )
    op.create_index(
        op.f("ix_godkannande_revision_id"), "godkannande", ["revision_id"], unique=False
    )
    op.create_index(
        "uq_godkannande_person",
        "godkannande",
        ["version_id", "for_id"],
        unique=True,
        postgresql_where=sa.text("ogiltig IS NULL"),
    )
    op.create_table(
        "partsbeslut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("huvudman_id", sa.Integer(), nullable=False),
        sa.Column("instans", sa.String(length=120), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("paragraf", sa.String(length=60), nullable=False),
        sa.Column(
            "utfall",
            sa.Enum(
                "ja",
                "villkor",
                "nej",
                name="partsutfall",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("villkor", sa.String(length=10000), nullable=False),
        sa.Column("fil_id", sa.Integer(), nullable=True),
        sa.Column("skrivet", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skrivet_av", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(utfall = 'villkor') = (villkor <> '')", name=op.f("ck_partsbeslut_villkor")
        ),
        sa.ForeignKeyConstraint(["fil_id"], ["fil.id"], name=op.f("fk_partsbeslut_fil_id_fil")),
        sa.ForeignKeyConstraint(
            ["huvudman_id"], ["huvudman.id"], name=op.f("fk_partsbeslut_huvudman_id_huvudman")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["sak.id"], name=op.f("fk_partsbeslut_revision_id_sak")
        ),
        sa.ForeignKeyConstraint(
            ["skrivet_av"], ["person.id"], name=op.f("fk_partsbeslut_skrivet_av_person")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["revisionsversion.id"],
            name=op.f("fk_partsbeslut_version_id_revisionsversion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partsbeslut")),
        sa.UniqueConstraint(
            "version_id", "huvudman_id", name=op.f("uq_partsbeslut_version_id_huvudman_id")
        ),
    )
    op.create_index(
        op.f("ix_partsbeslut_revision_id"), "partsbeslut", ["revision_id"], unique=False
    )
    op.create_table(
        "signatur",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("huvudman_id", sa.Integer(), nullable=False),
        sa.Column("namn", sa.String(length=120), nullable=False),
        sa.Column("befattning", sa.String(length=120), nullable=False),
        sa.Column("behorighet", sa.String(length=500), nullable=False),
        sa.Column("behorighet_datum", sa.Date(), nullable=False),
        sa.Column(
            "satt",
            sa.Enum(
                "i_samflode",
                "pa_papper",
                name="signatursatt",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("intygad_av", sa.Integer(), nullable=True),
        sa.Column("fil_id", sa.Integer(), nullable=True),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(satt = 'pa_papper') = (fil_id IS NOT NULL AND intygad_av IS NOT NULL)",
            name=op.f("ck_signatur_papper"),
        ),
        sa.ForeignKeyConstraint(["fil_id"], ["fil.id"], name=op.f("fk_signatur_fil_id_fil")),
        sa.ForeignKeyConstraint(
            ["huvudman_id"], ["huvudman.id"], name=op.f("fk_signatur_huvudman_id_huvudman")
        ),
        sa.ForeignKeyConstraint(
            ["intygad_av"], ["person.id"], name=op.f("fk_signatur_intygad_av_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signatur_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["sak.id"], name=op.f("fk_signatur_revision_id_sak")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["revisionsversion.id"],
            name=op.f("fk_signatur_version_id_revisionsversion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatur")),
        sa.UniqueConstraint(
            "version_id", "huvudman_id", name=op.f("uq_signatur_version_id_huvudman_id")
        ),
    )
    op.create_index(op.f("ix_signatur_revision_id"), "signatur", ["revision_id"], unique=False)
    op.add_column("remiss", sa.Column("version_id", sa.Integer(), nullable=True))
    version_key = op.f("fk_remiss_version_id_revisionsversion")
    op.create_foreign_key(version_key, "remiss", "revisionsversion", ["version_id"], ["id"])
    op.alter_column("remiss", "underlag", type_=sa.String(length=400000), existing_nullable=False)
    for table in LOCKED:
        for what in (
            f"UPDATE OR DELETE ON {table} FOR EACH ROW",
            f"TRUNCATE ON {table} FOR EACH STATEMENT",
        ):
            name = "bara_tillagg" if what.startswith("UPDATE") else "ingen_tomning"
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {what} EXECUTE FUNCTION historien_ska_sta_kvar()"
            )
    _allow(KINDS, STATES)


def downgrade() -> None:
    _allow(KINDS_BEFORE, STATES_BEFORE)
    op.drop_constraint(op.f("fk_remiss_version_id_revisionsversion"), "remiss", type_="foreignkey")
    op.drop_column("remiss", "version_id")
    op.alter_column("remiss", "underlag", type_=sa.String(length=40000), existing_nullable=False)
    op.drop_index(op.f("ix_signatur_revision_id"), table_name="signatur")
    op.drop_table("signatur")
    op.drop_index(op.f("ix_partsbeslut_revision_id"), table_name="partsbeslut")
    op.drop_table("partsbeslut")
    op.drop_index(
        "uq_godkannande_person",
        table_name="godkannande",
        postgresql_where=sa.text("ogiltig IS NULL"),
    )
    op.drop_index(op.f("ix_godkannande_revision_id"), table_name="godkannande")
    op.drop_table("godkannande")
    op.drop_table("revisionsversion")
    op.drop_index(op.f("ix_revisionspart_huvudman_id"), table_name="revisionspart")
    op.drop_table("revisionspart")
    op.drop_index(op.f("ix_revision_mote_id"), table_name="revision")
    op.drop_index(op.f("ix_revision_grupp_organ_id"), table_name="revision")
    op.drop_index(op.f("ix_revision_avtal_id"), table_name="revision")
    op.drop_table("revision")


def _allow(kinds: str, states: str) -> None:
    for name, words in (("ck_sak_slag", kinds), ("ck_sak_lage", states)):
        op.drop_constraint(op.f(name), "sak", type_="check")
        op.create_check_constraint(op.f(name), "sak", words)
