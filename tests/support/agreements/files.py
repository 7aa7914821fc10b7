"""Files of agreements for tests: rows as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from support.county import Lan
from workflows.avtal.importing import Avtalsinlasning, import_avtal, look_through
from workflows.ground.progress import Progress, unseen

RUBRIKER = (
    "Namn",
    "Slag",
    "Område",
    "Ansvarig grupp",
    "Parter",
    "Informeras",
    "På sista dagen",
    "Sista dag",
    "Förlängs med så många månader",
    "Uppsägningstid i månader",
    "Nästa översyn",
)
HEMSJUKVARD = (
    "Överenskommelse om hemsjukvård",
    "Överenskommelse",
    "Hemsjukvård",
    "Processgrupp Kronobarnsmodellen",
    "alla",
    "Privata utförare",
    "tills vidare",
    "",
    "",
    "12",
    "2025-01-31",
)
LINK = (
    "Avtal om Link",
    "avtal",
    "",
    "pg_kronobarnsmodellen",
    "Alvesta, Lessebo och Region Kronoberg",
    "",
    "förlängs om ingen säger upp det",
    "2024-12-31",
    "12",
    "6 månader",
    "",
)
GOOD = (RUBRIKER, HEMSJUKVARD, LINK)


def csv_of(rows: Sequence[Sequence[str]], divider: str = ";") -> str:
    return "".join(divider.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def xlsx_of(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"  # a text, as when somebody typed an apostrophe before it
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def read_in(
    lan: Lan, content: bytes | str, who: str = "sekreterare", progress: Progress = unseen
) -> Avtalsinlasning:
    """Import a file in a transaction of its own."""
    with lan.database.session() as session:
        return import_avtal(session, content, lan.actor(session, who), lan.world, progress)


def preview(lan: Lan, content: bytes | str, who: str = "sekreterare") -> Avtalsinlasning:
    """Look a file through in a transaction that is not kept."""
    with lan.database.trial() as session:
        return look_through(session, content, lan.actor(session, who), lan.world)
