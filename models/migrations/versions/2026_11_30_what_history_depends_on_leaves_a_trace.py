"""What history depends on leaves a trace, and the event says for whom and by which way.

A row that was there before gets its trace as it stands, on the event its matter had come to.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from models.migrations.guarding import guard, unguard

revision: str = "c0a1f7e35b9d"
down_revision: str | None = "e80b4d6f1c35"
branch_labels: str | None = None
depends_on: str | None = None

# Table, key, columns, and the matters a row n belongs to.
GUARDED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "arende",
        "id",
        (
            "id nr beteckning rubrik foredragande mote_id bordlaggningar fraga bakgrund "
            "onskad_hantering skapad_av avsandare_organ_id avsandare_namn handlaggare_id "
            "forslag_beslut forslag_ataganden konsekvenser invanare barare_organ_id "
            "forum_organ_id aterkommer ar lopnr siktar_pa"
        ),
        ("n.id",),
    ),
    (
        "atagande",
        "id",
        (
            "id beslut_id text huvudman_id organ_id person_id sektor ansvar_roll "
            "ansvar_organ_id delegat_id svar form senast raknas_fran manader verifierare_id "
            "rapporterad_av avsteg_datum uppgift mottagare svar_text svar_namn svar_epost "
            "svar_tal svar_datum svar_fil_id rapporterad avsteg_orsak avsteg_stod"
        ),
        ("n.id",),
    ),
    (
        "avstamning",
        "id",
        "id atagande_id period foljs tal kommentar lamnad lamnad_av",
        ("n.atagande_id",),
    ),
    (
        "avtal",
        "id",
        (
            "id slug rubrik slag omrade trappsteg agare_organ_id giltig_till forsta_slut "
            "forlangning forlangning_manader uppsagning_manader oversyn"
        ),
        ("n.id",),
    ),
    (
        "avtalsbilaga",
        "version_id fil_id",
        "version_id fil_id rubrik",
        ("(SELECT v.avtal_id FROM avtalsversion v WHERE v.id = n.version_id)",),
    ),
    (
        "avtalspart",
        "id",
        (
            "id avtal_id slag huvudman_id namn uppsagning_manader uppsagd lamnar uteslutning "
            "diarienummer"
        ),
        ("n.avtal_id",),
    ),
    ("avtalssamband", "avtal_id till_id", "avtal_id till_id slag", ("n.avtal_id",)),
    (
        "avtalsversion",
        "id",
        ("id avtal_id nr text sha256 galler_fran beslutad andring redaktionell skapad skapad_av"),
        ("n.avtal_id",),
    ),
    (
        "beslut",
        "id",
        (
            "id nr beteckning organ_id ar lopnr om_id mote_id rubrik utfall text datum "
            "justerat inriktning"
        ),
        ("n.om_id", "n.mote_id"),
    ),
    (
        "beslutande",
        "id",
        "id mote_id person_id namn roll huvudman_id sektor narvaro",
        ("n.mote_id",),
    ),
    (
        "beslutsrattelse",
        "id",
        "id beslut_id mote_id slag fore efter tid av bekraftad bekraftad_av avbojd",
        ("(SELECT b.om_id FROM beslut b WHERE b.id = n.beslut_id)", "n.mote_id"),
    ),
    (
        "dagordningspunkt",
        "id",
        "id mote_id ordning slag rubrik om_id foredragande sen_anmalan utfall anteckning",
        ("n.mote_id", "n.om_id"),
    ),
    (
        "delgivning",
        "id",
        "id mote_id huvudman_id invandning svarad_av atgard svarad",
        ("n.id", "n.mote_id"),
    ),
    ("fil", "id", "id namn mimetyp storlek sha256 uppladdad uppladdad_av", ()),
    (
        "godkannande",
        "id",
        ("id revision_id version_id sha256 person_id for_id ord avsnitt text onskad tid ogiltig"),
        ("n.revision_id",),
    ),
    (
        "kallelsesvar",
        "mote_id person_id",
        "mote_id person_id besked ersattare lamnat",
        ("n.mote_id",),
    ),
    (
        "mote",
        "id",
        "id organ_id datum tid slut plats justerare_id anteckningar text_sha256 andringar",
        ("n.id",),
    ),
    (
        "partsbeslut",
        "id",
        (
            "id revision_id version_id huvudman_id instans datum paragraf utfall villkor "
            "fil_id skrivet skrivet_av"
        ),
        ("n.revision_id",),
    ),
    (
        "partsinstans",
        "revision_id huvudman_id namn",
        "revision_id huvudman_id namn planerat efter plats",
        ("n.revision_id",),
    ),
    (
        "remiss",
        "id",
        "id om_id rubrik version_id underlag_sha256 sista_dag slag fraga underlag",
        ("n.id", "n.om_id"),
    ),
    (
        "remissmottagare",
        "id",
        (
            "id remiss_id mottagare huvudman_id organ_id person_id ansvar_roll "
            "ansvar_organ_id sektor sista_dag"
        ),
        ("n.remiss_id",),
    ),
    (
        "remissvar",
        "id",
        (
            "id mottagare_id stallningstagande motivering lamnat lamnat_av kanal "
            "underlag_sha256 fil_id ersatte_av ersatte_lamnat"
        ),
        (("(SELECT m.remiss_id FROM remissmottagare m WHERE m.id = n.mottagare_id)"),),
    ),
    (
        "revision",
        "id",
        (
            "id nr beteckning rubrik foredragande mote_id bordlaggningar avtal_id orsak "
            "initierad_av prioritet prioritet_skal grupp_organ_id mandat mandat_till "
            "siktar_pa extern motpart utkast_sha256 utkast_upplaga ataganden ikraft "
            "ny_oversyn initierad_av_organ_id utkast avbrott_skal"
        ),
        ("n.id",),
    ),
    (
        "revisionspart",
        "revision_id huvudman_id",
        "revision_id huvudman_id beslutar slappt",
        ("n.revision_id",),
    ),
    (
        "revisionsversion",
        "id",
        (
            "id revision_id nr text sha256 sammanfattning konsekvenser invanare andring "
            "skapad skapad_av"
        ),
        ("n.revision_id",),
    ),
    (
        "signatur",
        "id",
        (
            "id revision_id version_id sha256 huvudman_id namn befattning behorighet "
            "behorighet_datum satt person_id intygad_av fil_id tid"
        ),
        ("n.revision_id",),
    ),
    (
        "synpunkt",
        "id",
        "id remissvar_id ordning avsnitt text onskad svar motivering",
        (
            (
                "(SELECT m.remiss_id FROM remissvar v JOIN remissmottagare m ON m.id = "
                "v.mottagare_id WHERE v.id = n.remissvar_id)"
            ),
        ),
    ),
    ("tidigare_beslut", "arende_id beslut_id", "arende_id beslut_id", ("n.arende_id",)),
    (
        "underlagsgodkannande",
        "id",
        "id arende_id sha256 person_id for_id ord text tid",
        ("n.arende_id",),
    ),
)
APPEND_ONLY = ("gallring", "spar")
WAY = ("inloggad", "lank", "muntligt", "papper", "klockan")
DONE = ("tillagd", "andrad", "borttagen")
NOBODY_ELSE = """
CREATE FUNCTION bara_vakten_skriver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'Spåren skrivs bara av databasen själv.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""
ERASED = """
CREATE OR REPLACE FUNCTION innehall_far_bara_raderas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.handelse_id = OLD.handelse_id AND NEW.salt = OLD.salt{protocol}
        AND OLD.innehall IS NOT NULL AND NEW.innehall IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Innehållet i en händelse kan raderas{how} men inte ändras.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
PROTOCOL = """
        AND EXISTS (SELECT FROM gallring
            WHERE id::text = current_setting('samflode.gallring', true) AND tid = NEW.raderat)"""
FIXED = (
    "CREATE TRIGGER star_fast BEFORE UPDATE OF id, slag, foralder_id, skapad ON sak"
    " FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar()"
)


def upgrade() -> None:
    _event()
    _tables()
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar()"
        )
        op.execute(
            f"CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar()"
        )
    op.execute(NOBODY_ELSE)
    op.execute(
        "CREATE TRIGGER bara_av_vakten BEFORE INSERT ON spar"
        " FOR EACH STATEMENT EXECUTE FUNCTION bara_vakten_skriver()"
    )
    op.execute(ERASED.format(protocol=PROTOCOL, how=" med protokoll"))
    op.execute(FIXED)
    for table, key, columns, matters in GUARDED:
        guard(table, nyckel=key.split(), kolumner=columns.split(), saker=matters)


def _event() -> None:
    op.add_column("handelse", sa.Column("organ_id", sa.Integer(), nullable=True))
    op.add_column("handelse", sa.Column("huvudman_id", sa.Integer(), nullable=True))
    way = sa.Enum(*WAY, name="vag", native_enum=False, create_constraint=True, length=40)
    op.add_column("handelse", sa.Column("vag", way, nullable=True))
    for table in ("organ", "huvudman"):
        name = op.f(f"fk_handelse_{table}_id_{table}")
        op.create_foreign_key(name, "handelse", table, [f"{table}_id"], ["id"])
    op.add_column("kontrollhuvud", sa.Column("spar", sa.String(length=64), nullable=True))
    op.create_check_constraint("sha256", "fil", "sha256 = encode(sha256(innehall), 'hex')")


def _tables() -> None:
    op.create_table(
        "gallring",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aktor_id", sa.Integer(), nullable=True),
        sa.Column("grund", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["aktor_id"], ["person.id"], name=op.f("fk_gallring_aktor_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gallring")),
    )
    names = postgresql.ARRAY(sa.String(length=60))
    op.create_table(
        "sparform",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tabell", sa.String(length=60), nullable=False),
        sa.Column("nyckel", names, nullable=False),
        sa.Column("kolumner", names, nullable=False),
        sa.Column("saker", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("galler", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sparform")),
    )
    op.create_index(
        "uq_sparform_tabell",
        "sparform",
        ["tabell"],
        unique=True,
        postgresql_where=sa.text("galler"),
    )
    done = sa.Enum(*DONE, name="sparslag", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "spar",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("handelse_id", sa.BigInteger(), nullable=True),
        sa.Column("gallring_id", sa.Integer(), nullable=True),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("nyckel", sa.String(length=200), nullable=False),
        sa.Column("slag", done, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["handelse_id"], ["handelse.id"], name=op.f("fk_spar_handelse_id_handelse")
        ),
        sa.ForeignKeyConstraint(
            ["gallring_id"], ["gallring.id"], name=op.f("fk_spar_gallring_id_gallring")
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["sparform.id"], name=op.f("fk_spar_form_id_sparform")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spar")),
    )
    op.create_index("ix_spar_handelse_id", "spar", ["handelse_id"])
    erased = sa.text("gallring_id IS NOT NULL")
    op.create_index("ix_spar_gallring_id", "spar", ["gallring_id"], postgresql_where=erased)


def downgrade() -> None:
    for table, *_ in GUARDED:
        unguard(table)
    op.execute("DROP TRIGGER star_fast ON sak")
    op.execute(ERASED.format(protocol="", how=""))
    for table in ("spar", "sparform", "gallring"):
        op.drop_table(table)
    op.execute("DROP FUNCTION bara_vakten_skriver()")
    op.drop_constraint(op.f("ck_fil_sha256"), "fil", type_="check")
    op.drop_column("kontrollhuvud", "spar")
    for column in ("vag", "huvudman_id", "organ_id"):
        op.drop_column("handelse", column)
