"""Tables that people hand in: read the same whichever program wrote them, and hostile ones refused
in words.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from models import limits
from support.agreements.files import csv_of, xlsx_of
from workflows.texts.sheets import ImportRefused, Sheet, as_csv, letter, read_sheet
from workflows.texts.sheets.sheet import MOST_COLUMNS, MOST_ROWS

ROWS = [("Namn", "Område"), ("Överenskommelse; gemensam", "Vård, skola"), ('Ett "citat"', "")]
READ = Sheet(1, ROWS[0], {2: ROWS[1], 3: ROWS[2][:1]})
QUOTED = [[cell.replace('"', '""') for cell in row] for row in ROWS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("divider", [";", ",", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_csv_is_the_same_table_in_every_dialect(encoding: str, divider: str, ends: str) -> None:
    assert read_sheet(csv_of(QUOTED, divider).replace("\n", ends).encode(encoding)) == READ


def test_a_workbook_is_the_same_table() -> None:
    assert read_sheet(xlsx_of(ROWS)) == READ


def test_cells_of_a_workbook_are_written_as_in_a_csv_file() -> None:
    cells = [
        date(2026, 12, 11),
        datetime(2026, 12, 11),  # noqa: DTZ001 - as a sheet has it
        12.0,
        2**63,
        True,
        None,
        "=1+1",
        "a\r\nb",
        0.5,
    ]
    found = read_sheet(xlsx_of([["x"] * 9, cells]))
    assert found.rader[2] == (
        "2026-12-11",
        "2026-12-11",
        "12",
        str(2**63),
        "ja",
        "",
        "=1+1",
        "a\nb",
        "0.5",
    )


def test_the_headings_are_the_first_row_that_says_anything_and_empty_rows_keep_their_numbers() -> (
    None
):
    found = read_sheet("\n;;\nNamn;Slag;;\n;\nLink;avtal\n")
    assert found == Sheet(3, ("Namn", "Slag"), {5: ("Link", "avtal")})
    assert read_sheet(as_csv(found)) == found


def test_a_table_that_is_kept_as_text_is_the_same_table() -> None:
    found = read_sheet(xlsx_of([*ROWS, (None, None), ("'=1", "två\nrader")]))
    assert read_sheet(as_csv(found)) == found
    assert max(found.rader) == 5


def packed(**members: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_member(name: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced, or one more."""
    file = BytesIO()
    with ZipFile(BytesIO(xlsx_of(ROWS))) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for one in {*old.namelist(), name}:
            new.writestr(one, content if one == name else old.read(one))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CELL = b'<row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
LAUGHS = b'<!DOCTYPE worksheet [<!ENTITY b "Namn">]>' + MAIN + CELL
HOSTILE: dict[str, bytes | str] = {
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "zero bytes in text": b"Namn;Slag\nLi\x00nk;avtal\n",
    "another packed file": packed(**{"word/document.xml": b"<w/>"}),
    "half a workbook": xlsx_of(ROWS)[:-200],
    "a workbook of nothing": packed(**{"xl/workbook.xml": b"nothing"}),
    "a bomb": with_member("xl/media/image1.png", bytes(30_000_000)),
    "macros": with_member("xl/vbaProject.bin", b"x"),
    "entities": with_member(SHEET, LAUGHS),
    "a sheet that breaks off": with_member(SHEET, MAIN + b'<row r="1"><c r="A1"'),
    "too large": b"Namn\n" + b"a" * limits.FIL_BYTES,
    "too many rows": "Namn\n" + "Link\n" * (MOST_ROWS + 1),
    "too many columns": ";".join(["Namn"] * (MOST_COLUMNS + 1)),
    "too many columns of a workbook": xlsx_of([["Namn"] * (MOST_COLUMNS + 1)]),
    "quotation marks that do not pair": 'Namn\n"Li"nk\n',
    "nothing": b"",
    "nothing but space": " \n;;\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_table_is_refused_in_words(kind: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_sheet(HOSTILE[kind])
    (said,) = refused.value.problems
    assert said.startswith(("Filen: ", "Rad "))
    assert said.endswith(".")


def test_a_row_that_claims_to_be_far_below_the_last_is_not_looked_for() -> None:
    far = (
        MAIN
        + b'<row r="99999999999999"><c r="A1" t="str"><v>Namn</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(ImportRefused, match="Bladet är för långt"):
        read_sheet(with_member(SHEET, far))


def test_columns_are_called_what_a_spreadsheet_calls_them() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 59)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "BH",
    ]
