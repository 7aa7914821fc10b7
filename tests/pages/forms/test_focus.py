"""After every step and every piece that is exchanged the focus is on what changed, so that who uses
a keyboard, or hears the page, goes on from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende, Remiss
from support.paths.arende import arende_in
from support.paths.revision import revision_in
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MANY = 60


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button as the keyboard does."""
    page.get_by_role("button", name=name).first.press("Enter")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def either(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser with script, and one without."""
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def row(page: Page, number: int, name: str = "forslag_ataganden") -> None:
    expect(page.locator(f"#falt-{name}-{number}-text")).to_be_focused()


def test_a_row_that_was_added_or_that_took_the_place_of_another_has_the_focus(
    sajt: Sajt, either: Page
) -> None:
    sak = arende_in(sajt.lan, "under_beredning")
    nr = sajt.lan.rows(Arende, id=sak)[0].nr
    sajt.enter(either, "handlaggare", f"/arenden/{nr}/steg/bered")
    for number, text in enumerate(("Ett", "Två", "Tre")):
        either.locator(f"#falt-forslag_ataganden-{number}-text").fill(text)
        press(either, "Lägg till ett åtagande")
        row(either, number + 1)
    press(either, "Ta bort åtagande 2")
    row(either, 1)
    expect(either.locator("#falt-forslag_ataganden-1-text")).to_have_value("Tre")
    press(either, "Ta bort åtagande 2")
    row(either, 0)
    press(either, "Ta bort åtagande 1")
    row(either, 0)


def test_a_box_that_was_added_has_the_focus(sajt: Sajt, either: Page) -> None:
    remiss = sajt.lan.rows(Remiss, om_id=revision_in(sajt.lan, "pa_remiss"))[-1].id
    sajt.enter(either, "alvesta", f"/remisser/{remiss}/steg/svara")
    either.get_by_label("Synpunkt", exact=True).fill("Mer tid.")
    press(either, "Lägg till en synpunkt")
    expect(either.locator("#falt-synpunkter-1")).to_be_focused()


def test_after_a_step_the_focus_is_on_what_was_done(sajt: Sajt, page: Page) -> None:
    sak = arende_in(sajt.lan, "inkommet")
    nr = sajt.lan.rows(Arende, id=sak)[0].nr
    sajt.enter(page, "au_ordforande", f"/arenden/{nr}/steg/avvisa")
    page.get_by_label("Skäl").fill("Frågan är kommunens egen.")
    page.get_by_label("Vart kan avsändaren vända sig?").fill("Till kommunen.")
    with page.expect_navigation():
        press(page, "Avvisa")
    done = page.get_by_role("status").filter(has_text="Klart:")
    expect(done).to_be_focused()
    assert faults(page) == []


def test_the_menu_comes_before_the_name(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "sekreterare")
    stops = page.locator("header").locator("a:visible, button:visible").all_inner_texts()
    assert stops.index("Ärenden") < next(n for n, one in enumerate(stops) if "Inloggad" in one)


def many(sajt: Sajt) -> None:
    """Fill the list of ärenden."""
    sajt.lan.at("2023-11-07")
    for number in range(MANY):
        sajt.lan.arende(rubrik=f"Fråga {number}")


def test_show_more_puts_the_focus_on_the_first_that_came(sajt: Sajt, page: Page) -> None:
    many(sajt)
    sajt.enter(page, "sekreterare", "/arenden")
    before = page.locator("tbody th a").count()
    page.get_by_role("link", name="Visa fler").press("Enter")
    expect(page.locator("tbody th a").nth(before)).to_be_focused()


def test_who_reads_one_of_many_and_goes_back_is_where_they_were(sajt: Sajt, page: Page) -> None:
    many(sajt)
    sajt.enter(page, "sekreterare", "/arenden")
    first = page.locator("tbody th a").count()
    page.get_by_role("link", name="Visa fler").click()
    link = page.locator("tbody th a").nth(first + 3)
    link.scroll_into_view_if_needed()
    at = page.evaluate("scrollY")
    assert at > 0
    go(link)
    page.go_back()
    expect(page.locator("tbody th a").nth(first + 3)).to_be_in_viewport()
    assert page.locator("tbody th a").count() > first
    assert page.url.endswith("#fler-1")
