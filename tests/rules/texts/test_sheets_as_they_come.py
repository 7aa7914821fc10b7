"""Sheets as people have them: nothing that is there reads as empty without a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from support.agreements.files import csv_of, xlsx_of
from workflows.avtal.importing import known_in
from workflows.texts.sheets import NOT_WORKED_OUT, Sheet, as_csv, read_sheet

HEADINGS = ("Namn", "Slag", "Parter")
LINK = ("Avtal om Link", "avtal", "alla")
VELA = ("Avtal om Vela", "rutin", "Alvesta")
TABLE = (HEADINGS, LINK, VELA)


def read(content: bytes | str) -> Sheet:
    return read_sheet(content, known_in)


def cells(content: bytes | str) -> list[tuple[str, ...]]:
    """The table of a file that asks nothing."""
    found = read(content)
    assert found.fragor == ()
    return [found.rubriker, *found.rader.values()]


CSV: dict[str, bytes | str] = {
    "commas in brackets in a heading": "Namn;Parter (Alvesta, Växjö, Tingsryd)\nLink;alla\n",
    "semicolons in brackets in a heading": "Namn,Parter (Alvesta; Växjö; Ljungby)\nLink,alla\n",
    "as many commas as semicolons": "Namn;Parter (region, kommun)\nLink;Alvesta, Växjö\n",
    "sep=;": "sep=;\nNamn;Slag\nLink, ny;avtal\n",
    "sep=, in quotation marks": '"sep=,"\nNamn,Slag\n"Link, ny";,avtal\n'.replace(";,", ","),
    "SEP=| after a mark of byte order": "\ufeffSEP=|\r\nNamn|Slag; typ\r\nLink|avtal\r\n",
    "sep= with the divider after it": "sep=;;;\nNamn;Slag\nLink;avtal\n",
    "tabs": "Namn\tParter (a, b; c)\nLink\talla; samtliga, alla\n",
    "tabs in UTF-16": "Namn\tSlag\r\nÖK om vård\tavtal\r\n".encode("utf-16"),
    "Windows-1252": "Namn;Område\r\nÖverenskommelse – vård;Vård €\r\n".encode("cp1252"),
    "a mark of byte order": "\ufeffNamn;Slag\nLink;avtal\n".encode(),
    "semicolons in quotation marks": 'Namn;Slag\n"Vård; omsorg; skola";avtal\n',
    "newlines in quotation marks": 'Namn;Slag\n"Vård,\noch, skola,\nel;er";avtal\n',
    "quotation marks in quotation marks": 'Namn,Slag\n"Avtal om ""Link"", nya",avtal\n',
    "trailing dividers": "Namn;Slag;;;\nLink, ny, bättre;avtal;;;\n;;;;\n",
    "rows that stop early": "Namn;Slag;Parter\nLink\nVela, ny;rutin\n",
    "one column with commas": "Namn\nVård, omsorg\nSkola\n",
}


@pytest.mark.parametrize("kind", CSV)
def test_a_text_is_divided_so_that_all_rows_have_as_many_cells(kind: str) -> None:
    headings, *rows = cells(CSV[kind])
    assert headings[0].startswith("Namn")
    assert len(headings) == {"one column with commas": 1, "rows that stop early": 3}.get(kind, 2)
    assert rows
    assert all(row and len(row) <= len(headings) for row in rows)


def test_what_stands_in_the_cells_is_what_was_written() -> None:
    assert cells(CSV["newlines in quotation marks"])[1][0] == "Vård,\noch, skola,\nel;er"
    assert cells(CSV["sep=;"])[1] == ("Link, ny", "avtal")
    assert cells(CSV["Windows-1252"])[1] == ("Överenskommelse – vård", "Vård €")
    assert cells(CSV["tabs"]) == [("Namn", "Parter (a, b; c)"), ("Link", "alla; samtliga, alla")]
    assert cells(CSV["commas in brackets in a heading"])[1] == ("Link", "alla")


def test_the_row_that_says_how_a_text_is_divided_is_not_counted() -> None:
    """A spreadsheet does not show it."""
    assert read("sep=;\nNamn;Slag\nLink;avtal\n").rubrikrad == 1


def test_a_title_on_top_is_asked_about_and_the_headings_are_found() -> None:
    for content in (
        "Avtalsregister 2023;;\n\nNamn;Slag;Parter\nAvtal om Link;avtal;alla\n",
        "Avtalsregister 2023\n\nNamn;Slag;Parter\nAvtal om Link;avtal;alla\n",
        xlsx_of([("Avtalsregister 2023",), (None,), HEADINGS, LINK]),
    ):
        found = read(content)
        assert (found.rubrikrad, found.rubriker, list(found.rader.values())) == (
            3,
            HEADINGS,
            [LINK],
        )
        assert found.fragor == (
            "Ovanför rubrikerna på rad 3 står ”Avtalsregister 2023” på rad 1. Det läses inte.",
        )
        assert read(as_csv(found)) == Sheet(3, HEADINGS, {4: LINK})


def test_an_empty_row_on_top_is_no_question() -> None:
    assert cells(xlsx_of([(None,), (None,), HEADINGS, LINK])) == [HEADINGS, LINK]
    assert cells("\n;;\nNamn;Slag;Parter\nAvtal om Link;avtal;alla\n") == [HEADINGS, LINK]


def test_a_title_that_is_a_word_for_the_name_is_no_row_of_headings() -> None:
    assert read(xlsx_of([("Avtal",), HEADINGS, LINK])).rubrikrad == 2


def book(
    make: Callable[[Workbook, Worksheet], None], rows: Sequence[Sequence[object]] = TABLE
) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    make(made, sheet)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def test_the_table_on_the_second_sheet_is_read_and_the_first_is_asked_about() -> None:
    def make(made: Workbook, sheet: Worksheet) -> None:
        sheet.title = "Register"
        about = made.create_sheet("Om filen", 0)
        about.append(["Här står avtalen."])
        about.append(["Fråga kansliet."])
        made.create_sheet("Blad3")

    found = read(book(make))
    assert [found.rubriker, *found.rader.values()] == list(TABLE)
    assert found.fragor == (
        "Bladet ”Register” läses. Bladet ”Om filen” har 2 rader som inte läses.",
    )


def test_a_second_table_is_not_left_without_a_question() -> None:
    def make(made: Workbook, sheet: Worksheet) -> None:
        sheet.title = "Gällande"
        made.create_sheet("Upphörda").append(["Namn", "Slag"])

    (asked,) = read(book(make)).fragor
    assert asked == "Bladet ”Gällande” läses. Bladet ”Upphörda” har 1 rad som inte läses."


def test_a_sheet_that_nobody_sees_is_not_read() -> None:
    def make(made: Workbook, _sheet: Worksheet) -> None:
        hidden = made.create_sheet("Listor", 0)
        hidden.append(list(HEADINGS))
        hidden.append(["Dolt", "avtal", "alla"])
        hidden.sheet_state = "hidden"

    assert cells(book(make)) == list(TABLE)


def test_cells_merged_downwards_are_read_on_each_row_and_asked_about() -> None:
    rows = (
        HEADINGS,
        ("Ett", "avtal", "alla"),
        ("Två", None, "alla"),
        ("Tre", None, "alla"),
        (None,),
    )

    def make(_made: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B5")

    found = read(book(make, rows))
    assert [row[1] for row in found.rader.values()] == ["avtal"] * 3
    assert found.fragor == ("Sammanslagna celler: B2:B5 (”avtal”). Värdet läses på varje rad.",)


def test_cells_merged_across_are_asked_about_and_a_merged_title_is_a_title() -> None:
    def make(_made: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("B2:C2")

    (asked,) = read(book(make)).fragor
    assert asked.startswith("Sammanslagna celler: B2:C2 (”avtal”). Värdet läses bara i den första")
    rows = (("Register", None, None), *TABLE)
    titled = read(book(lambda _made, sheet: sheet.merge_cells("A1:C1"), rows))
    assert [one.split(":")[0] for one in titled.fragor] == [
        "Ovanför rubrikerna på rad 2 står ”Register” på rad 1. Det läses inte."
    ]


def test_headings_on_two_rows_are_read_where_they_are_merged() -> None:
    rows = (("Namn", "Giltighet", None), (None, "Gäller från", "Gäller till"), ("Link", "a", "b"))

    def make(_made: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    found = read(book(make, rows))
    assert (found.rubrikrad, found.rubriker) == (2, ("Namn", "Gäller från", "Gäller till"))
    assert "Giltighet" not in str(found.rader)


def with_cell(content: bytes, old: str, new: str) -> bytes:
    """A workbook in whose first sheet something else is written."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as was, ZipFile(made, "w", ZIP_DEFLATED) as now:
        for name in was.namelist():
            text = was.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            now.writestr(name, text)
    return made.getvalue()


def test_a_formula_without_a_value_is_no_empty_cell() -> None:
    def make(_made: Workbook, sheet: Worksheet) -> None:
        sheet["C2"] = '="al"&"la"'

    content = book(make)
    assert read(content).rader[2] == ("Avtal om Link", "avtal", NOT_WORKED_OUT)
    written = '<c r="C2"><f>"al"&amp;"la"</f><v /></c>'
    worked_out = '<c r="C2" t="str"><f>"al"&amp;"la"</f><v>alla</v></c>'
    assert read(with_cell(content, written, worked_out)).rader[2] == LINK
    empty = '<c r="C2" t="str"><f>""</f><v></v></c>'
    assert read(with_cell(content, written, empty)).rader[2] == LINK[:2]


def test_the_table_is_kept_as_text_whatever_it_came_from() -> None:
    for content in (*CSV.values(), xlsx_of(TABLE), csv_of(TABLE)):
        found = read(content)
        assert read(as_csv(found)) == found
