"""In a browser: a register in a workbook is looked through, corrected, read in, and found in the
list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Avtal
from support.agreements.files import GOOD, HEMSJUKVARD, LINK, RUBRIKER, xlsx_of
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def look_through(page: Page, rows: list[tuple[str, ...]]) -> None:
    page.get_by_label("Kalkylblad").set_input_files(
        {"name": "register.xlsx", "mimeType": TYPE, "buffer": xlsx_of(rows)}
    )
    go(page.get_by_role("button", name="Granska filen"))


def test_a_register_is_looked_through_corrected_and_read_in(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "sekreterare", "/avtal")
    go(page.get_by_role("link", name="Läs in från fil"))
    assert faults(page) == []
    look_through(page, [*GOOD, ("Avtal om Vela", "löfte", *LINK[2:])])
    expect(
        page.get_by_role("heading", name="1 sak i filen behöver rättas. Inget är ändrat.")
    ).to_be_visible()
    expect(page.get_by_text("Rad 4, Slag: ”löfte” är inget slag.")).to_be_visible()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Avtal om Vela")
    expect(page.get_by_role("button", name="Läs in filen")).to_have_count(0)
    assert faults(page) == []
    go(page.get_by_role("link", name="Välj filen igen"))
    look_through(page, [(*RUBRIKER, "Arkivplats"), *((*row, "23/1") for row in GOOD[1:])])
    expect(page.get_by_text("Filen ger 2 nya avtal.")).to_be_visible()
    expect(page.get_by_text("De här kolumnerna läses inte: Arkivplats.")).to_be_visible()
    assert faults(page) == []
    expect(page.locator("textarea")).to_be_hidden()
    assert sajt.lan.rows(Avtal) == []
    go(page.get_by_role("button", name="Läs in filen"))
    expect(page.get_by_text("Filen är inläst: 2 nya avtal.")).to_be_visible()
    for name in (HEMSJUKVARD[0], LINK[0]):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    go(page.get_by_role("link", name="Läs in från fil"))
    look_through(page, [RUBRIKER, (*LINK[:2], "Barn", *LINK[3:]), HEMSJUKVARD])
    expect(page.get_by_role("row").nth(1)).to_contain_text("Område: Barn (var tomt)")
    expect(page.get_by_role("row").nth(2)).to_contain_text("finns redan")
    assert faults(page) == []
