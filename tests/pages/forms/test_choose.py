"""A long list of people, groups or meetings is chosen from by typing, and is a plain list without
script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende
from support.county import epost
from support.paths.arende import arende_in
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def place(sajt: Sajt) -> str:
    """The form where AU chooses who handles an ärende, among more than twelve people."""
    sak = arende_in(sajt.lan, "inkommet")
    return f"/arenden/{sajt.lan.rows(Arende, id=sak)[0].nr}/steg/ta_upp"


def test_who_handles_it_is_chosen_by_typing(sajt: Sajt, page: Page, place: str) -> None:
    sajt.enter(page, "au_ledamot", place)
    people = page.locator("[name=handlaggare]")
    before = people.locator("option").count()
    assert before > 13
    field = page.get_by_label("Skriv för att söka bland").first
    field.press_sequentially("hANDLAGG")
    expect(people).to_have_value(epost("handlaggare"))
    expect(page.get_by_text("1 passar")).to_be_visible()
    assert faults(page) == []
    field.press("Enter")
    expect(people).to_be_focused()
    field.fill("finns inte")
    expect(page.get_by_text("Inget passar")).to_be_visible()
    expect(people).to_have_value(epost("handlaggare"))
    field.fill("")
    expect(people.locator("option")).to_have_count(before)
    page.get_by_role("button", name="Ta upp till beredning").click()
    expect(page.get_by_text("Under beredning").first).to_be_visible()


def test_without_script_the_list_stands_as_it_is(sajt: Sajt, browser: Browser, place: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sajt.enter(page, "au_ledamot", place)
    expect(page.get_by_label("Skriv för att söka bland")).to_have_count(0)
    page.locator("[name=handlaggare]").select_option(epost("handlaggare"))
    page.get_by_role("button", name="Ta upp till beredning").click()
    expect(page.get_by_text("Under beredning").first).to_be_visible()
    context.close()


def test_a_short_list_has_no_search(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "au_ledamot", "/arenden")
    expect(page.get_by_label("Skriv för att söka bland")).to_have_count(0)
