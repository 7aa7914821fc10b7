"""An existing register of agreements is read in: all of it or nothing, every problem named, and
twice is as once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Avtal, Avtalspart, Avtalsversion, Handelse, Sak
from support.agreements.files import (
    GOOD,
    HEMSJUKVARD,
    LINK,
    RUBRIKER,
    csv_of,
    preview,
    read_in,
    xlsx_of,
)
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.avtal import TEXT, avtal
from workflows.avtal.importing import Andring, Utfall
from workflows.ground.errors import RoleMissing
from workflows.texts.sheets import ImportRefused

NAMN, SLAG, OMRADE, GRUPP, PARTER, INFORMERAS, SEDAN, SISTA, MANADER, UPPSAGNING, OVERSYN = RUBRIKER

TOGETHER = "Överenskommelse om samverkan mellan Region Kronoberg och länets kommuner"


def one(said: dict[str, str], row: tuple[str, ...] = LINK) -> str:
    """A file with one agreement, in which something else is said."""
    names = [*RUBRIKER, *(name for name in said if name not in RUBRIKER)]
    return csv_of(
        [names, [{**dict(zip(RUBRIKER, row, strict=True)), **said}.get(name, "") for name in names]]
    )


def everything(lan: Lan) -> list[Any]:
    tables = (Sak, Avtal, Avtalspart, Avtalsversion, Handelse)
    return [[tuple(row) for row in lan.rows(table)] for table in tables]


def changed(lan: Lan, content: bytes | str, who: str = "sekreterare") -> list[Andring]:
    """Import a file of one agreement that is there; return what it changed. The preview said the
    same.
    """
    before = preview(lan, content, who)
    found = read_in(lan, content, who)
    assert before == found
    (row,) = found.rader
    assert read_in(lan, content, who).antal(Utfall.OFORANDRAT) == 1
    return list(row.andringar)


@pytest.mark.parametrize(
    "content", [csv_of(GOOD), csv_of(GOOD, ",").encode("cp1252"), xlsx_of(GOOD)]
)
def test_a_register_is_read_in_as_the_one_who_asks(lan: Lan, content: bytes | str) -> None:
    found = read_in(lan, content)
    assert [(row.rad, row.namn, row.utfall, row.slug) for row in found.rader] == [
        (2, HEMSJUKVARD[0], Utfall.NYTT, None),
        (3, LINK[0], Utfall.NYTT, None),
    ]
    hemsjukvard, link = lan.rows(Avtal)
    assert (hemsjukvard.slug, hemsjukvard.slag, hemsjukvard.forlangning) == (
        "overenskommelse-om-hemsjukvard",
        "overenskommelse",
        "tills_vidare",
    )
    assert (hemsjukvard.uppsagning_manader, hemsjukvard.oversyn) == (12, date(2025, 1, 31))
    assert (link.giltig_till, link.forlangning_manader, link.uppsagning_manader) == (
        date(2024, 12, 31),
        12,
        6,
    )
    parts = lan.rows(Avtalspart)
    assert [part.namn for part in parts if part.huvudman_id is None] == ["Privata utförare"]
    assert sum(part.avtal_id == hemsjukvard.id for part in parts) == 10
    assert sum(part.avtal_id == link.id for part in parts) == 3
    assert {event.aktor_id for event in lan.rows(Handelse)} == {lan.ids["sekreterare"]}


def test_a_preview_writes_nothing_and_says_what_the_import_does(lan: Lan) -> None:
    said = preview(lan, csv_of(GOOD))
    assert everything(lan) == [[]] * 5
    assert said == read_in(lan, csv_of(GOOD))


@pytest.mark.parametrize("again", [csv_of(GOOD), xlsx_of(GOOD)])
def test_the_same_file_twice_changes_nothing(lan: Lan, again: bytes | str) -> None:
    read_in(lan, csv_of(GOOD))
    before = everything(lan)
    found = read_in(lan, again)
    assert [row.utfall for row in found.rader] == [Utfall.OFORANDRAT] * 2
    assert [row.slug for row in found.rader] == ["overenskommelse-om-hemsjukvard", "avtal-om-link"]
    assert everything(lan) == before


def test_what_differs_is_named_and_changed_and_what_is_left_empty_stays(lan: Lan) -> None:
    read_in(lan, csv_of(GOOD))
    empty = dict.fromkeys(RUBRIKER[1:], "")
    assert changed(lan, one(empty)) == []
    said = {**empty, NAMN: "AVTAL om Link", SISTA: "2025-06-30", PARTER: "kommuner", GRUPP: "AU"}
    assert changed(lan, one(said)) == [
        Andring("Namn", "Avtal om Link", "AVTAL om Link"),
        Andring(
            "Ansvarig grupp", "Processgrupp Kronobarnsmodellen", "Ledningsgruppens arbetsutskott"
        ),
        Andring("Sista dag", "2024-12-31", "2025-06-30"),
        Andring(
            "Parter",
            "Alvesta, Lessebo, Regionen",
            "Alvesta, Lessebo, Ljungby, Markaryd, Tingsryd, Uppvidinge, Växjö, Älmhult",
        ),
    ]
    assert lan.rows(Avtal)[-1].slug == "avtal-om-link"
    assert [event.steg for event in lan.rows(Handelse)][-2:] == ["andra_uppgifter", "satt_parter"]


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        ("Avtal om vård", "Avtal om värd"),
        ("Avtal om vård", "Avtal om vard"),
        ("Avtal: hemsjukvård", "Avtal hemsjukvård"),
        (
            f"{TOGETHER} om hemsjukvård",
            f"{TOGETHER} om psykisk hälsa",
        ),
    ],
)
def test_an_agreement_is_known_by_its_whole_name_and_not_by_its_address(
    lan: Lan, stands: str, said: str
) -> None:
    avtal(lan, rubrik=stands)
    before = lan.rows(Avtal)[0]
    assert read_in(lan, one({NAMN: said})).antal(Utfall.NYTT) == 1
    assert lan.rows(Avtal)[0] == before
    assert [row.rubrik for row in lan.rows(Avtal)] == [stands, said]
    assert len({row.slug for row in lan.rows(Avtal)}) == 2


def test_an_agreement_that_was_renamed_is_not_known_by_what_it_was_called(lan: Lan) -> None:
    sak = avtal(lan, rubrik="Avtal om Link")
    lan.step(sak, "sekreterare", "andra_uppgifter", rubrik="Samverkan om Link")
    assert preview(lan, one({})).antal(Utfall.NYTT) == 1


def test_a_name_is_the_same_whatever_its_case_its_spaces_and_what_nobody_sees(lan: Lan) -> None:
    avtal(lan, rubrik="Avtal om hemsjukvård i länet")
    for said in (
        "AVTAL OM HEMSJUKVÅRD I LÄNET",
        "Avtal  om\u00a0hemsjukvård\u2003i länet ",
        "Avtal om hem\u00adsjuk\u200bvård i länet",
        "Avtal om hemsjukva\u030ard i la\u0308net",
    ):
        assert preview(lan, one({NAMN: said})).antal(Utfall.NYTT) == 0, ascii(said)


def test_parties_and_groups_are_known_whatever_their_spaces_and_what_nobody_sees(lan: Lan) -> None:
    said = {PARTER: "Al\u00advesta,  region\u00a0kronoberg\u200b", GRUPP: "\u2060AU\u00a0"}
    read_in(lan, one(said))
    assert len(lan.rows(Avtalspart)) == 2
    assert preview(lan, one({INFORMERAS: "Vård AB, vård\u00a0 ab"})).problem == {}
    (row,) = read_in(lan, one({**said, INFORMERAS: "Vård AB, vård\u00a0 ab"})).rader
    assert [each.efter for each in row.andringar] == ["Vård AB"]


def test_what_turns_a_name_round_is_refused_by_name(lan: Lan) -> None:
    said = preview(lan, one({NAMN: "Avtal om \u202eLink"})).problem
    assert said["rad 2, Namn"].endswith("(höger-till-vänster-tvång, U+202E).")
    assert (
        preview(lan, one({NAMN: "\u200b\u2800"})).problem["rad 2, Namn"] == "Skriv avtalets namn."
    )


def test_two_long_names_that_begin_alike_are_two_agreements(lan: Lan) -> None:
    start = "Överenskommelse mellan Region Kronoberg och länets kommuner om samverkan kring "
    rows = [RUBRIKER, *((start + what, *HEMSJUKVARD[1:]) for what in ("barn", "äldre"))]
    read_in(lan, csv_of(rows))
    assert [row.utfall for row in read_in(lan, csv_of(rows)).rader] == [Utfall.OFORANDRAT] * 2
    assert len(lan.rows(Avtal)) == 2


def test_an_agreement_that_has_run_on_to_its_next_period_is_unchanged(lan: Lan) -> None:
    read_in(lan, csv_of([RUBRIKER, LINK]))
    behind_its_back(lan, "UPDATE avtal SET giltig_till = '2026-12-31'")
    assert changed(lan, csv_of([RUBRIKER, LINK])) == []
    assert changed(lan, one({SISTA: "2024-11-30"})) == [
        Andring("Sista dag", "2026-12-31", "2024-11-30")
    ]


def test_the_text_comes_along_once(lan: Lan) -> None:
    said = {"Avtalstext": TEXT, "Gäller från": "2022-01-01", "Beslutat": "Ledningsgruppen § 4"}
    read_in(lan, one(said))
    assert lan.lage(lan.rows(Avtal)[0].id) == "i_kraft"
    assert changed(lan, one(said)) == []
    newer = {"Avtalstext": TEXT + "\n\nNytt.", "Gäller från": "2023-01-01"}
    assert changed(lan, one(newer)) == [Andring("Text", "version 1", "en ny version")]
    assert changed(lan, one(said)) == []
    assert [version.nr for version in lan.rows(Avtalsversion)] == [1, 2]


PROBLEMS = {
    "no name": ({NAMN: ""}, {"Namn": "Skriv avtalets namn."}),
    "a name on several lines is one": ({NAMN: "Avtal\n om  Vela"}, {}),
    "a name too long": ({NAMN: "A" * 201}, {"Namn": "Får vara högst 200 tecken."}),
    "a name nobody can read": (
        {NAMN: "Li\x07nk"},
        {"Namn": "Texten innehåller ett tecken som inte går att spara."},
    ),
    "no kind": ({SLAG: ""}, {"Slag": "Välj slag."}),
    "an unknown kind": ({SLAG: "löfte"}, {"Slag": "”löfte” är inget slag."}),
    "an unknown group": ({GRUPP: "Ingenstans"}, {"Ansvarig grupp": "”Ingenstans” är ingen grupp."}),
    "an unknown party": ({PARTER: "Alvesta, Danmark"}, {"Parter": "”Danmark” är ingen part."}),
    "a day in words": (
        {OVERSYN: "snart"},
        {"Nästa översyn": "”snart” går inte att läsa som ett datum."},
    ),
    "a year that nobody plans in": (
        {OVERSYN: "1899-12-31"},
        {"Nästa översyn": "År 1899 går inte att använda."},
    ),
    "a number beyond all": (
        {UPPSAGNING: str(2**63)},
        {UPPSAGNING: f"”{2**63}” är inget antal månader."},
    ),
    "too many months": ({UPPSAGNING: "61"}, {UPPSAGNING: "Talet ligger utanför det tillåtna."}),
    "half a month": ({UPPSAGNING: "0,5"}, {UPPSAGNING: "”0,5” är inget antal månader."}),
    "a formula that failed": ({OMRADE: "#REF!"}, {OMRADE: "Kalkylbladet visar ett fel: #REF!"}),
    "a last day and no more": (
        {SEDAN: "", MANADER: ""},
        {SEDAN: "Skriv vad som händer på sista dagen"},
    ),
    "no last day": ({SISTA: ""}, {SISTA: "Skriv avtalets sista dag"}),
    "no period": ({MANADER: ""}, {MANADER: "Skriv med hur många månader avtalet förlängs."}),
    "two ways at once": (
        {SEDAN: "upphör"},
        {MANADER: "Ett avtal som upphör på sista dagen förlängs inte av sig"},
    ),
    "for ever and yet not": (
        {SISTA: "tills vidare"},
        {SISTA: "Ett avtal som förlängs om ingen säger upp det har en"},
    ),
    "a text without a day": (
        {"Text": "Ord."},
        {"Texten gäller från": "Välj vilken dag texten gäller från."},
    ),
}


@pytest.mark.parametrize("which", PROBLEMS)
def test_every_problem_is_named_by_row_and_column(lan: Lan, which: str) -> None:
    said, wanted = PROBLEMS[which]
    (row,) = preview(lan, one(said)).rader
    found = {problem.kolumn: problem.text for problem in row.problem}
    assert found.keys() == wanted.keys()
    assert all(found[column].startswith(text) for column, text in wanted.items())
    assert (row.utfall is Utfall.GAR_INTE) == bool(wanted)


def test_all_problems_of_a_row_come_at_once(lan: Lan) -> None:
    found = preview(
        lan, one({NAMN: "", SLAG: "x", GRUPP: "x", PARTER: "x", MANADER: "", UPPSAGNING: "x"})
    )
    assert [problem.kolumn for problem in found.rader[0].problem] == [
        NAMN,
        SLAG,
        GRUPP,
        PARTER,
        MANADER,
        UPPSAGNING,
    ]


def test_a_file_with_one_row_that_does_not_fit_is_refused_whole(lan: Lan) -> None:
    wrong = csv_of([*GOOD, ("Avtal om Vela", "kung", *LINK[2:])])
    assert [row.utfall for row in preview(lan, wrong).rader] == [
        Utfall.NYTT,
        Utfall.NYTT,
        Utfall.GAR_INTE,
    ]
    with pytest.raises(ImportRefused) as refused:
        read_in(lan, wrong)
    assert [said.split(" är ")[0] for said in refused.value.problems] == ["Rad 4, Slag: ”kung”"]
    assert everything(lan) == [[]] * 5


def test_an_agreement_stands_once_in_a_file(lan: Lan) -> None:
    twice = csv_of([*GOOD, ("avtal  OM link", *LINK[1:])])
    assert preview(lan, twice).problem == {"rad 4, Namn": "Samma avtal står på rad 3."}
    read_in(lan, csv_of(GOOD))
    assert preview(lan, twice).problem == {"rad 4, Namn": "Samma avtal står på rad 3."}


def test_a_name_that_several_agreements_have_says_so(lan: Lan) -> None:
    avtal(lan, rubrik="Avtal om Link")
    avtal(lan, rubrik="Avtal om Link")
    assert preview(lan, one({})).problem["rad 2, Namn"].startswith("2 avtal i registret heter så.")


def test_one_that_has_ended_is_left_alone(lan: Lan) -> None:
    read_in(lan, csv_of(GOOD))
    lan.step(lan.rows(Avtal)[-1].id, "sekreterare", "upphav", skal="Ersatt.", mote=lan.at_meeting())
    assert preview(lan, csv_of(GOOD)).antal(Utfall.OFORANDRAT) == 2
    assert preview(lan, one({OMRADE: "Nytt"})).problem["rad 2"].startswith("Avtalet har upphört")


def test_one_who_leads_a_group_reads_in_the_agreements_of_that_group_and_no_other(lan: Lan) -> None:
    assert read_in(lan, csv_of(GOOD), "sammankallande").antal(Utfall.NYTT) == 2
    others = preview(lan, one({NAMN: "Annat", GRUPP: "pg_analys"}), "sammankallande")
    assert others.problem["rad 2, Ansvarig grupp"].startswith("Du håller inte ihop")
    avtal(lan, rubrik="Analys", agare="pg_analys")
    theirs = preview(lan, one({NAMN: "Analys"}), "sammankallande")
    assert theirs.problem["rad 2"].startswith("”Ändra uppgifter” kan bara göras av")
    with pytest.raises(RoleMissing):
        read_in(lan, csv_of(GOOD), "alvesta")


def test_headings_may_be_other_words_and_those_unknown_are_named(lan: Lan) -> None:
    names = ("AVTALSNAMN", " Typ ", "Arkivplats", "", "Ägare", "Ingående parter", "Giltigt t.o.m.")
    row = ("Avtal om Link", "Avtal", "23/117", "ja", "au", "samtliga kommuner", "Tills vidare")
    found = read_in(lan, csv_of([names, row]))
    assert found.okanda == ("Arkivplats", "kolumn D, som saknar rubrik")
    assert found.antal(Utfall.NYTT) == 1
    assert len(lan.rows(Avtalspart)) == 8


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Slag", "Parter"), "Rad 1: Rubriken Namn saknas. Raden säger ”Slag”, ”Parter”."),
        (
            ("Namn", "Sista dag", "Slutdatum"),
            "Rad 1, Sista dag: ”Sista dag” och ”Slutdatum” betyder samma sak.",
        ),
    ],
)
def test_headings_that_cannot_be_used_are_refused(
    lan: Lan, names: tuple[str, ...], said: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        preview(lan, csv_of([names, LINK[:2]]))
    assert refused.value.problems[0].startswith(said)


def test_a_value_beyond_the_headings_is_named(lan: Lan) -> None:
    assert preview(lan, csv_of([RUBRIKER, (*LINK, "x")])).problem == {
        "rad 2": "Har ett värde i kolumn L, som saknar rubrik."
    }


def test_a_text_that_looks_like_a_formula_is_text(lan: Lan) -> None:
    for content in (
        one({NAMN: "=HYPERLINK(1)"}),
        xlsx_of([RUBRIKER, ("=HYPERLINK(1)", *LINK[1:])]),
    ):
        read_in(lan, content)
    assert [row.rubrik for row in lan.rows(Avtal)] == ["=HYPERLINK(1)"]
    assert read_in(lan, one({NAMN: "'=HYPERLINK(1)"})).antal(Utfall.OFORANDRAT) == 1


@pytest.mark.parametrize(
    "namn", ["你好", "Авто", "🤝", "Ny", "Importera", "<b>x</b>", "%_%", "A" * 200]
)
def test_strange_names_are_names(lan: Lan, namn: str) -> None:
    other = one({NAMN: "Avtal"})
    read_in(lan, other)
    assert read_in(lan, one({NAMN: namn})).antal(Utfall.NYTT) == 1
    assert read_in(lan, one({NAMN: namn})).antal(Utfall.OFORANDRAT) == 1
    assert lan.rows(Avtal)[-1].rubrik == namn


@pytest.mark.parametrize(
    "said",
    [
        "Förlängs när varje part har beslutat det",
        "efter godkännande av alla parter",
        "Godkänt av alla parter",
    ],
)
def test_what_each_party_prolongs_is_read_in_with_its_months(lan: Lan, said: str) -> None:
    told = {"På sista dagen": said, MANADER: "3", SISTA: "2026-03-31"}
    read_in(lan, one(told))
    (row,) = lan.rows(Avtal)
    assert (row.forlangning, row.forlangning_manader) == ("parterna", 3)
