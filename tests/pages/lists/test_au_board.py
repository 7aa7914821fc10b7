"""AU:s inkorg is moved on by keyboard: every move of AU stands on the card, in the order
one reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende
from support.paths.arende import arende_in
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

MINE = {
    "inkommet": ["ta_upp"],
    "under_beredning": ["fardigbered", "skicka_pa_remiss", "begar_komplettering"],
    "kompletteras": ["avbryt_komplettering"],
    "pa_remiss": ["sammanstall", "avbryt_remiss"],
    "sammanstalls": ["fardigbered"],
    "berett": ["satt_pa_dagordning"],
    "pa_dagordning": ["lyft_av"],
    "i_dialog": ["satt_pa_dagordning", "aterrapportera"],
    "lyft": ["aterkom_fran_forum"],
}


@pytest.mark.parametrize("lage", MINE)
def test_every_move_of_au_stands_on_the_card_after_its_heading(sajt: Sajt, lage: str) -> None:
    sak = arende_in(sajt.lan, lage)
    card = re.findall(r'href="/arenden/([^"]+)"', sajt.client("au_ledamot").http.get("/au").text)
    nr = next(row.nr for row in sajt.lan.rows(Arende) if row.id == sak)
    assert card == [nr, *(f"{nr}/steg/{step}?tillbaka=/au" for step in MINE[lage])]
    visitor = sajt.client("au_ledamot")
    answers = [visitor.http.get(f"/arenden/{address}").status_code for address in card]
    assert set(answers) == {200}


def test_the_chair_has_moves_that_others_have_not(sajt: Sajt) -> None:
    arende_in(sajt.lan, "inkommet")
    assert "/steg/avvisa?" in sajt.client("au_ordforande").http.get("/au").text
    assert "/steg/avvisa?" not in sajt.client("au_ledamot").http.get("/au").text


@pytest.mark.browser
def test_a_card_is_moved_with_the_keyboard_alone(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "pa_remiss")
    sajt.enter(page, "au_ledamot", "/au")
    page.get_by_role("link", name="Användning av Link i alla kommuner").focus()
    for key in ("Tab", "Enter", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Avbryt remissen")).to_be_visible()
    page.get_by_label("Skäl").fill("Frågan behöver skrivas om.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{sajt.address}/au")
    assert sajt.lan.lage(sak) == "under_beredning"
    page.locator("summary").first.click()
    assert faults(page) == []
