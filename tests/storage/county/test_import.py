"""A real county can start: its organ as rows, people from a CSV file, all of it or nothing, and
twice is as once.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.base import Tabell, table_of
from models.database import Database
from models.tables import Organ, Organisationshandelse, Person, Uppdrag
from models.vocabulary import Roll
from workflows.county.organisation import (
    ImportRefused,
    Importresultat,
    PersonRad,
    Who,
    import_people,
    list_people,
    sync_profile,
)
from workflows.county.profile import PROFILES, load_profile, parse_profile

ROOT = Path(__file__).parents[3]
PROFILE = load_profile("kronoberg")
WHO = Who(datetime(2023, 11, 7, 7, tzinfo=UTC))
HEADER = "epost;namn;organ;roll;huvudman;sektor;from;tom;ersattare\n"
ALVESTA = "socialchef.alvesta@example.se;Socialchef, Alvesta;Ledningsgruppen;ledamot;Alvesta"
GOOD = HEADER + (
    "sekreterare@example.se;AU-sekreterare;AU;sekreterare;;;2023-01-01;;\n"
    f"{ALVESTA};Socialtjänst;2023-01-01;;skolchef.alvesta@example.se\n"
    "skolchef.alvesta@example.se;Skolchef, Alvesta;lgs;Ledamot;alvesta kommun;skola;"
    "2023-01-01;2024-12-31;\n"
    "SKOLCHEF.alvesta@example.se;Skolchef, Alvesta;Skolchefsnätverket;ordförande;Alvesta;;;;\n"
)
Import = Callable[..., Importresultat]


@pytest.fixture
def county(database: Database) -> Database:
    """A database with Kronoberg's huvudmän and organ and nobody in them."""
    with database.session() as session:
        sync_profile(session, PROFILE, WHO)
    return database


@pytest.fixture
def imported(county: Database) -> Import:
    """Import a file in a transaction of its own."""

    def run(content: str | bytes, who: Who = WHO) -> Importresultat:
        with county.session() as session:
            return import_people(session, content, profile=PROFILE, who=who)

    return run


def people(database: Database) -> list[PersonRad]:
    with database.read() as session:
        return list_people(session, PROFILE)


def rows(database: Database, model: type[Tabell]) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(table_of(model))).scalar_one())


def test_the_profile_becomes_rows_and_a_second_time_changes_nothing(database: Database) -> None:
    with database.session() as session:
        first = sync_profile(session, PROFILE, WHO)
    traces = rows(database, Organisationshandelse)
    with database.session() as session:
        second = sync_profile(session, PROFILE, WHO)
    assert (first.nya, first.andrade, first.utanfor) == (9 + len(PROFILE.organ), 0, ())
    assert (second.nya, second.andrade, second.utanfor) == (0, 0, ())
    assert rows(database, Organisationshandelse) == traces == first.nya


def test_a_changed_profile_changes_its_rows_and_keeps_what_it_no_longer_names(
    county: Database,
) -> None:
    text = (PROFILES / "kronoberg.toml").read_text(encoding="utf-8")
    text = text.replace('namn = "Kommunalt forum för skola"', 'namn = "Forum för lärande"').replace(
        '"rsr"', '"rsr2"'
    )
    changed = parse_profile(
        text.replace('namn = "Regionalt strategiskt råd"', 'namn = "Rådet"'), "kronoberg.toml"
    )
    with county.session() as session:
        synced = sync_profile(session, changed, WHO)
    assert (synced.nya, synced.andrade, synced.utanfor) == (1, 1, ("Regionalt strategiskt råd",))
    with county.read() as session:
        names = set(session.execute(select(table_of(Organ).c.namn)).scalars())
    assert {"Forum för lärande", "Regionalt strategiskt råd", "Rådet"} <= names
    assert "Kommunalt forum för skola" not in names


def test_people_and_uppdrag_come_in_by_code_or_by_name(county: Database, imported: Import) -> None:
    assert imported(GOOD) == Importresultat(3, 0, 4, 0, 0)
    by_name = {one.namn: one for one in people(county)}
    assert list(by_name) == ["AU-sekreterare", "Skolchef, Alvesta", "Socialchef, Alvesta"]
    (uppdrag,) = by_name["Socialchef, Alvesta"].uppdrag
    assert (uppdrag.organ_kod, uppdrag.roll, uppdrag.huvudman, uppdrag.sektor) == (
        "lgs",
        Roll.LEDAMOT,
        "Alvesta",
        "Socialtjänst",
    )
    assert (uppdrag.from_, uppdrag.tom, uppdrag.ersattare) == (
        date(2023, 1, 1),
        None,
        "Skolchef, Alvesta",
    )
    assert [one.from_ for one in by_name["Skolchef, Alvesta"].uppdrag] == [
        date(2023, 1, 1),
        date(2023, 11, 7),
    ]


def test_the_same_file_twice_changes_nothing_also_on_a_later_day(
    county: Database, imported: Import
) -> None:
    imported(GOOD)
    before, traces = people(county), rows(county, Organisationshandelse)
    assert imported(GOOD, Who(datetime(2024, 3, 1, 7, tzinfo=UTC))) == Importresultat(0, 0, 0, 0, 4)
    assert people(county) == before
    assert rows(county, Organisationshandelse) == traces


@pytest.mark.parametrize(
    "written",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n"),
        GOOD.rstrip("\n"),
        GOOD.replace("\n", ";;;\n"),
        GOOD.replace("\n", "\n;;;;;;;;\n\n"),
        GOOD.replace("Socialchef, Alvesta", '"Socialchef, Alvesta"'),
        GOOD.replace("Socialchef, Alvesta", "x")
        .replace("Skolchef, Alvesta", "y")
        .replace(";", ","),
        GOOD.replace("epost;namn", "Epost; NAMN "),
    ],
)
def test_a_file_may_be_written_as_spreadsheets_write_it(
    imported: Import, written: str | bytes
) -> None:
    assert imported(written) == Importresultat(3, 0, 4, 0, 0)


def test_columns_come_in_any_order_and_only_four_are_demanded(
    county: Database, imported: Import
) -> None:
    imported("roll,organ,namn,epost\nsekreterare,au,AU-sekreterare,a@example.se\n")
    assert people(county)[0].uppdrag[0].from_ == date(2023, 11, 7)


WRONG = [
    "a@example.se;A;lgs;ledamot;Alvesta;skola;2023-01-01;;",
    "inget-at;B;lgs;ledamot;Alvesta;skola;2023-01-01;;",
    "c@example.se;C;lsg;chef;Alvesta;skola;86400;2023-02-30;",
    "d@example.se;D;lgs;ledamot;;skola;2023-01-01;2022-12-31;",
    (
        "e@example.se;E;Skolchefsnätverket;sammankallande;Region"
        " Kronoberg;Socialtjänst;2023-01-01;;e@example.se"
    ),
    "f@example.se;F;lgs;ledamot;Alvesta;halso_och_sjukvard;2023-01-01;;",
    "a@example.se;Någon annan;au;ledamot;;;2023-01-01;;ingen@example.se",
    "g@example.se;G;lgs;ledamot;Alvesta;skola;2023-01-01;;c@example.se",
    "g@example.se;G;lgs;ledamot;Alvesta;skola;2023-06-01;;;för;mycket",
]
PLACES = {
    "rad 3, epost",
    "rad 4, organ",
    "rad 4, roll",
    "rad 4, from",
    "rad 4, tom",
    "rad 5, huvudman",
    "rad 5, tom",
    "rad 6, roll",
    "rad 6, huvudman",
    "rad 6, sektor",
    "rad 6, ersattare",
    "rad 7, sektor",
    "rad 8, namn",
    "rad 8, ersattare",
}


def test_every_problem_is_named_by_row_with_what_is_allowed_and_nothing_is_kept(
    county: Database, imported: Import
) -> None:
    with pytest.raises(ImportRefused) as refusal:
        imported(HEADER + "\n".join(WRONG[:-1]))
    fields = refusal.value.fields
    assert set(fields) == PLACES
    assert "Tillåtet: ordförande, vice ordförande, ledamot" in fields["rad 4, roll"]
    assert (
        fields["rad 7, sektor"]
        == "”halso_och_sjukvard” går inte att välja här. Tillåtet: Skola, Socialtjänst."
    )
    assert "finns inte i kalendern" in fields["rad 4, tom"]
    assert refusal.value.message.splitlines()[:2] == [
        "Inget är importerat.",
        refusal.value.problems[0],
    ]
    assert refusal.value.problems[0].startswith("Rad 3, epost: ")
    with pytest.raises(ImportRefused, match="Rad 10: Har 11 fält"):
        imported(HEADER + "\n".join(WRONG))
    assert rows(county, Person) == rows(county, Uppdrag) == 0


def test_a_refused_file_leaves_nothing_even_when_the_transaction_goes_on(county: Database) -> None:
    bad = GOOD + "x@example.se;X;lgs;ledamot;Alvesta;skola;2023-01-01;2022-01-01;\n"
    with (
        county.session() as session,
        pytest.raises(ImportRefused, match="Ligger före första dagen"),
    ):
        import_people(session, bad, profile=PROFILE, who=WHO)
    assert rows(county, Person) == 0


def test_the_file_in_the_handbook_can_be_imported(imported: Import) -> None:
    handbook = (ROOT / "docs/handbok/start-i-ett-lan.md").read_text(encoding="utf-8")
    example = handbook.partition("```csv\n")[2].partition("```")[0]
    assert imported(example).uppdrag_nya == example.count("\n") - 1 > 0


HEAP = "\u0301\u0323"  # marks that each have to be moved past all others


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            "",
            (
                "Rubriker saknas: epost, namn, organ, roll. Tillåtet: epost, namn, organ, roll,"
                " huvudman"
            ),
        ),
        ("epost;namn;organ\n", "Rubriker saknas: roll."),
        (HEADER.replace("tom", "till"), "”till” är ingen rubrik."),
        (HEADER.replace("tom", "from"), "En rubrik står två gånger."),
        ("Växjö".encode("latin-1"), "Är inte sparad som UTF-8."),
        (HEADER + 'a@example.se;"A', "Rad 2: Går inte att läsa som CSV"),
        (HEADER + "a@example.se;A\x00;au;ledamot", "ett tecken som inte går att spara"),
        (HEADER + f"a@example.se;{'A' * 121};au;ledamot", "Får vara högst 120 tecken."),
        (HEADER + f"a@example.se;A{HEAP * 40_000};au;ledamot", "Får vara högst 120 tecken."),
        (HEADER + f"a@example.se;A{HEAP * 40};au;ledamot", "En bokstav får ha högst 30 accenter."),
        (HEADER + "x" * 2_000_001, "Är för stor."),
        (HEADER + "a\n" * 5_001, "Har för många rader. Tillåtet: högst 5000."),
        (HEADER + "å@example.se;A;au;ledamot", "Ska vara en e-postadress"),
        (HEADER + "a@example.se\r\nBcc: b@example.se;A;au;ledamot", "Ska vara en e-postadress"),
        (HEADER + "a@example.se;A;au;ledamot;;;1999-01-01", "Tillåtet: 2000–2099."),
        (HEADER + ";A;au;ledamot", "Rad 2, epost: Saknas."),
    ],
)
def test_what_cannot_be_read_is_refused_in_swedish(
    imported: Import, content: str | bytes, says: str
) -> None:
    with pytest.raises(ImportRefused) as refusal:
        imported(content)
    assert says in refusal.value.message


@pytest.mark.parametrize("tom", ["2023-11-06", "2023-11-07"])
def test_a_file_cannot_leave_au_without_a_sekreterare(imported: Import, tom: str) -> None:
    imported(GOOD)
    ends = f"{HEADER}sekreterare@example.se;AU-sekreterare;AU;sekreterare;;;2023-01-01;{tom};\n"
    with pytest.raises(ImportRefused) as refusal:
        imported(ends)
    assert "⟨Au⟩ behöver en sekreterare" in refusal.value.fields["rad 2, tom"]
    new = "ny@example.se;Ny AU-sekreterare;AU;sekreterare;;;2023-11-07;;\n"
    imported(ends + new)
