"""Every column of every table is known for what holds it to the history, and a new one is not until
somebody has said so here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text

from models.base import guarded, metadata
from models.database import Database
from workflows.engine.history.chain import HEADER

# In the hash of an event or of a checkpoint.
CHAINED = "chained"
# Changes only with an event, leaves a trace, and is held against it.
GUARDED = "guarded"
# The database refuses every other change than a new row.
ADDED = "only added to"
# Everything else says what it is made of, or why it may change.
DERIVED, FREE = "derived: ", "free: "
# Common reasons.
REGISTER = FREE + "who is who, with a line of organisationshandelse; events keep who acted for whom"
WAY_IN = FREE + "how people get in"
LETTER = FREE + "a letter tells what happened; it is not what happened"
WAITED_FOR = DERIVED + "the rules say it again of each step, and of each night what is missing"
DRAFT = FREE + "a draft is nobody's word yet"
RUN = FREE + "what the clock has done, for those who look after it"
KEY = FREE + "a key within the database"


def same(kind: str, columns: str) -> dict[str, str]:
    return dict.fromkeys(columns.split(), kind)


EVERY: dict[str, dict[str, str]] = {
    "apitoken": same(WAY_IN, "token_hash person_id skapad"),
    "aterkommande": same(GUARDED, "sak_id dag som med vilar"),
    "avisering": same(
        LETTER,
        "id nyckel mall person_id epost sak_id skal data lage skapad forsok nasta_forsok skickad"
        " fel meddelande_id amne text html hanterad hanterad_av",
    ),
    "begaran": same(
        FREE + "which requests have been answered", "person_id rutt nyckel innehall_hash sak_id tid"
    ),
    "demoklocka": same(FREE + "the demo's own time", "id nu"),
    "efterlevnadsandring": same(ADDED, "beslut_id huvudman_id dag ord forsenat tyst"),
    "engangslank": same(WAY_IN, "token_hash person_id giltig_till anvand"),
    "formularutkast": same(DRAFT, "id person_id sak_id steg falt borjat sparat sant"),
    "framsteg": same(RUN, "arbete gjort av"),
    "franvaro": same(REGISTER, "id person_id from_ tom ersattare_id foreslagen_id"),
    "frist": same(
        WAITED_FOR,
        "id sak_id delfrist mottagare_id drag roll organ_id huvudman_id sektor person_id senast"
        " pamin halvvags skapad stangd",
    ),
    "gallring": same(ADDED, "id tid aktor_id grund"),
    "hallet_brev": same(LETTER, "id vantar_pa nyckel mall person_id epost sak_id skal data"),
    "handelse": {
        **same(
            CHAINED,
            "sak_id lopnr steg fran_lage till_lage aktor_id aktor_roll for_id organ_id huvudman_id"
            " vag tid definitionsversion begaran innehall_hash foregaende hash_version hash",
        ),
        "id": KEY,
    },
    "handelseinnehall": {
        **same(CHAINED, "salt innehall"),
        "handelse_id": KEY,
        "raderat": DERIVED + "the instant of the protocol of gallring",
    },
    "huvudman": same(REGISTER, "id kod namn kortnamn slag ordning"),
    "inloggning": same(WAY_IN, "token_hash person_id skapad giltig_till"),
    "installation": same(FREE + "a name for this installation, made once", "id marke"),
    "kallelsesvar": same(GUARDED, "mote_id person_id besked ersattare lamnat"),
    "kontrollhuvud": same(CHAINED, "sak_id version kontrollpunkt_id hash spar"),
    "kontrollpunkt": {
        **same(CHAINED, "tid sista_handelse antal hash foregaende"),
        "id": KEY,
        "hel_kontroll": RUN,
    },
    "nummerserie": same(
        FREE + "the next number; those that are given are guarded", "serie prefix ar senaste"
    ),
    "nyhet": same(LETTER, "handelse_id sak_id person_id avisering_id"),
    "organ": same(
        REGISTER, "id kod namn kortnamn slag prefix beslutande mandat ordning tom avslutad version"
    ),
    "organisationshandelse": same(ADDED, "id tid aktor_id person_id vad uppgifter"),
    "paminnad": same(LETTER, "frist_id steg person_id utfall tid avisering_id"),
    "person": same(REGISTER, "id epost namn namnordning aktiv konto brevdag brevtimme sammandrag"),
    "remissutkast": same(DRAFT, "mottagare_id data upplaga skrivet skrivet_av"),
    "sak": {
        **same(GUARDED, "id slag foralder_id skapad"),
        **same(
            DERIVED + "as the last events say, which the check compares",
            "lage version definitionsversion lage_sedan kedja",
        ),
    },
    "spar": {
        **same(CHAINED, "hash"),
        **same(ADDED, "id handelse_id gallring_id form_id nyckel slag salt"),
    },
    "sparform": same(
        DERIVED + "what a trace is of: another form, and its traces hold no row",
        "id tabell nyckel kolumner saker galler",
    ),
    "svepkorning": same(RUN, "id svep startad klar av_schema ok mening"),
    "uppdrag": same(
        REGISTER, "id person_id organ_id roll huvudman_id sektor from_ tom ersattare_id"
    ),
    "arende": {
        **same(
            GUARDED,
            (
                "id nr beteckning rubrik foredragande mote_id bordlaggningar fraga bakgrund "
                "onskad_hantering skapad_av avsandare_organ_id avsandare_namn handlaggare_id "
                "forslag_beslut forslag_ataganden konsekvenser invanare barare_organ_id "
                "forum_organ_id aterkommer ar lopnr siktar_pa avsandare_epost avsandare_kanal "
                "avsandare_person_id prioritet prioritet_skal berord_sektor"
            ),
        ),
        "sokord": DERIVED + "made of the texts",
    },
    "atagande": {
        **same(
            GUARDED,
            (
                "id beslut_id text huvudman_id organ_id person_id sektor ansvar_roll "
                "ansvar_organ_id delegat_id svar form senast raknas_fran manader verifierare_id "
                "rapporterad_av avsteg_datum uppgift mottagare svar_text svar_namn svar_epost "
                "svar_tal svar_datum svar_fil_id rapporterad avsteg_orsak avsteg_stod"
            ),
        ),
        "senast_nytt": DERIVED + "the instant of the last event",
    },
    "avstamning": same(GUARDED, "id atagande_id period foljs tal kommentar lamnad lamnad_av"),
    "avtal": {
        **same(
            GUARDED,
            (
                "id slug rubrik slag omrade trappsteg agare_organ_id giltig_till forsta_slut "
                "forlangning forlangning_manader uppsagning_manader oversyn"
            ),
        ),
        "rubrikordning": DERIVED + "made of the name",
        "varnad_upphor": DERIVED + "which warning was given last",
    },
    "forlangningsbeslut": same(
        GUARDED,
        (
            "id avtal_id huvudman_id sista_dag till instans datum paragraf utfall skal fil_id "
            "skrivet skrivet_av"
        ),
    ),
    "forlangningsinstans": same(GUARDED, "avtal_id huvudman_id namn planerat efter plats"),
    "avtalsbilaga": same(GUARDED, "version_id fil_id rubrik"),
    "avtalspart": {
        **same(
            GUARDED,
            "id avtal_id slag huvudman_id namn uppsagning_manader uppsagd lamnar uteslutning"
            " diarienummer epost person_id motpartsslag ovriga",
        ),
        "varnad": DERIVED + "which warning was given last",
    },
    "avtalssamband": same(GUARDED, "avtal_id till_id slag"),
    "avtalsversion": same(
        GUARDED,
        ("id avtal_id nr text sha256 galler_fran beslutad andring redaktionell skapad skapad_av"),
    ),
    "beslut": same(
        GUARDED,
        (
            "id nr beteckning organ_id ar lopnr om_id mote_id rubrik utfall text datum "
            "justerat inriktning"
        ),
    ),
    "beslutande": same(GUARDED, "id mote_id person_id namn roll huvudman_id sektor narvaro"),
    "beslutsrattelse": same(
        GUARDED, "id beslut_id mote_id slag fore efter tid av bekraftad bekraftad_av avbojd"
    ),
    "dagordningspunkt": same(
        GUARDED, "id mote_id ordning slag rubrik om_id foredragande sen_anmalan utfall anteckning"
    ),
    "delgivning": same(GUARDED, "id mote_id huvudman_id invandning svarad_av atgard svarad"),
    "fil": {
        **same(GUARDED, "id namn mimetyp storlek sha256 uppladdad uppladdad_av"),
        "innehall": DERIVED + "as sha256 says",
    },
    "godkannande": same(
        GUARDED,
        ("id revision_id version_id sha256 person_id for_id ord avsnitt text onskad tid ogiltig"),
    ),
    "grupp": same(GUARDED, "id organ_id beslut_id stod_id namn uppdrag sista_dag resultat"),
    "mote": same(
        GUARDED,
        "id organ_id datum tid slut plats justerare_id anteckningar text_sha256 andringar",
    ),
    "partsbeslut": same(
        GUARDED,
        (
            "id revision_id version_id huvudman_id instans datum paragraf utfall villkor "
            "fil_id skrivet skrivet_av"
        ),
    ),
    "partsinstans": same(GUARDED, "revision_id huvudman_id namn planerat efter plats"),
    "remiss": same(
        GUARDED, "id om_id rubrik version_id underlag_sha256 sista_dag slag fraga underlag"
    ),
    "remissmottagare": same(
        GUARDED,
        (
            "id remiss_id mottagare huvudman_id organ_id person_id ansvar_roll "
            "ansvar_organ_id sektor sista_dag"
        ),
    ),
    "remissvar": same(
        GUARDED,
        (
            "id mottagare_id stallningstagande motivering lamnat lamnat_av kanal "
            "underlag_sha256 fil_id ersatte_av ersatte_lamnat"
        ),
    ),
    "revision": same(
        GUARDED,
        (
            "id nr beteckning rubrik foredragande mote_id bordlaggningar avtal_id orsak "
            "initierad_av prioritet prioritet_skal grupp_organ_id mandat mandat_till "
            "siktar_pa extern motpart utkast_sha256 utkast_upplaga ataganden ikraft "
            "ny_oversyn initierad_av_organ_id utkast avbrott_skal barare_organ_id "
            "forum_organ_id aterkommer utan_ny_fraga"
        ),
    ),
    "revisionsmotpart": same(GUARDED, "revision_id namn slag person_id ovriga slappt"),
    "revisionspart": same(GUARDED, "revision_id huvudman_id beslutar slappt"),
    "revisionsversion": same(
        GUARDED,
        (
            "id revision_id nr text sha256 sammanfattning konsekvenser invanare andring "
            "utover skapad skapad_av"
        ),
    ),
    "signatur": same(
        GUARDED,
        (
            "id revision_id version_id sha256 huvudman_id motpart namn befattning behorighet "
            "behorighet_datum satt person_id intygad_av fil_id tid"
        ),
    ),
    "synpunkt": same(GUARDED, "id remissvar_id ordning avsnitt text onskad svar motivering"),
    "undertecknare": same(
        GUARDED,
        (
            "revision_id huvudman_id person_id befattning behorighet behorighet_datum "
            "uppgiven uppgiven_av"
        ),
    ),
    "tidigare_beslut": same(GUARDED, "arende_id beslut_id"),
    "underlagsgodkannande": same(GUARDED, "id arende_id sha256 person_id for_id ord text tid"),
}


def test_every_column_of_every_table_is_known_for_what_it_is() -> None:
    tables = {
        name: {column.name for column in table.columns} for name, table in metadata.tables.items()
    }
    assert {name: set(columns) for name, columns in EVERY.items()} == tables


def of_kind(table: str, kind: str) -> set[str]:
    return {column for column, said in EVERY[table].items() if said == kind}


def test_what_is_said_to_be_guarded_is_what_the_database_leaves_traces_of(
    database: Database,
) -> None:
    with database.read() as session:
        rows = session.execute(
            text("SELECT tabell, kolumner, saker FROM sparform WHERE galler")
        ).all()
    matters = {table.name: vakt.saker for table, vakt in guarded()}
    assert {row.tabell: tuple(row.saker) for row in rows} == matters
    traced = {row.tabell: set(row.kolumner) for row in rows}
    said = {name: of_kind(name, GUARDED) for name in EVERY if name != "sak"}
    assert traced == {name: columns for name, columns in said.items() if columns}


def test_what_is_said_to_be_free_of_a_guarded_table_is_what_its_model_says() -> None:
    for table, vakt in guarded():
        assert set(EVERY[table.name]) - of_kind(table.name, GUARDED) == set(vakt.fria), table.name


def test_what_is_said_to_be_chained_of_an_event_is_what_its_hash_covers() -> None:
    assert of_kind("handelse", CHAINED) == {*HEADER, "hash"}


def triggers(database: Database, table: str) -> set[str]:
    with database.read() as session:
        rows = session.execute(
            text(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(:t) AND NOT tgisinternal"
            ),
            {"t": table},
        )
        return set(rows.scalars())


def test_what_is_said_to_be_only_added_to_is_so_by_the_database(database: Database) -> None:
    only_added = [name for name, columns in EVERY.items() if ADDED in columns.values()]
    assert sorted(only_added) == [
        "efterlevnadsandring",
        "gallring",
        "organisationshandelse",
        "spar",
    ]
    for table in only_added:
        assert {"bara_tillagg", "ingen_tomning"} <= triggers(database, table), table


def test_every_guard_stands_on_its_table(database: Database) -> None:
    ways: Iterable[str] = ("insert", "update", "delete", "truncate")
    for table, _ in guarded():
        assert {f"spar_{way}" for way in ways} <= triggers(database, table.name), table.name
    assert "star_fast" in triggers(database, "sak")
